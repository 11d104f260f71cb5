"""What may be said of how an organisation's people used a questionnaire.

A share never tells that fewer than k people, or fewer than 5%, are on one side of it. Percents
move in steps that are at least a person. Without numpy, because pages ask here, too.
"""

from __future__ import annotations

from math import ceil, floor

from .instrument_values import Coefficient, ReleasedShare
from .values import Bound, Interval

LEAST_PEOPLE = 30
LEAST_PERCENT = 5
WHOLE_PERCENTS_FROM = 100
COARSE_STEP = 5
DECIMALS = 2


def least_people(k: int) -> int:
    """Return how many people any of these figures needs: 30, and room for k on either side."""
    return max(LEAST_PEOPLE, 2 * k)


def end_percent(n: int, k: int) -> int:
    """Return the percent below which a share of n people shows as "under": 5, or k people.

    In steps of 5, so that it tells little of n: 20 for 30 people and k = 5, 10 for 50.
    """
    return max(LEAST_PERCENT, COARSE_STEP * ceil(100 * k / n / COARSE_STEP))


def guard_share(count: int, n: int, k: int) -> ReleasedShare | None:
    """Return a share as it may be shown; None under the least number of people.

    Whole percents from 100 people on, steps of 5 before; "under" and "over" at the ends. Raises
    ValueError for a count outside 0..n.
    """
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a share.")
    if n < least_people(k):
        return None
    percent, end = 100 * count / n, end_percent(n, k)
    if percent < end:
        return ReleasedShare(end, Bound.AT_MOST)
    if percent > 100 - end:
        return ReleasedShare(100 - end, Bound.AT_LEAST)
    step = 1 if n >= WHOLE_PERCENTS_FROM else COARSE_STEP
    return ReleasedShare(step * floor(percent / step + 0.5))


def shown(value: float | None) -> float | None:
    """Return a correlation or coefficient as it is shown, with two decimals."""
    # Without the minus of a rounded -0.004
    return None if value is None else round(value, DECIMALS) + 0.0


def coefficient(value: float | None, interval: Interval | None) -> Coefficient | None:
    """Return a coefficient and its interval as they are shown."""
    if value is None:
        return None
    ends = (None, None) if interval is None else (interval.low, interval.high)
    return Coefficient(round(value, DECIMALS) + 0.0, *map(shown, ends))
