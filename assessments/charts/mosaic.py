"""Where thousands of teams go on one screen: lines of small cells, unit by unit.

A column of the overview is a block. With few teams a line of the block is one team; with many
a line holds several, as many in every block, so that each team still has a cell that can be
seen and pointed at: 10,000 rows of a plain heatmap would put twelve teams on one pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

SMALLEST_CELL = 3  # px, of which 1 is the gap to the next
LINE_HEIGHTS = (22, 16, 12, 10, 8)  # px, tried in turn while a line is one team
# From so many units on they follow each other without a break, as their names fit nowhere.
BROKEN_UP_TO = 150


@dataclass(frozen=True, slots=True)
class Run:
    """Teams that stand together: the unit's name or "", how many, and their top in px."""

    name: str
    teams: int
    top: int = 0


@dataclass(frozen=True, slots=True)
class Mosaic:
    """`across` teams to a line of `line` px; the runs from the top; the `height` of all in px."""

    across: int
    line: int
    runs: tuple[Run, ...]
    height: int

    def bottom(self, run: Run) -> int:
        """Return where a run ends, in px from the top."""
        return run.top + self.line * -(-run.teams // self.across)


def mosaic(units: Sequence[str], *, column: int, height: int, between: int) -> Mosaic:
    """Return the largest cells with which all teams fit into `height` px, or the smallest.

    `units` names each team's unit; `column` is the width of a block and `between` the gap
    above each unit, both in px. Raises ValueError without teams.
    """
    if not units:
        raise ValueError("a mosaic needs at least one team")
    runs = [Run(name, len(list(members))) for name, members in groupby(units)]
    if len(runs) > BROKEN_UP_TO:
        runs = [Run("", len(units))]
    tried = None
    for across, line in _sizes(column):
        tried = _stack(runs, across, line, between)
        if tried.height <= height:
            break
    assert tried is not None  # noqa: S101 - there is always a first size
    return tried


def _sizes(column: int) -> list[tuple[int, int]]:
    least = LINE_HEIGHTS[-1]
    several = [(n, min(least, column // n)) for n in range(2, column // SMALLEST_CELL + 1)]
    return [*((1, line) for line in LINE_HEIGHTS), *several]


def _stack(runs: Sequence[Run], across: int, line: int, between: int) -> Mosaic:
    placed, top = [], 0
    for run in runs:
        top += between if run.name else 0
        placed.append(Run(run.name, run.teams, top))
        top += line * -(-run.teams // across)
    return Mosaic(across, line, tuple(placed), top)
