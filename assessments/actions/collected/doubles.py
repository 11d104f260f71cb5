"""People who are in a file twice, as far as it tells. Nothing of what identifies them is kept."""

from __future__ import annotations

from collections.abc import Iterable

from . import tidying
from .look import Look, Out

Row = tuple[int, list[str]]


class Doubles:
    """The column of persons, None without one; of each person the last row counts."""

    def __init__(self, place: int | None, *, same_rows_out: bool) -> None:
        """Begin; with a column, `read` has to see the rows that count before anything is asked."""
        self._place = place
        self._same_rows_out = same_rows_out
        self._last: dict[int, int] = {}
        self._met: set[int] = set()

    @property
    def has_persons(self) -> bool:
        """Whether the rows have to be read beforehand."""
        return self._place is not None

    def read(self, rows: Iterable[Row]) -> None:
        """Note the last row of each person, by a number that stands for what identifies them."""
        for number, cells in rows:
            if who := self._who(cells):
                self._last[hash(who)] = number

    def why_out(self, number: int, cells: list[str], look: Look) -> Out | None:
        """Return why a row is left out, None where it counts.

        Without a column of persons, a row that is there twice may be of two people: it is counted.
        """
        if self.has_persons:
            who = self._who(cells)
            return Out.EARLIER if who and self._last[hash(who)] != number else None
        mark = hash(tuple(cells))
        if mark not in self._met:
            self._met.add(mark)
            return None
        look.same += 1
        return Out.SAME if self._same_rows_out else None

    def _who(self, cells: list[str]) -> str:
        return "" if self._place is None else tidying.value(cells[self._place])
