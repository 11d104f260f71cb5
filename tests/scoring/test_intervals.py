from __future__ import annotations

from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_tables import vector
from scipy import stats

from assessments.scoring import intervals
from assessments.scoring.intervals import Estimate
from assessments.scoring.values import Interval

VECTOR = vector("intervals_and_multiplicity")
SAMPLES = st.lists(st.floats(1, 7), min_size=2, max_size=20)


def estimate(values):
    error = intervals.standard_error(stdev(values), len(values))
    return Estimate(fmean(values), error, len(values))


@pytest.mark.parametrize("case", VECTOR["t_interval"])
def test_t_interval_matches_the_vector(case):
    interval = intervals.t_interval(case["x"], case.get("headcount"))

    expected = case.get("ci95") or case["ci95_fpc"]
    assert [interval.low, interval.high] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("case", VECTOR["wilson_top2box"])
def test_wilson_matches_the_vector(case):
    interval = intervals.wilson(case["k"], case["n"])

    assert [interval.low, interval.high] == pytest.approx(case["ci95"], abs=1e-5)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_proportion(k, n):
    with pytest.raises(ValueError, match="not a proportion"):
        intervals.wilson(k, n)


@given(SAMPLES, st.integers(0, 30))
def test_t_interval_is_clipped_contains_the_mean_and_narrows_with_turnout(values, absent):
    free = intervals.t_interval(values, low=1, high=7)
    corrected = intervals.t_interval(values, len(values) + absent, low=1, high=7)

    mean = sum(values) / len(values)
    assert 1 <= free.low <= corrected.low <= corrected.high <= free.high <= 7
    assert corrected.low - 1e-9 <= mean <= corrected.high + 1e-9


@pytest.mark.parametrize(("values", "headcount"), [([], None), ([4.0], None), ([4.0, 5.0], 1)])
def test_t_interval_refuses_too_few_values_or_people(values, headcount):
    with pytest.raises(ValueError, match=r"at least two|cannot come"):
        intervals.t_interval(values, headcount)


def test_standard_error_needs_people():
    with pytest.raises(ValueError, match="at least one"):
        intervals.standard_error(1.0, 0)
    with pytest.raises(ValueError, match="at least two"):
        intervals.around(Estimate(50, 1, 1))


def test_difference_is_the_welch_interval():
    first, second = [70.0, 62.0, 81.0, 55.0, 77.0, 68.0, 90.0], [60.0, 41.0, 52.0, 58.0]
    oracle = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)

    interval = intervals.difference(estimate(first), estimate(second))

    assert [interval.low, interval.high] == pytest.approx([oracle.low, oracle.high], abs=1e-9)


def test_difference_of_two_certain_figures_has_no_width():
    assert intervals.difference(Estimate(70, 0, 5), Estimate(60, 0, 5)) == Interval(10, 10)


def test_difference_survives_tiny_standard_errors():
    interval = intervals.difference(Estimate(70, 1e-200, 5), Estimate(60, 0, 5))

    assert interval == Interval(10, 10)


def test_difference_refuses_one_person():
    with pytest.raises(ValueError, match="two people"):
        intervals.difference(Estimate(70, 1, 5), Estimate(60, 0, 1))


@pytest.mark.parametrize(
    ("now", "before", "real"),
    [
        (Estimate(68.0, 1.0, 20), Estimate(60.0, 1.0, 20), True),
        (Estimate(52.0, 1.0, 20), Estimate(60.0, 1.0, 20), True),
        (Estimate(8.2, 1.0, 20), Estimate(0.2, 1.0, 20), True),
        (Estimate(67.9, 1.0, 20), Estimate(60.0, 1.0, 20), False),
        (Estimate(68.0, 4.0, 5), Estimate(60.0, 4.0, 5), False),
        (Estimate(90.0, 0.0, 1), Estimate(60.0, 0.0, 20), False),
        (Estimate(60.0, 0.0, 5), Estimate(60.0, 0.0, 5), False),
    ],
)
def test_a_change_is_real_when_it_is_large_and_beyond_noise(now, before, real):
    assert intervals.is_real_change(now, before) is real


def test_holm_and_benjamini_hochberg_match_the_vector():
    p = VECTOR["p_values"]

    holm, screened = intervals.holm(p), intervals.benjamini_hochberg(p)

    assert holm == pytest.approx(VECTOR["holm_adjusted"], abs=1e-5)
    assert screened == pytest.approx(VECTOR["bh_adjusted"], abs=1e-5)
    assert sum(value <= 0.05 for value in holm) == VECTOR["holm_reject_0.05"]
    assert sum(value <= 0.05 for value in screened) == VECTOR["bh_reject_0.05"]


@pytest.mark.parametrize("adjust", [intervals.holm, intervals.benjamini_hochberg])
def test_adjusted_p_values_keep_the_order_given(adjust):
    p = VECTOR["p_values"]

    assert adjust(p[::-1]) == adjust(p)[::-1]
    assert adjust([]) == []
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust([0.5, 1.5])
