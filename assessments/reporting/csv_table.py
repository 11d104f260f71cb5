"""Tables as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from .table import Shown, looks_like_formula


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV text with a header line; texts that look like formulas get a quote."""
    text = io.StringIO()
    # All quoted: where the list separator is a semicolon, a name could otherwise split a cell.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([safe_cell(column) for column in columns])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell's text, with an apostrophe in front where a spreadsheet would calculate.

    And where one stands there already, so that taking one away always restores the text. A number
    of ours is no text that somebody typed in: -3 stays -3. None is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, Shown):
        value = value.number
    text = str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if not is_number and looks_like_formula(text.lstrip(" '")) else text
