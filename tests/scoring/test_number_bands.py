"""Bands of numbers: few, as wide as each other, and fixed by the bounds alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import number_bands
from assessments.scoring.number_bands import MOST_BANDS, band, ends, labels

NUMBERS = st.integers(-10_000, 10_000).map(lambda n: n / 8)
BOUNDS = st.tuples(NUMBERS, NUMBERS).filter(lambda two: two[0] < two[1])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)),
        (0, 40, (0, 5, 10, 15, 20, 25, 30, 35, 40)),
        (1, 5, (1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5)),
        (-3, 3, (-3, -2, -1, 0, 1, 2, 3)),
        (0, 1e6, tuple(n * 1e5 for n in range(11))),
        (3, 98, (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)),
    ],
)
def test_bands_are_round(low, high, expected):
    assert ends(low, high) == pytest.approx(expected)


@given(BOUNDS)
def test_few_bands_of_one_width_hold_all_numbers(bounds):
    found = ends(*bounds)

    widths = {round(upper - lower, 6) for lower, upper in pairwise(found)}
    assert len(widths) == 1
    assert 2 <= len(found) - 1 <= MOST_BANDS
    assert found[0] <= bounds[0] < bounds[1] <= found[-1]


@given(BOUNDS, st.floats(0, 1))
def test_number_lies_in_its_band(bounds, share):
    low, high = bounds
    number = low + (high - low) * share

    found = ends(low, high)
    code = band(number, found)

    assert found[code - 1] <= number
    assert number < found[code] or code == len(found) - 1


def test_bounds_have_the_outer_bands():
    found = ends(0, 100)
    assert [band(n, found) for n in (0, 9.99, 10, 99, 100)] == [1, 1, 2, 10, 10]


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("", "0 to under 5", "35 to 40"),
        ("%", "0 to under 5%", "35 to 40%"),
        ("hours", "0 to under 5 hours", "35 to 40 hours"),
    ],
)
def test_bands_are_said_in_words(unit, first, last):
    found = labels(ends(0, 40), unit)
    assert (found[1], found[8], len(found)) == (first, last, 8)


@pytest.mark.parametrize("bounds", [(1, 1), (2, 1)])
def test_bounds_that_leave_no_number_are_refused(bounds):
    with pytest.raises(ValueError, match="below the largest"):
        ends(*bounds)


def test_finer_bands_would_be_seen(monkeypatch):
    monkeypatch.setattr(number_bands, "MOST_BANDS", 100)
    assert len(ends(0, 100)) - 1 > MOST_BANDS
