"""A key of filled labels: each says in its own colour what that colour means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.charts.figure import note, plain

LINE = 28  # px
CHARACTER_WIDTH, PADDING, GAP = 8.8, 8, 6


@dataclass(frozen=True, slots=True)
class Entry:
    """The theme's item that looks as the mark does, and its words."""

    item: str
    text: str

    @property
    def width(self) -> float:
        """Return the room the entry takes, in px, as near as can be told without drawing it."""
        return CHARACTER_WIDTH * len(self.text) + PADDING


def lines(groups: Sequence[Sequence[Entry]], width: float) -> list[list[Entry]]:
    """Return the entries line by line; a group starts a line where it would not fit whole."""
    result: list[list[Entry]] = [[]]
    for group in groups:
        if result[-1] and _width([*result[-1], *group]) > width:
            result.append([])
        for entry in group:
            if result[-1] and _width([*result[-1], entry]) > width:
                result.append([])
            result[-1].append(entry)
    return result


def notes(rows: Sequence[Sequence[Entry]], *, left: int, top: int) -> list[dict[str, Any]]:
    """Return the annotations of the lines, which start at the drawing's upper left corner.

    `left` and `top` are the margins of the plot in px.
    """
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left"}
    return [
        note(
            entry.item,
            plain(entry.text),
            xshift=_width(row[:place]) - left,
            yshift=top - (line + 0.5) * LINE,
            yanchor="middle",
            **corner,
        )
        for line, row in enumerate(rows)
        for place, entry in enumerate(row)
    ]


def _width(entries: Sequence[Entry]) -> float:
    return sum(entry.width + GAP for entry in entries)
