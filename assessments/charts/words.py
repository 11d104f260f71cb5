"""Released figures in words: one wording for charts, tables, pages and exports."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from assessments.scoring.values import (
    Bound,
    Change,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Reason,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
    Tier,
)

METRIC_NAMES: Mapping[Metric, str] = {
    Metric.DEPLOYMENT_FREQUENCY: "Deployment frequency",
    Metric.LEAD_TIME: "Lead time for changes",
    Metric.TIME_TO_RESTORE: "Time to restore service",
    Metric.CHANGE_FAIL_RATE: "Change failure rate",
}

REASON_TEXTS: Mapping[Reason, str] = {
    Reason.TOO_FEW: "too few answers to show",
    Reason.PROTECTS_NEIGHBOUR: "hidden to protect another team",
    Reason.NOT_ASKED: "not asked",
    Reason.NOT_RELEASED: "not released yet",
    Reason.LOW_TURNOUT: "too small a part of the team answered",
    Reason.NOT_ENOUGH_ANSWERS: "not enough answers",
}

REASON_SENTENCES: Mapping[Reason, str] = {
    Reason.TOO_FEW: "Too few people answered to show this without showing who said what.",
    Reason.PROTECTS_NEIGHBOUR: (
        "This is hidden because the answers of another team could be worked out from it."
    ),
    Reason.NOT_ASKED: "This was not part of the questionnaire.",
    Reason.NOT_RELEASED: "The results of this campaign are not released yet.",
    Reason.LOW_TURNOUT: "Too small a part of the team answered for this to speak for the team.",
    Reason.NOT_ENOUGH_ANSWERS: "Not enough of the questions were answered to work this out.",
}

MIXED_OPENINGS: Mapping[MixedKind, str] = {
    MixedKind.FAST_BUT_UNSTABLE: "Mixed: fast but unstable.",
    MixedKind.SLOW_BUT_STABLE: "Mixed: slow but stable.",
    MixedKind.MIXED: "Mixed: the metrics point to opposite ends.",
}

# What lies beyond the shown category, towards better and towards worse.
BEYOND: Mapping[Metric, tuple[str, str]] = {
    Metric.DEPLOYMENT_FREQUENCY: ("or more often", "or less often"),
    Metric.LEAD_TIME: ("or faster", "or slower"),
    Metric.TIME_TO_RESTORE: ("or faster", "or slower"),
    Metric.CHANGE_FAIL_RATE: ("or less", "or more"),
}


def joined(words: Iterable[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def inside(name: str) -> str:
    """Return a name as it reads within a sentence: a plain first word loses its capital."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def opening(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def tier_word(tier: Tier) -> str:
    """Return "low", "medium", "high" or "elite"."""
    return tier.value


def place_word(tier: Tier | None) -> str:
    """Return a tier's word, or "not placed" for none."""
    return "not placed" if tier is None else tier_word(tier)


def tiers_text(tiers: Iterable[Tier]) -> str:
    """Return "medium", or for a tie "low or medium", worst first."""
    tied = [tier_word(tier) for tier in Tier if tier in set(tiers)]
    return " or ".join([", ".join(tied[:-1]), tied[-1]] if len(tied) > 1 else tied)


def metric_name(metric: Metric) -> str:
    """Return the metric's name as it heads a row."""
    return METRIC_NAMES[metric]


def label_sentence(label: Label) -> str:
    """Return the placement as a heading, without a full stop."""
    if label.kind is LabelKind.NOT_ENOUGH:
        return "Not enough answers to place the team"
    first = tier_word(label.tiers[0])
    if label.kind is LabelKind.CERTAIN:
        article = "an" if label.tiers[0] is Tier.ELITE else "a"
        return f"Most likely {article} {first} performer"
    if label.kind is LabelKind.LEANING:
        return f"Leaning {first}"
    return f"Between {first} and {tier_word(label.tiers[1])}"


def percent_text(percent: int, step: int = 1) -> str:
    """Return a chance shown in steps: "35%", "about 35%", and at the ends "under 5%", "over 95%".

    A shown percent lies less than a step from the chance, so the limits are true of every
    chance; and no chance is none or all.
    """
    if percent <= 0:
        return f"under {step}%"
    if percent >= 100:  # noqa: PLR2004 - all of it
        return f"over {100 - step}%"
    return f"{percent}%" if step == 1 else f"about {percent}%"


def certainty_sentence(placement: ReleasedPlacement) -> str:
    """Return how sure the placement is: the chances, then how steady they are."""
    if placement.label.kind is LabelKind.NOT_ENOUGH:
        return (
            "A placement needs at least three of the four metrics, "
            "one of them about speed and one about stability."
        )
    return f"The chances are {chances_text(placement)}. {stability_sentence(placement)}"


def chances_text(placement: ReleasedPlacement) -> str:
    """Return "81% low, 17% medium and 2% high", in the words of the placement's step."""
    return joined(
        f"{percent_text(percent, placement.step)} {tier_word(tier)}"
        for tier, percent in placement.percents.items()
    )


