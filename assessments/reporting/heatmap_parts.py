"""A heatmap with more columns than paper has room for, cut into parts below each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from .board_report import Grid, Line

# Of practices: narrower columns would break their words
MOST_COLUMNS = 8
FIRST = 2  # the name and the performance


def parts(grid: Grid) -> tuple[Grid, ...]:
    """Return the grid in as few parts as have room, of columns as even as can be.

    Each has the names; the performance and the bars of teams are in the first.
    """
    practices = len(grid.columns) - FIRST
    count = max(1, -(-practices // MOST_COLUMNS))
    ends = [round(practices * number / count) for number in range(count + 1)]
    return tuple(_cut(grid, start, end) for start, end in pairwise(ends))


def _cut(grid: Grid, start: int, end: int) -> Grid:
    """Return the practices from `start` up to `end`, the first with the performance."""
    squares = slice(start + 1 if start else 0, end + 1)
    columns = grid.columns[1:][squares]
    return replace(
        grid,
        columns=(grid.columns[0], *columns),
        own=_line(grid.own, squares),
        lines=tuple(_line(line, squares) for line in grid.lines),
        rest=_line(grid.rest, squares) if grid.rest else None,
    )


def _line(line: Line, squares: slice) -> Line:
    if not squares.start:
        return replace(line, squares=line.squares[squares])
    return replace(line, squares=line.squares[squares], note="", bar=(), teams="")
