"""What may be shown of a group that passed: rounded, banded, and bounded where it is small.

Small means fewer than 2k people. There an extreme mean would tell everybody's answer, so it
is shown as a limit only, and a range never closes on one value. k = 1 is a team sheet: it
holds no individuals, so no guard applies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, sqrt
from statistics import NormalDist, fmean, median, quantiles

from .values import (
    Bound,
    Interval,
    Metric,
    Placement,
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
OUTER_EIGHTH = 1 / 8
FLOOR_SD_POINTS = 0.25
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


def guard_score(score: Score, k: int, points: int) -> ReleasedScore:
    """Return a score as it may be shown in a release at level k; `points` is its items' scale.

    In a small group 88 and more shows as "88 or more", 12 and less as "12 or less", without
    interval and agreement; otherwise its interval is never narrower than a standard deviation
    of 0.25 scale points makes it, so that unanimity looks like near agreement. Intervals are
    widened to whole points within 0..100. One person has no interval.
    """
    shown, band, small = whole_points(score.score), n_band(score.n, k), is_small(score.n, k)
    if small and shown >= AT_LEAST_SCORE:
        return ReleasedScore(AT_LEAST_SCORE, Bound.AT_LEAST, band)
    if small and shown <= AT_MOST_SCORE:
        return ReleasedScore(AT_MOST_SCORE, Bound.AT_MOST, band)
    least = FLOOR_SD_POINTS / (points - 1) * 100 if small else 0.0
    return ReleasedScore(
        score=shown,
        bound=Bound.EXACT,
        n_band=band,
        interval=_interval(score, least),
        opinions_differ=score.agreement is not None and score.agreement.differ,
        agreement=None if score.agreement is None else score.agreement.word,
    )


def guard_metric(metric: Metric, codes: Sequence[float], bands: int, k: int) -> ReleasedMetric:
    """Return a metric's answers as they may be shown: median and middle half, in codes 1..bands.

    In a small group the range reaches at least one band either side of the median, and a mean
    in the outer eighth of the scale shows as "this band or better" (or worse), one short of
    the end. One answer has no range. Raises ValueError without answers and off the scale.
    """
    if not codes or min(codes) < 1 or max(codes) > bands:
        raise ValueError(f"Answers to {metric} need to be one or more codes of 1 to {bands}.")
    small, band = is_small(len(codes), k), n_band(len(codes), k)
    place = (fmean(codes) - 1) / (bands - 1)
    if small and place >= 1 - OUTER_EIGHTH:
        return ReleasedMetric(metric, bands - 1, Bound.AT_LEAST, None, None, band)
    if small and place <= OUTER_EIGHTH:
        return ReleasedMetric(metric, 2, Bound.AT_MOST, None, None, band)
    low, high = _middle_half(codes, bands, reach=1 if small else 0)
    return ReleasedMetric(
        metric=metric,
        position=float(median(codes)),
        bound=Bound.EXACT,
        low=low,
        high=high,
        n_band=band,
        opinions_differ=_opinions_differ(codes, bands),
    )


def guard_placement(
    placement: Placement,
    n: int,
    k: int,
    *,
    second_opinions: SecondOpinions = NO_OPINIONS,
    opinions_differ: bool = False,
) -> ReleasedPlacement:
    """Return a placement as it may be shown, for n people in a release at level k.

    Chances become whole percents that add up to 100, in steps of 5 in a small group. Stable
    means that at least 80% of the draws agree; None where there was no draw.
    """
    step = SMALL_GROUP_STEP if is_small(n, k) else 1
    stable = None if placement.stability is None else placement.stability >= STABLE_FROM
    return ReleasedPlacement(
        rule_set=placement.rule_set,
        year=placement.year,
        percents=percents(placement.chances, step),
        label=placement.label,
        mixed=placement.mixed,
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
