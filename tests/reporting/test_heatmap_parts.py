"""A heatmap with many columns is cut: every figure once, names in every part."""

import pytest
from board_samples import COLOURS

from assessments.reporting.board_report import Grid, Line, Square
from assessments.reporting.heatmap_drawing import heatmap_tables
from assessments.reporting.heatmap_parts import MOST_COLUMNS, parts
from assessments.reporting.paper import Paper


def wide(practices):
    def line(name):
        squares = tuple(Square(f"{name} {place}", "score-1") for place in range(practices + 1))
        return Line(name, "75% answered", squares, bar=(("tier-low", 100.0),), teams="1 low")

    heads = tuple(f"Practice {number}" for number in range(1, practices + 1))
    return Grid(("Name", "Performance", *heads), line("Own"), (line("A"),), line("Rest"), 3)


@pytest.mark.parametrize(
    ("practices", "widths"),
    [(0, [0]), (1, [1]), (8, [8]), (9, [4, 5]), (15, [8, 7]), (30, [8, 7, 7, 8])],
)
def test_parts_are_few_and_even(practices, widths):
    cut = parts(wide(practices))

    first, *others = cut
    assert [len(first.columns) - 2, *(len(one.columns) - 1 for one in others)] == widths
    assert max(widths) <= MOST_COLUMNS


@pytest.mark.parametrize("practices", [1, 9, 15, 30])
def test_each_head_and_figure_is_in_one_part(practices):
    whole, cut = wide(practices), parts(wide(practices))

    assert tuple(head for one in cut for head in one.columns[1:]) == whole.columns[1:]
    for of in (lambda g: g.own, lambda g: g.lines[0], lambda g: g.rest):
        assert tuple(square for one in cut for square in of(one).squares) == of(whole).squares
        assert {of(one).name for one in cut} == {of(whole).name}
    for one in cut:
        assert len(one.columns) == len(one.own.squares) + 1


def test_turnout_and_tiers_stand_once():
    first, second = parts(wide(15))

    assert (first.own.note, first.own.teams) == ("75% answered", "1 low")
    assert (second.own.note, second.own.bar, second.own.teams) == ("", (), "")
    assert second.left_out == 3


def test_grid_without_a_row_of_hidden_ones_stays_without():
    grid = wide(15)
    assert parts(Grid(grid.columns, grid.own, (), None, 0))[1].rest is None


def test_columns_of_all_parts_are_as_wide():
    tables = [one for one in heatmap_tables(wide(15), Paper(COLOURS), 516) if hasattr(one, "_argW")]

    widths = {round(width, 3) for table in tables for width in table._argW[2:]}
    assert (len(tables), len(widths)) == (2, 1)
