"""Tables as Excel workbooks: typed cells, and no text that is taken for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from assessments.charts.speech import gettext

from .table import Cell, ExportTable, Shown, looks_like_formula

DATE = "yyyy-mm-dd"
SHEET_NAME_LENGTH, CELL_LENGTH = 31, 32_767  # Excel's limits
NARROWEST, WIDEST = 9, 60  # widths of columns, in characters
ROWS_MEASURED = 200  # a write-only sheet wants its widths before its rows
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# XML has no place for these, not even escaped.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as "A" wherever it stands in a text.
EXCEL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def xlsx_table(table: ExportTable) -> bytes:
    """Return a workbook: the table under a frozen header, and a sheet that says what it is.

    Texts are stored as text, never as formula or error, whatever they begin with. Every line
    break is a line feed; characters that a workbook cannot hold become U+FFFD. Rows are written
    one by one.
    """
    # Imported here: a tenth of a second that only a download should pay.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    name = sheet_name(table.title)
    _write(book.create_sheet(name), table.columns, table.rows)
    about = sheet_name(gettext("About"))
    if name.casefold() == about.casefold():
        about = sheet_name(gettext("About this file"))
    _write(book.create_sheet(about), (gettext("What"), gettext("Which")), table.about)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_name(title: str) -> str:
    """Return a title as Excel takes it for a sheet: short, and without what it forbids there."""
    name = NOT_IN_SHEET_NAMES.sub(" ", NOT_IN_XML.sub(" ", title)).strip(" '")
    name = name[:SHEET_NAME_LENGTH].strip(" '")
    # Excel keeps "History" for itself
    return gettext("Table") if name.casefold() in {"", "history"} else name


def _write(sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    waiting = iter(rows)
    first = list(islice(waiting, ROWS_MEASURED))
    for place, column in enumerate(columns):
        longest = max(len(column), *(len(_text(row[place])) for row in first), NARROWEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "B2"
    head = [_text_cell(sheet, column) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(head)
    for row in chain(first, waiting):
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Cell) -> Any:
    """Return what openpyxl writes: a plain value, which is fast, where it cannot guess wrong."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        is_plain = value.isprintable() and value[:1].isalpha() and "_x" not in value
        return value if is_plain and len(value) <= CELL_LENGTH else _text_cell(sheet, value)
    if isinstance(value, Shown):
        return _number_cell(sheet, value)
    if isinstance(value, int | float):
        return value
    return _date_cell(sheet, value)


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    kept = text.replace("\r\n", "\n").replace("\r", "\n")[:CELL_LENGTH]
    cell = WriteOnlyCell(sheet, EXCEL_ESCAPE.sub("_x005F_", NOT_IN_XML.sub("\ufffd", kept)))
    # After the value: openpyxl takes "=" for a formula and "#N/A" for an error
    cell.data_type = "s"
    # Excel's own mark of a text, so that it stays one when somebody edits the cell
    cell.quotePrefix = looks_like_formula(text)
    return cell


def _number_cell(sheet: Any, shown: Shown) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, shown.number)
    words = shown.words.replace('"', "")
    cell.number_format = f'0"{words}"'
    return cell


def _date_cell(sheet: Any, date: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, date)
    cell.number_format = DATE
    return cell


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return f"{value.number}{value.words}" if isinstance(value, Shown) else str(value)
