"""What the first of the flat rows has to say, and how much the others may hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from .carried import FileRefusedError, Note, refuse
from .flat import COLUMNS, NEEDED

MOST_ROWS = 2_000
MOST_COLUMNS = 120
LONGEST_CELL = 30_000


def header(cells: Iterable[str], place: str) -> list[str]:
    """Return the columns; raise FileRefusedError unless they are known and each is there once."""
    columns = [cell.strip().casefold() for cell in islice(cells, MOST_COLUMNS + 1)]
    if len(columns) > MOST_COLUMNS:
        raise refuse(place, f"there are more than {MOST_COLUMNS} columns.")
    problems = [
        Note(place, f"the column “{column[:40]}” is not known. Please remove it.")
        for column in columns
        if column and column not in COLUMNS
    ]
    problems += [
        Note(place, f"the column “{column}” is there twice.")
        for column in sorted({one for one in columns if one and columns.count(one) > 1})
    ]
    problems += [
        Note(place, f"the column “{column}” is missing.")
        for column in NEEDED
        if column not in columns
    ]
    if problems:
        raise FileRefusedError(problems)
    return columns


def is_row(cells: list[str], columns: list[str], place: str, number: int) -> bool:
    """Tell whether a row says something; raise FileRefusedError where it breaks a limit."""
    if number > MOST_ROWS:
        raise refuse(place, f"there are more than {MOST_ROWS:,} rows. Please split the file.")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise refuse(place, f"a cell is longer than {LONGEST_CELL:,} characters.")
    if any(cells[len(columns) :]):
        raise refuse(place, "there are more cells than the first row has columns.")
    return any(cells)
