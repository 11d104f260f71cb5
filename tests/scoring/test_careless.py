from __future__ import annotations

import numpy as np
import pytest
import reliability_reference as reference
from hypothesis import given
from hypothesis import strategies as st
from published_tables import vector

from assessments.scoring import careless

VECTOR = vector("careless")
CASES = VECTOR["cases"]
REVERSE = np.isin(np.arange(15), VECTOR["reverse_idx"])
NaN = float("nan")


def codes(*rows):
    return np.array(rows, dtype=np.float64)


RAW = codes(*(case["raw"] for case in CASES))


def test_runs_and_spread_match_the_vector():
    assert careless.longest_runs(RAW).tolist() == [case["longstring"] for case in CASES]
    assert careless.within_person_sd(RAW).tolist() == pytest.approx(
        [case["irv_sd"] for case in CASES], abs=1e-5
    )


def test_straight_liners_of_the_vector_are_flagged():
    straight = [case["name"] in {"midpoint straight-liner", "all sevens"} for case in CASES]

    assert careless.long_runs(RAW, REVERSE).tolist() == straight
    assert careless.same_throughout(RAW, REVERSE).tolist() == straight


@pytest.mark.parametrize(("run", "flagged"), [(7, False), (8, True)])
def test_run_has_to_be_over_half_of_the_block(run, flagged):
    row = codes([5] * run + [4, 5] * 4)[:, :15]

    assert careless.long_runs(row, REVERSE).tolist() == [flagged]


def test_run_ends_where_an_answer_is_missing():
    assert careless.longest_runs(codes([5, 5, NaN, 5, 5, 5], [NaN] * 6)).tolist() == [3, 0]


@pytest.mark.parametrize("reverse", [[False] * 4, [True] * 4])
def test_one_sided_statements_tell_nothing(reverse):
    flags = np.array(reverse)

    assert careless.long_runs(codes([5, 5, 5, 5]), flags) is None
    assert careless.same_throughout(codes([5, 5, 5, 5]), flags) is None


def test_two_statements_are_no_pattern():
    assert careless.same_throughout(codes([5, 5]), np.array([False, True])) is None


@pytest.mark.parametrize(
    ("row", "flagged"),
    [
        ([5, 5, 5, 5], True),
        ([5, 5, 5, NaN], False),  # the statement turned round was not answered
        ([5, 5, NaN, 5], True),
        ([5, NaN, NaN, 5], False),
        ([5, 5, 5, 4], False),
        ([NaN, NaN, NaN, NaN], False),
    ],
)
def test_same_throughout_needs_answers_both_ways(row, flagged):
    reverse = np.array([False, False, False, True])

    assert careless.same_throughout(codes(row), reverse).tolist() == [flagged]


def test_spread_of_a_single_answer_is_undefined():
    assert np.isnan(careless.within_person_sd(codes([3, NaN], [NaN, NaN]))).all()


@given(st.lists(st.sampled_from([1, 2, 3, None]), min_size=1, max_size=12))
def test_longest_run_equals_the_reference(row):
    given_codes = codes([NaN if code is None else code for code in row])

    assert careless.longest_runs(given_codes).tolist() == [reference.longest_run(row)]
