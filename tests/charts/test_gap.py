"""How far a released score is from a target: never said more exactly than the score itself."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.gap import Aim, Standing, gap, gap_words
from assessments.scoring.values import Bound, Interval, ReleasedScore

DAY = dt.date(2027, 6, 30)
BEFORE, AFTER = dt.date(2027, 3, 1), dt.date(2027, 9, 1)


def exact(points, low=None, high=None):
    interval = Interval(low, high) if low is not None else None
    return ReleasedScore(points, Bound.EXACT, "20-49", interval)


LOW = ReleasedScore(12, Bound.AT_MOST, "5-9")
HIGH = ReleasedScore(88, Bound.AT_LEAST, "5-9")


@pytest.mark.parametrize(
    ("score", "target", "standing", "points", "sentence"),
    [
        (exact(58, 50, 66), 70, "below", -12, "12 below target of 70 by 30 June 2027"),
        (
            exact(68, 60, 76), 70, "near", -2,
            "2 below target of 70 by 30 June 2027, which lies within its interval",
        ),
        (exact(68), 70, "below", -2, "2 below target of 70 by 30 June 2027"),
        (exact(70, 60, 80), 70, "met", 0, "target of 70 by 30 June 2027 met"),
        (exact(73, 60, 80), 70, "met", 3, "target of 70 by 30 June 2027 met, 3 above it"),
        (LOW, 70, "below", -58, "58 or more below target of 70 by 30 June 2027"),
        (
            LOW, 10, "near", 2,
            "at most 2 above target of 10 by 30 June 2027, perhaps below it",
        ),
        (HIGH, 80, "met", 8, "target of 80 by 30 June 2027 met, by 8 or more"),
        (
            HIGH, 95, "near", -7,
            "at most 7 below target of 95 by 30 June 2027, perhaps met",
        ),
    ],
)  # fmt: skip
def test_gap_in_points_and_words(score, target, standing, points, sentence):
    aim = Aim(target, DAY)
    found = gap(score, aim)
    assert (found.standing, found.points, found.bound) == (standing, points, score.bound)
    assert gap_words(found, aim, BEFORE) == sentence


def test_target_that_is_overdue_says_so_unless_it_is_met():
    aim = Aim(70, DAY)
    assert gap_words(gap(exact(58, 50, 66), aim), aim, AFTER) == (
        "12 below target of 70 that was due on 30 June 2027"
    )
    assert "due on" not in gap_words(gap(exact(80), aim), aim, AFTER)
    assert "due on" not in gap_words(gap(exact(58), aim), aim, DAY)


def test_target_of_a_unit_above_is_named():
    aim = Aim(70, DAY, "Harbour")
    assert gap_words(gap(exact(58), aim), aim, BEFORE).endswith("(set for Harbour)")


@given(truth=st.integers(0, 100), target=st.integers(0, 100))
def test_what_is_said_is_true_of_every_score_that_the_limit_allows(truth, target):
    """The score behind "12 or less" may be 12 or 3: the words hold for each."""
    if 12 < truth < 88:
        return
    aim = Aim(target, DAY)
    found = gap(LOW if truth <= 12 else HIGH, aim)
    said = gap_words(found, aim, BEFORE)
    if found.standing is Standing.MET:
        assert truth >= target
    if found.standing is Standing.BELOW:
        assert truth < target
    away = int(
        re.search(r"\d+ or more below|at most \d+|by \d+ or", said)
        .group()
        .split()[0 if "or more below" in said else 2 if "at most" in said else 1]
    )
    if "or more below" in said:
        assert target - truth >= away
    elif "at most" in said:
        assert abs(truth - target) <= away or ("perhaps below" in said) == (truth < target)
    else:
        assert truth - target >= away
