"""Tables as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), full-width forms too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV text with a header line; cells that look like formulas get a quote."""
    text = io.StringIO()
    # All quoted: where the list separator is a semicolon, a name could otherwise split a cell.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([safe_cell(column) for column in columns])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell's text, with an apostrophe in front where a spreadsheet would calculate.

    And where one stands there already, so that taking one away always restores the text.
    """
    text = str(value)
    return f"'{text}" if text.lstrip(" '").startswith(FORMULA_STARTS) else text
