import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.mosaic import BROKEN_UP_TO, SMALLEST_CELL, mosaic

ROOM = {"column": 108, "height": 640, "between": 6}
sizes = st.lists(st.integers(1, 400), min_size=1, max_size=40)


def units(numbers):
    return [f"Unit {place}" for place, number in enumerate(numbers) for _ in range(number)]


def test_few_teams_have_a_line_each():
    cells = mosaic(units([3, 2]), **ROOM)

    assert (cells.across, cells.line) == (1, 22)
    assert [(run.name, run.teams, run.top) for run in cells.runs] == [
        ("Unit 0", 3, 6),
        ("Unit 1", 2, 78),
    ]
    assert cells.height == 122 == cells.bottom(cells.runs[-1])


def test_lines_get_thinner_before_they_are_shared():
    shapes = [mosaic(units([number]), **ROOM) for number in (28, 29, 79, 80)]

    assert [(one.across, one.line) for one in shapes] == [(1, 22), (1, 16), (1, 8), (2, 8)]


def test_ten_thousand_teams_have_cells_that_can_be_seen():
    cells = mosaic(units([200] * 50), **ROOM)

    assert (cells.across, cells.line) == (36, SMALLEST_CELL)


def test_too_many_units_to_name_follow_each_other_without_a_break():
    cells = mosaic(units([1] * (BROKEN_UP_TO + 1)), **ROOM)

    assert [(run.name, run.teams, run.top) for run in cells.runs] == [("", 151, 0)]


def test_mosaic_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one team"):
        mosaic([], **ROOM)


@given(sizes)
def test_every_team_has_a_place_and_no_two_runs_meet(numbers):
    cells = mosaic(units(numbers), **ROOM)

    assert [run.teams for run in cells.runs] == numbers
    bottoms = [0, *(cells.bottom(run) for run in cells.runs)]
    assert [run.top for run in cells.runs] == [bottom + 6 for bottom in bottoms[:-1]]
    assert cells.height == bottoms[-1]
    assert cells.line >= SMALLEST_CELL
    assert cells.across * SMALLEST_CELL <= ROOM["column"]


@given(sizes)
def test_cells_are_as_large_as_fit(numbers):
    cells = mosaic(units(numbers), **ROOM)

    smallest = cells.across == ROOM["column"] // SMALLEST_CELL
    assert cells.height <= ROOM["height"] or smallest
