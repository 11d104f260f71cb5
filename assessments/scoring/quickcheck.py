"""DORA's own Quick Check, kept as a second opinion beside the placement.

Source: dora.dev, github.com/dora-team/dora.dev, editions 2019 to 2025. Codes are 1..6, best 6,
in the bands of the published tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import copysign, exp, floor, sqrt

from .bands import BANDS, recode_change_fail_rate
from .values import Metric, QuickCheck2019, QuickCheckScore, Tier

# Mean and standard deviation of the mean code among each edition's respondents.
_EDITIONS = {2019: (4.251338, 1.000992), 2021: (3.9495, 1.0547), 2022: (3.8187, 1.0642)}
_UPPER_BOUNDS = ((3.5, Tier.LOW), (4.4, Tier.MEDIUM), (5.2, Tier.HIGH))

# Middles of the question's eight bands; DORA reads 16-30% as 23% and 46-60% as 53% alike.
_MIDDLE_PERCENT = {8: 2.5, 7: 8.0, 6: 13.0, 5: 23.0, 4: 38.0, 3: 53.0, 2: 68.0, 1: 88.0}


def mean_codes(answers: Mapping[Metric, Sequence[float]]) -> dict[Metric, float]:
    """Return each metric's mean code 1..6 over the people of a group.

    Change failure rate comes in with the question's eight codes. Metrics nobody answered are
    left out.
    """
    codes = {metric: list(given) for metric, given in answers.items() if len(given)}
    if Metric.CHANGE_FAIL_RATE in codes:
        rates = codes[Metric.CHANGE_FAIL_RATE]
        codes[Metric.CHANGE_FAIL_RATE] = [recode_change_fail_rate(code) for code in rates]
    return {metric: sum(given) / len(given) for metric, given in codes.items()}


def quick_check_2019(codes: Mapping[Metric, float]) -> QuickCheck2019 | None:
    """Return the tier and percentile of the 2019 edition, None unless all four are answered.

    Codes outside 1..6 are clamped, as DORA does. A mean of 6,6,1,1 is "low" like any 3.5:
    the limit of a mean.
    """
    if any(metric not in codes for metric in Metric):
        return None
    mean = sum(min(float(BANDS), max(1.0, codes[metric])) for metric in Metric) / len(Metric)
    # Means of groups such as 13.2 / 3 must not miss a limit by a hair.
    rounded = round(mean, 9)
    tier = next((tier for bound, tier in _UPPER_BOUNDS if rounded <= bound), Tier.ELITE)
    return QuickCheck2019(mean_code=mean, tier=tier, percentile=percentile(mean))


def percentile(mean_code: float, edition: int = 2019) -> int:
    """Return the percentile 0..100 of a mean code in the edition of 2019, 2021 or 2022.

    Raises ValueError for another edition: DORA stopped percentiles in 2023.
    """
    if edition not in _EDITIONS:
        raise ValueError(f"The Quick Check of {edition} has no percentile.")
    mean, sd = _EDITIONS[edition]
    return floor(100 * _normal_share((mean_code - mean) / sd) + 0.5)


def quick_check_score(
    codes: Mapping[Metric, float],
    change_fail_percent: float | None = None,
    rework_percent: float | None = None,
) -> QuickCheckScore | None:
    """Return DORA's score 0..10 of 2023 and later, None when nothing is answered.

    `codes` 1..6 for lead time, deployment frequency and time to restore (the three of
    throughput); percentages 0..100 for change failure and rework (stability). What is missing
    is left out of the means. Raises ValueError for a figure off its scale.
    """
    speed = [
        _score_of_code(codes[metric])
        for metric in (Metric.LEAD_TIME, Metric.DEPLOYMENT_FREQUENCY, Metric.TIME_TO_RESTORE)
        if metric in codes
    ]
    given = (change_fail_percent, rework_percent)
    steadiness = [_score_of_percent(percent) for percent in given if percent is not None]
    overall = _mean(speed + steadiness)
    if overall is None:
        return None
    return QuickCheckScore(overall, throughput=_mean(speed), stability=_mean(steadiness))


def change_fail_percent(code: float) -> float:
    """Return the middle, in percent, of one of the eight bands; ValueError for another code."""
    if code not in _MIDDLE_PERCENT:
        raise ValueError(f"{code} is not one of the eight bands of the change failure rate.")
    return _MIDDLE_PERCENT[int(code)]


def _score_of_code(code: float) -> float:
    if not 1 <= code <= BANDS:
        raise ValueError(f"The code {code} lies outside 1 to {BANDS}.")
    return 2 * (code - 1)


def _score_of_percent(percent: float) -> float:
    if not 0 <= percent / 100 <= 1:
        raise ValueError(f"{percent} is not a percentage.")
    return 10 - percent / 10


def _mean(scores: Sequence[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _normal_share(z: float) -> float:
    # Abramowitz & Stegun 1964, 7.1.26, as in DORA's code: whole percents may hang on it.
    x = abs(z) / sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    steps = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    series = 0.0
    for step in steps:
        series = (series + step) * t
    erf = 1 - series * exp(-x * x)
    return (1 + copysign(erf, z)) / 2
