"""What the method takes in and gives back: frozen values, no logic.

Every room may import this module. Units are said once, here: a *code* is the number behind
an answer's option, a *mean* is on the item's own scale (1 to 7 for the shipped bank), a
*score* is 0 to 100, a *chance* is 0 to 1 unless its name says percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """A performance tier, worst first. Elite exists only in the rule sets that have it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    ELITE = "elite"


class Metric(StrEnum):
    """The four outcome metrics, in the order of the published tables."""

    DEPLOYMENT_FREQUENCY = "deployment_frequency"
    LEAD_TIME = "lead_time"
    TIME_TO_RESTORE = "time_to_restore"
    CHANGE_FAIL_RATE = "change_fail_rate"


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval; its unit is that of the figure it belongs to."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of a practice. `points` is the length of its scale, codes 1..points.

    `levels`, where given, is where each code 1, 2, ... lies on that scale: of an ordered choice
    whose values are not evenly spaced, or of a scale shorter than that of the other items.
    """

    code: str
    reverse: bool = False
    weight: float = 1.0
    points: int = 7
    levels: tuple[float, ...] = ()


class AgreementWord(StrEnum):
    """How far a group agrees, read from r_wg (LeBreton & Senter 2008)."""

    NONE = "none"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    VERY_STRONG = "very strong"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Within-group agreement of one practice.

    `rwg` 0..1 of the practice score, `rwg_j` 0..1 over its items, `average_deviation` in
    scale points; `differ` is the mark "opinions differ" (r_wg under 0.50 or average
    deviation over A/6, from five people on).
    """

    rwg: float
    rwg_j: float | None
    average_deviation: float
    word: AgreementWord
    differ: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion 0..1 with its Wilson interval and the count under the line."""

    value: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class Score:
    """A practice's score for one group of people, exact: never shown before disclosure.

    `score`, `sd`, `standard_error` and `interval` are on 0..100, `mean` on the item scale.
    `standard_error` carries the finite population correction. With one person `sd`,
    `standard_error`, `interval` and `agreement` are None.
    """

    score: float
    mean: float
    n: int
    sd: float | None
    standard_error: float | None
    interval: Interval | None
    agreement: Agreement | None
    top_two: Share | None


@dataclass(frozen=True, slots=True)
class TierProfile:
    """One row of a published table: median codes by metric and the share of respondents (0..1)."""

    tier: Tier
    medians: Mapping[Metric, int]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A dated, cited benchmark, and the constants that place answers against it.

    `profiles` run from low to the best tier. `change_fail_rate_bands` is 6 (bands of the
    reports to 2022) or 8 (the finer bands of the question, for tables in percent). Answers
    always come in with the eight codes of the question. `placeable` is False for a table
    under which a better answer can lower a team's placement: it is shown, never used.
    """

    key: str
    year: int
    title: str
    profiles: tuple[TierProfile, ...]
    citation: str
    url: str = ""
    secondary: bool = False
    change_fail_rate_bands: int = 6
    quirks: tuple[str, ...] = ()
    placeable: bool = True
    theta: float = 0.5
    certain_from: float = 0.70
    leaning_from: float = 0.50


class LabelKind(StrEnum):
    """How sure the placement is, and so how it is said."""

    CERTAIN = "certain"
    LEANING = "leaning"
    BETWEEN = "between"
    NOT_ENOUGH = "not enough answers"


@dataclass(frozen=True, slots=True)
class Label:
    """The placement in words: one tier, or for BETWEEN the two most likely, likelier first."""

    kind: LabelKind
    tiers: tuple[Tier, ...] = ()


class MixedKind(StrEnum):
    """A profile whose speed and stability point to opposite ends."""

    FAST_BUT_UNSTABLE = "fast but unstable"
    SLOW_BUT_STABLE = "slow but stable"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Mixed:
    """Which metrics are alone nearest to high, and which alone nearest to low."""

    kind: MixedKind
    high: tuple[Metric, ...]
    low: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a group stands against a rule set.

    `chances` add up to 1, over low, medium and high (elite counted as part of high), worst
    first. `nearest` names, metric by metric, the tier or tiers whose median is closest.
    `metrics` are those that had an answer. `stability` is the share of bootstrap draws with
    the same top tier, None for a single respondent.
    """

    rule_set: str
    year: int
    chances: Mapping[Tier, float]
    label: Label
    mixed: Mixed | None
    nearest: Mapping[Metric, tuple[Tier, ...]]
    metrics: tuple[Metric, ...]
    n: int
    stability: float | None = None


@dataclass(frozen=True, slots=True)
class QuickCheck2019:
    """DORA's 2019 Quick Check: mean code 1..6, its tier, and the percentile of that edition."""

    mean_code: float
    tier: Tier
    percentile: int


