"""Days as files write them. Times are never read: a day is as fine as anything here gets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from .mapping import Days

_YEAR_FIRST = re.compile(r"\s{0,9}(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"\s{0,9}(\d{1,2})[-/. ]\s?(\d{1,2})[-/. ]\s?(\d{4}|\d{2})(?!\d)")
_CENTURY = 2000
_MONTHS = 12


def read(cell: str, days: str) -> dt.date | None:
    """Return the day of a cell, None where it is none in this way of writing."""
    parts = _parts(cell, days)
    if parts is None:
        return None
    try:
        return dt.date(*parts)
    except ValueError:
        return None


def _parts(cell: str, days: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.match(cell):
        return int(found[1]), int(found[2]), int(found[3])
    found = _YEAR_LAST.match(cell)
    if found is None or days == Days.YEAR_FIRST:
        return None
    first, second, year = (int(part) for part in found.groups())
    year += _CENTURY if year < 100 else 0  # noqa: PLR2004 (of two digits)
    return (year, second, first) if days == Days.DAY_FIRST else (year, first, second)


def guess(cells: Iterable[str]) -> Days:
    """Return how these days seem to be written; where both are possible, what the sign suggests."""
    pairs = [
        (found, int(found[1]), int(found[2])) for cell in cells if (found := _YEAR_LAST.match(cell))
    ]
    if not pairs:
        return Days.YEAR_FIRST
    if any(second > _MONTHS for _, _, second in pairs):
        return Days.MONTH_FIRST
    if any(first > _MONTHS for _, first, _ in pairs):
        return Days.DAY_FIRST
    return Days.MONTH_FIRST if "/" in pairs[0][0][0] else Days.DAY_FIRST
