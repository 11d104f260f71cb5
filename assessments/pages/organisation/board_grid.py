"""The heatmap as the board report and its picture take it: values for paper."""

from __future__ import annotations

from assessments.pages.turnout_words import answered_text
from assessments.reporting.board_report import Grid, Line, Square
from assessments.scoring.values import Suppressed

from .present import Heatmap, Row

ROWS = 100  # on paper; the files have all


def grid(table: Heatmap) -> Grid:
    """Return a heatmap as it is shown, for paper and pictures."""
    return Grid(
        columns=tuple(column.name for column in table.columns),
        own=_line(table.own),
        lines=tuple(_line(row) for row in table.rows[:ROWS]),
        rest=_line(table.rest) if table.rest else None,
        left_out=max(0, len(table.rows) - ROWS),
    )


def _line(row: Row) -> Line:
    return Line(
        name=row.name,
        note=answered_text(row.turnout),
        squares=tuple(
            Square(cell.text, cell.look, cell.note, cell.change) for cell in (row.tier, *row.cells)
        ),
        teams=row.teams.sentence if row.teams else "",
        bar=tuple((part.look, part.width) for part in row.teams.segments) if row.teams else (),
    )


def hidden_cells(table: Heatmap) -> int:
    """Return in how many cells of the rows there is no figure."""
    return sum(
        isinstance(cell.value, Suppressed) for row in table.rows for cell in (row.tier, *row.cells)
    )