@dataclass(frozen=True, slots=True)
class QuickCheckScore:
    """DORA's 0 to 10 score of 2023 and later."""

    overall: float
    throughput: float | None
    stability: float | None


class Reason(StrEnum):
    """Why a figure is not shown."""

    TOO_FEW = "too few"
    PROTECTS_NEIGHBOUR = "protects a neighbour"
    NOT_ASKED = "not asked"
    NOT_RELEASED = "not released"
    LOW_TURNOUT = "low turnout"
    NOT_ENOUGH_ANSWERS = "not enough answers"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A figure that may not or cannot be shown: a type of its own, never None or 0."""

    reason: Reason


class Bound(StrEnum):
    """Whether a shown score is the figure itself or only a limit ("88 or more")."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Change:
    """Change since the last campaign in whole points, and whether it is more than noise."""

    points: int
    real: bool


@dataclass(frozen=True, slots=True)
class ReleasedScore:
    """A practice's figure as it may be shown: whole points of 100, n in bands.

    `interval` is missing for a bounded score and for a single sheet; `peers` is the median
    of the organisation's released teams.
    """

    score: int
    bound: Bound
    n_band: str
    interval: Interval | None = None
    opinions_differ: bool = False
    agreement: AgreementWord | None = None
    change: Change | None = None
    peers: int | None = None


@dataclass(frozen=True, slots=True)
class ReleasedMetric:
    """One metric as it may be shown: codes of its rule set, halves kept.

    `low` and `high` span the middle half of the answers, at least one band either side in
    a small group; `bound` AT_LEAST or AT_MOST replaces the range at the ends of the scale.
    """

    metric: Metric
    position: float
    bound: Bound
    low: float | None
    high: float | None
    n_band: str
    opinions_differ: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedCodes:
    """The answers to a question of ordered bands as they may be shown: as of a metric."""

    position: float
    bound: Bound
    low: float | None
    high: float | None
    n_band: str
    opinions_differ: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedQuickScore:
    """DORA's score of 2023 and later as it may be shown: 0 to 10 in steps of `step`.

    `step` is 0.1, or in a small group 0.5, where `bound` makes the ends of the scale a limit.
    `metrics` counts those it is the mean of: what is hidden or not answered is left out.
    """

    score: float
    bound: Bound
    step: float
    metrics: int


@dataclass(frozen=True, slots=True)
class SecondOpinions:
    """What other rules say of the same answers, as it may be shown; None where a rule cannot.

    `tier_2019` by DORA's Quick Check of that year, which needs all four metrics. `by_share` is
    the most likely tier with the published shares of the tiers as prior in place of an equal
    one: the tier alone, as a label's limits would tell more of a small group. A table that
    does not print all shares has none.
    """

    tier_2019: Tier | None = None
    score: ReleasedQuickScore | None = None
    by_share: Tier | None = None


@dataclass(frozen=True, slots=True)
class ReleasedPlacement:
    """A placement as it may be shown: chances in whole percent that add up to 100.

    `step` is what the percents are rounded to, 1 or in a small group 5; each lies less than a
    step from the chance itself.
    """

    rule_set: str
    year: int
    percents: Mapping[Tier, int]
    label: Label
    mixed: Mixed | None
    n_band: str
    stable: bool | None
    second_opinions: SecondOpinions = SecondOpinions()
    opinions_differ: bool = False
    step: int = 1


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice's name as shown, and the colour-free facts a chart row needs."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """A practice and what may be shown of it, now and in the campaign before."""

    practice: Practice
    now: ReleasedScore | Suppressed
    before: ReleasedScore | Suppressed | None = None
