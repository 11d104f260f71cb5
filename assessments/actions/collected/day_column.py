"""Whether a row is from the time that counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from . import days
from .look import Look, Out


@dataclass(frozen=True)
class DayColumn:
    """The column of days, None without one, and the first and last day that count."""

    place: int | None
    written: str
    first: dt.date
    last: dt.date

    def day(self, cells: list[str]) -> dt.date | None:
        """Return the day of a row, None where it has none that can be read."""
        return None if self.place is None else days.read(cells[self.place], self.written)

    def counts(self, cells: list[str]) -> bool:
        """Tell whether a row counts; without a column all do."""
        day = self.day(cells)
        return self.place is None if day is None else self.first <= day <= self.last

    def why_out(self, cells: list[str], look: Look) -> Out | None:
        """Note the day of a row, and return why it does not count, None where it does."""
        day = self.day(cells)
        if day is not None:
            look.note_day(day)
        if self.counts(cells):
            return None
        return Out.NO_DAY if day is None else Out.OTHER_DAY