def stability_sentence(placement: ReleasedPlacement) -> str:
    """Return how steady a placement is when the answers are redrawn at random."""
    if placement.stable is None:
        return "It rests on a single sheet, so we cannot say how steady it is."
    if placement.stable:
        return "Redrawing the answers at random mostly gives the same tier, so it is steady."
    return "Redrawing the answers at random often gives another tier, so read it with care."


def mixed_sentence(mixed: Mixed) -> str:
    """Return which metrics point up and which point down."""
    high, low = (_nearest_text(mixed.high, "high"), _nearest_text(mixed.low, "low"))
    return f"{MIXED_OPENINGS[mixed.kind]} {opening(high)}; {low}."


def _nearest_text(metrics: tuple[Metric, ...], end: str) -> str:
    names = joined(inside(metric_name(metric)) for metric in metrics)
    return f"{names} {'is' if len(metrics) == 1 else 'are'} nearest to {end}"


def reason_text(reason: Reason) -> str:
    """Return why a figure is missing, short enough for its place in a row."""
    return REASON_TEXTS[reason]


def reason_sentence(reason: Reason) -> str:
    """Return why a figure is missing, for a reader who asks."""
    return REASON_SENTENCES[reason]


def answers_text(n_band: str) -> str:
    """Return "5 to 9 answers", "50 or more answers" or "1 answer" for a band of n."""
    if n_band == "1":
        return "1 answer"
    words = n_band.replace("-", " to ").replace("–", " to ")
    return f"{words.removesuffix('+')}{' or more' if n_band.endswith('+') else ''} answers"


def dated_text(n_band: str, as_of: str) -> str:
    """Return "5 to 9 answers, 14 March 2026", or for a single sheet when it was given alone."""
    return opening(as_of) if n_band == "1" else f"{answers_text(n_band)}, {as_of}"


def answers_source(n_bands: Iterable[str]) -> str:
    """Return whose answers a chart rests on: a single sheet is nothing but itself."""
    return "these answers alone" if set(n_bands) == {"1"} else "released answers"


def score_text(score: ReleasedScore | Suppressed) -> str:
    """Return "38", "88 or more", "12 or less", or why there is no figure."""
    if isinstance(score, Suppressed):
        return reason_text(score.reason)
    return f"{score.score}{bound_text(score.bound)}"


def bound_text(bound: Bound) -> str:
    """Return what follows a score that is only a limit: " or more", " or less" or nothing."""
    return {Bound.EXACT: "", Bound.AT_LEAST: " or more", Bound.AT_MOST: " or less"}[bound]


def interval_text(score: ReleasedScore | Suppressed) -> str:
    """Return "30 to 46", or nothing where no interval is shown."""
    if isinstance(score, Suppressed) or score.interval is None:
        return ""
    return f"{score.interval.low:.0f} to {score.interval.high:.0f}"


def score_and_interval_text(score: ReleasedScore | Suppressed) -> str:
    """Return "38 (30 to 46)", or the score alone."""
    interval = interval_text(score)
    return f"{score_text(score)} ({interval})" if interval else score_text(score)


def signed(points: int) -> str:
    """Return "+3", "−3" or "0"."""
    return f"{points:+d}".replace("-", "−") if points else "0"


def change_text(change: Change) -> str:
    """Return a change for its cell: "up 12", "down 9", "no clear change (+3)"."""
    if not change.real:
        return f"no clear change ({signed(change.points)})" if change.points else "no change"
    return f"{'up' if change.points > 0 else 'down'} {abs(change.points)}"


def change_sentence(change: Change) -> str:
    """Return a change since the last campaign as a sentence."""
    if change.real:
        points = "point" if abs(change.points) == 1 else "points"
        return f"{opening(change_text(change))} {points} since last time."
    if change.points == 0:
        return "No change since last time."
    points = signed(change.points)
    return f"No clear change since last time ({points}, within what chance would give)."


def category_text(code: float, labels: Mapping[int, str]) -> str:
    """Return a metric's category in quotes; a half lies between two of them.

    Raises KeyError for a code without a label.
    """
    lower = int(code)
    if code == lower:
        return f"“{labels[lower]}”"
    return f"between “{labels[lower]}” and “{labels[lower + 1]}”"


def position_text(released: ReleasedMetric | Suppressed, labels: Mapping[int, str]) -> str:
    """Return where a team stands on a metric, in the words of the question."""
    if isinstance(released, Suppressed):
        return reason_text(released.reason)
    words = category_text(released.position, labels)
    better, worse = BEYOND[released.metric]
    beyond = {Bound.EXACT: "", Bound.AT_LEAST: f" {better}", Bound.AT_MOST: f" {worse}"}
    return f"{words}{beyond[released.bound]}"


def range_text(released: ReleasedMetric | Suppressed, labels: Mapping[int, str]) -> str:
    """Return the middle half of the answers in words, or nothing where no range is shown.

    A half counts as the category beyond it: the words never claim less than the answers span.
    """
    if isinstance(released, Suppressed) or released.low is None or released.high is None:
        return ""
    low, high = labels[math.floor(released.low)], labels[math.ceil(released.high)]
    return f"“{low}”" if low == high else f"from “{low}” to “{high}”"
