"""What may be shown of a group that passed: rounded, banded, and bounded where it is small.

An extreme mean would tell everybody's answer, so it is shown as a limit only, nearer to the end of
the scale in groups of 2k people or more; and a range never closes on one value. Small means fewer
than 2k people. k = 1 is a team sheet: it holds no individuals, so no guard applies.

What holds for a group has to hold for whoever subtracts it from a larger one: see levelling.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from math import ceil, floor, sqrt
from statistics import NormalDist, fmean, median, quantiles

from .labels import mixed
from .values import (
    Bound,
    Interval,
    Metric,
    Placement,
    ReleasedCodes,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedScore,
    Score,
    SecondOpinions,
    Tier,
)

N_BANDS = ((50, "50+"), (20, "20-49"), (10, "10-19"), (5, "5-9"))
ONE_SHEET = "1"
AT_LEAST_SCORE = 88
AT_MOST_SCORE = 12
AT_LEAST_OF_MANY = 95
AT_MOST_OF_MANY = 5
OUTER_EIGHTH = 1 / 8
FLOOR_SD_POINTS = 0.25
# Half of the 0.5 scale points within which nobody may place fewer than k people
_LEAST_DISTANCE = 0.25
STABLE_FROM = 0.80
SMALL_GROUP_STEP = 5
NO_OPINIONS = SecondOpinions()

_DIFFER_FROM_PEOPLE = 5
_DIFFER_BELOW_RWG = 0.50
_SPREAD_FROM = 2
_Z = NormalDist().inv_cdf(0.975)


def n_band(n: int, k: int = 5) -> str:
    """Return the band a number of sheets is shown in: 5-9, 10-19, 20-49, 50+, or under 5.

    Where k is 1 a single sheet is a team's own, and shows as "1".
    """
    if n == k == 1:
        return ONE_SHEET
    return next((name for least, name in N_BANDS if n >= least), "under 5")


def whole_points(score: float) -> int:
    """Return a score 0..100 as shown, in whole points, halves up whatever binary made of them."""
    return floor(round(score, 9) + 0.5)


def ends_of_scale(n: int, k: int) -> tuple[int, int]:
    """Return the lowest and the highest score, 0..100, that a group of n may show as it is.

    Of R people with a mean beyond them, any m could each be placed within the rest of the scale
    times R / m. From 2k people on, 5 points are enough: with m < k that is more than 10 points,
    where half a scale point of seven is 8.3.
    """
    if k == 1:
        return 0, 100
    if is_small(n, k):
        return AT_MOST_SCORE, AT_LEAST_SCORE
    return AT_MOST_OF_MANY, AT_LEAST_OF_MANY


def least_sd(n: int, k: int, *, of_hidden: bool = False) -> float:
    """Return the least standard deviation, in scale points, that figures of n people admit to.

    Where there are hidden groups inside (`of_hidden`) it is so large that any k - 1 of the people
    can lie a quarter point off the mean on either side: with a deviation s, m of n people lie
    within s sqrt((n - 1)(n - m) / (m n)) of it.
    """
    if k == 1 or n < 2:  # noqa: PLR2004 - one person has no spread
        return 0.0
    if not of_hidden:
        return FLOOR_SD_POINTS
    m = min(k, n) - 1
    return max(FLOOR_SD_POINTS, _LEAST_DISTANCE * sqrt(m * n / ((n - 1) * (n - m))))


def guard_score(
    score: Score, k: int, points: int, *, ends: Interval | None = None, of_hidden: bool = False
) -> ReleasedScore:
    """Return a score as it may be shown in a release at level k; `points` is its items' scale.

    At the ends of the scale (`ends`, those of its size where not given) it shows as "88 or more"
    or "12 or less", without interval and agreement; otherwise its interval is never narrower
    than `least_sd` makes it, so that unanimity looks like near agreement. Intervals are widened
    to whole points within 0..100. One person has no interval. A small group of hidden ones has
    no word for its agreement.
    """
    shown, band = whole_points(score.score), n_band(score.n, k)
    lowest, highest = ends_of_scale(score.n, k) if ends is None else (ends.low, ends.high)
    if k > 1 and shown >= whole_points(highest):
        return ReleasedScore(whole_points(highest), Bound.AT_LEAST, band)
    if k > 1 and shown <= whole_points(lowest):
        return ReleasedScore(whole_points(lowest), Bound.AT_MOST, band)
    least = least_sd(score.n, k, of_hidden=of_hidden) / (points - 1) * 100
    unsaid = score.agreement is None or (of_hidden and is_small(score.n, k))
    return ReleasedScore(
        score=shown,
        bound=Bound.EXACT,
        n_band=band,
        interval=_interval(score, least),
        opinions_differ=score.agreement is not None and score.agreement.differ,
        agreement=None if unsaid or score.agreement is None else score.agreement.word,
    )


def guard_metric(metric: Metric, codes: Sequence[float], bands: int, k: int) -> ReleasedMetric:
    """Return a metric's answers as they may be shown, as `guard_codes` does."""
    try:
        shown = guard_codes(codes, bands, k)
    except ValueError as error:
        raise ValueError(f"{metric}: {error}") from error
    return ReleasedMetric(metric, **asdict(shown))


