"""A table to take along, as values; `csv_table` and `xlsx_table` write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), full-width forms too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number with the words that belong to it: 88 "or more" is no 88."""

    number: int
    words: str


Cell = str | float | dt.date | Shown | None
Facts = Sequence[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Columns and rows of a file: numbers, dates and texts as what they are, None for nothing.

    `title` names the sheet; `about` says, line by line, what the figures are.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Facts = ()


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might calculate this text."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)
