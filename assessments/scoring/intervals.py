"""How sure a figure is: 95% intervals, differences between campaigns, many comparisons at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# scipy.stats says the same but costs 1.8 s to import.
from scipy.special import stdtrit

from .values import Interval

SPREAD_FROM = 2
REAL_CHANGE_POINTS = 8.0
_UPPER = 0.975
_Z = NormalDist().inv_cdf(_UPPER)


class Estimate(NamedTuple):
    """A group's figure, its standard error in the same unit, and the people behind it."""

    value: float
    standard_error: float
    n: int


@lru_cache(maxsize=4096)
def t_quantile(degrees_of_freedom: float) -> float:
    """Return the 97.5% point of Student's t distribution (Student 1908)."""
    return float(stdtrit(degrees_of_freedom, _UPPER))


def standard_error(sd: float, n: int, headcount: int | None = None) -> float:
    """Return the standard error of a mean, in the unit of `sd`.

    With `headcount` (people in the whole group, N) it is multiplied by the finite population
    correction sqrt((N - n)/(N - 1)) (Cochran 1977): 0 when everybody answered. Raises
    ValueError for no people, or for more answers than people.
    """
    if n < 1:
        raise ValueError("A standard error needs at least one value.")
    if headcount is None:
        return sd / sqrt(n)
    if headcount < n:
        raise ValueError(f"{n} answers cannot come from {headcount} people.")
    return sd / sqrt(n) * sqrt((headcount - n) / max(1, headcount - 1))


def around(estimate: Estimate, low: float | None = None, high: float | None = None) -> Interval:
    """Return the t interval of an estimate, clipped to `low`..`high`; ValueError under n = 2."""
    if estimate.n < SPREAD_FROM:
        raise ValueError("A t interval needs at least two values.")
    reach = t_quantile(estimate.n - 1) * estimate.standard_error
    return _clipped(estimate.value - reach, estimate.value + reach, low, high)


def t_interval(
    values: Sequence[float] | NDArray[np.float64],
    headcount: int | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Interval:
    """Return the 95% t interval of a mean, in the unit of the values.

    With `headcount` the interval speaks of the present group only and shrinks to the mean
    when everybody answered. Clipped to `low`..`high` where given. Equal values give a width
    of 0. Raises ValueError for fewer than two values or more values than people.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.size < SPREAD_FROM:
        raise ValueError("A t interval needs at least two values.")
    error = standard_error(float(sample.std(ddof=1)), sample.size, headcount)
    return around(Estimate(float(sample.mean()), error, sample.size), low, high)


def wilson(k: int, n: int) -> Interval:
    """Return the 95% score interval of a proportion k of n, 0..1 (Wilson 1927).

    Raises ValueError when n is 0 or k lies outside 0..n.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is not a proportion.")
    share, squared = k / n, _Z * _Z
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    reach = _Z * sqrt(share * (1 - share) / n + squared / (4 * n * n)) / (1 + squared / n)
    # At the ends the exact bound is the end itself; rounding must not step over it.
    low = 0.0 if k == 0 else centre - reach
    high = 1.0 if k == n else centre + reach
    return Interval(low, high)


def difference(now: Estimate, before: Estimate) -> Interval:
    """Return the 95% interval of now - before, in the unit of the estimates (Welch 1947).

    The two campaigns count as independent samples, because nobody knows who answered both:
    that is the cautious reading. Two standard errors of 0 give a width of 0. Raises
    ValueError when either side has fewer than two people.
    """
    if min(now.n, before.n) < SPREAD_FROM:
        raise ValueError("A difference needs at least two people on both sides.")
    change = now.value - before.value
    variances = (now.standard_error**2, before.standard_error**2)
    if sum(variances) == 0:
        return Interval(change, change)
    reach = t_quantile(_welch(variances, (now.n, before.n))) * sqrt(sum(variances))
    return Interval(change - reach, change + reach)


def is_real_change(now: Estimate, before: Estimate) -> bool:
    """Say whether a change between two campaigns is more than noise; estimates on 0..100.

    Real means: the interval of the difference excludes 0 and the change is at least 8 of
    100 points (half a point of a seven-point scale). With one person on a side it is never real.
    """
    if min(now.n, before.n) < SPREAD_FROM:
        return False
    interval = difference(now, before)
    # Points such as 58.3 - 50.3 fall a hair under 8 in binary.
    large = abs(now.value - before.value) >= REAL_CHANGE_POINTS - 1e-9
    return large and not interval.low <= 0 <= interval.high


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Holm (1979), in the order given: for a few planned questions."""
    p, order = _sorted(p_values)
    adjusted = np.maximum.accumulate(p * np.arange(p.size, 0, -1))
    return _unsorted(adjusted, order)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Benjamini & Hochberg (1995), in the order given: for screens."""
    p, order = _sorted(p_values)
    scaled = p * p.size / np.arange(1, p.size + 1)
    return _unsorted(np.minimum.accumulate(scaled[::-1])[::-1], order)


def _welch(variances: tuple[float, float], sizes: tuple[int, int]) -> float:
    # Scaled by the larger variance, so that tiny ones do not vanish when squared.
    largest = max(variances)
    parts = [v / largest for v in variances]
    spread = sum(part**2 / (n - 1) for part, n in zip(parts, sizes, strict=True))
    return sum(parts) ** 2 / spread


def _clipped(low: float, high: float, floor: float | None, ceiling: float | None) -> Interval:
    if floor is not None:
        low, high = max(low, floor), max(high, floor)
    if ceiling is not None:
        low, high = min(low, ceiling), min(high, ceiling)
    return Interval(low, high)


def _sorted(p_values: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    p = np.asarray(p_values, dtype=np.float64)
    if p.size and not (p.min() >= 0 and p.max() <= 1):
        raise ValueError("A p-value lies between 0 and 1.")
    order = np.argsort(p, kind="stable")
    return p[order], order


def _unsorted(adjusted: NDArray[np.float64], order: NDArray[np.intp]) -> list[float]:
    result = np.empty_like(adjusted)
    result[order] = np.minimum(adjusted, 1.0)
    return [float(p) for p in result]