def guard_codes(codes: Sequence[float], bands: int, k: int) -> ReleasedCodes:
    """Return answers in ordered bands as they may be shown: median and middle half, in 1..bands.

    In a small group the range reaches at least one band either side of the median, and a mean
    in the outer eighth of the scale shows as "this band or better" (or worse), one short of
    the end. One answer has no range. Raises ValueError without answers and off the scale.
    """
    if not codes or min(codes) < 1 or max(codes) > bands:
        raise ValueError(f"Answers need to be one or more codes of 1 to {bands}.")
    small, band = is_small(len(codes), k), n_band(len(codes), k)
    place = (fmean(codes) - 1) / (bands - 1)
    if small and place >= 1 - OUTER_EIGHTH:
        return ReleasedCodes(bands - 1, Bound.AT_LEAST, None, None, band)
    if small and place <= OUTER_EIGHTH:
        return ReleasedCodes(2, Bound.AT_MOST, None, None, band)
    low, high = _middle_half(codes, bands, reach=1 if small else 0)
    return ReleasedCodes(
        position=float(median(codes)),
        bound=Bound.EXACT,
        low=low,
        high=high,
        n_band=band,
        opinions_differ=_opinions_differ(codes, bands),
    )


def guard_placement(  # noqa: PLR0913 (named, and each guards another thing)
    placement: Placement,
    n: int,
    k: int,
    *,
    limited: Collection[Metric] = (),
    second_opinions: SecondOpinions = NO_OPINIONS,
    opinions_differ: bool = False,
) -> ReleasedPlacement:
    """Return a placement as it may be shown, for n people in a release at level k.

    `limited` names the metrics that show as a limit only: the mixed mark leaves them out, or it
    would tell on which side of the limit they lie.

    Chances become whole percents that add up to 100, in steps of 5 in a small group. Stable
    means that at least 80% of the draws agree; None where there was no draw.
    """
    step = SMALL_GROUP_STEP if is_small(n, k) else 1
    told = {metric: tiers for metric, tiers in placement.nearest.items() if metric not in limited}
    stable = None if placement.stability is None else placement.stability >= STABLE_FROM
    return ReleasedPlacement(
        rule_set=placement.rule_set,
        year=placement.year,
        percents=percents(placement.chances, step),
        label=placement.label,
        mixed=mixed(placement.label, told),
        n_band=n_band(n, k),
        stable=stable,
        second_opinions=second_opinions,
        opinions_differ=opinions_differ,
        step=step,
    )


def percents(chances: Mapping[Tier, float], step: int = 1) -> dict[Tier, int]:
    """Return chances 0..1 as percents in steps, adding up to 100, by largest remainder.

    Equal remainders go to the larger chance, then to the earlier tier. A percent lies less than
    a step from its chance; with three tiers not more than two thirds of a step.
    """
    parts = {tier: round(chance * 100 / step, 9) for tier, chance in chances.items()}
    whole = {tier: floor(part) for tier, part in parts.items()}
    missing = 100 // step - sum(whole.values())
    ranked = sorted(parts, key=lambda tier: (whole[tier] - parts[tier], -parts[tier]))
    for tier in ranked[:missing]:
        whole[tier] += 1
    return {tier: steps * step for tier, steps in whole.items()}


def is_small(n: int, k: int) -> bool:
    """Say whether a group of n people in a release at level k needs the guards of a small one."""
    return k > 1 and n < 2 * k


def _interval(score: Score, least_sd: float) -> Interval | None:
    if score.interval is None or score.standard_error is None:
        return None
    # The floor is taken without the finite population correction: with everybody's answer in,
    # unanimous and divided groups then show the same width.
    reach = _t_quantile(score.n - 1) * least_sd / sqrt(score.n)
    low = min(score.interval.low, score.score - reach)
    high = max(score.interval.high, score.score + reach)
    return Interval(max(0, floor(round(low, 9))), min(100, ceil(round(high, 9))))


def _middle_half(
    codes: Sequence[float], bands: int, reach: int
) -> tuple[float | None, float | None]:
    if len(codes) < _SPREAD_FROM:
        return None, None
    lower, middle, upper = quantiles(codes, n=4, method="inclusive")
    low, high = min(lower, middle - reach), max(upper, middle + reach)
    return max(1.0, floor(low * 2) / 2), min(float(bands), ceil(high * 2) / 2)


def _opinions_differ(codes: Sequence[float], bands: int) -> bool:
    if len(codes) < _DIFFER_FROM_PEOPLE:
        return False
    centre = fmean(codes)
    variance = sum((code - centre) ** 2 for code in codes) / (len(codes) - 1)
    return 1 - variance / ((bands**2 - 1) / 12) < _DIFFER_BELOW_RWG


def _t_quantile(freedom: int) -> float:
    # The expansion of Cornish & Fisher (Abramowitz & Stegun 1964, 26.7.5): right to 0.1% from
    # four degrees of freedom on, and this module stays free of scipy.
    z = _Z
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / float(freedom) ** power for power, term in enumerate(terms))
