"""Numbers in bands fixed before anybody answers, so that no figure is one person's number."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10

MOST_BANDS = 10
STEPS = (1, 2, 5, 10)
UNDER, UP_TO = "%(low)s to under %(high)s", "%(low)s to %(high)s"


def ends(minimum: float, maximum: float) -> tuple[float, ...]:
    """Return the lower ends of the bands from `minimum` to `maximum`, and the last one's upper end.

    The bands are as wide as each other, 1, 2 or 5 times a power of ten, and at least two and at
    most ten; the outer ones may reach beyond the bounds. Raises ValueError for bounds that leave
    no number.
    """
    if not minimum < maximum:
        raise ValueError("The smallest number needs to lie below the largest.")
    least = (maximum - minimum) / MOST_BANDS
    power = 10.0 ** floor(log10(least))
    for step in (*STEPS, 20):
        width = step * power
        first, last = floor(round(minimum / width, 9)), ceil(round(maximum / width, 9))
        if last - first <= MOST_BANDS:
            break
    return tuple(round(place * width, 12) for place in range(first, max(last, first + 2) + 1))


def band(number: float, limits: tuple[float, ...]) -> int:
    """Return the band of a number, 1 for the lowest; the upper end belongs to the last."""
    return 1 + sum(number >= end for end in limits[1:-1])


def labels(
    limits: tuple[float, ...], unit: str = "", *, under: str = UNDER, up_to: str = UP_TO
) -> dict[int, str]:
    """Return each band in words: "10 to under 20 hours", the last with its end.

    `under` and `up_to` say so in the reader's language.
    """
    last = len(limits) - 1
    after = "" if not unit else unit if unit == "%" else f" {unit}"
    return {
        code: (up_to if code == last else under)
        % {"low": f"{low:.12g}", "high": f"{high:.12g}{after}"}
        for code, (low, high) in enumerate(pairwise(limits), start=1)
    }
