"""Workbooks that nobody has to trust, opened within limits, and written without formulas."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from .carried import refuse
from .cells import NO, YES

MOST_BYTES = 5_000_000
CHUNK = 1 << 16
MOST_UNPACKED = 12_000_000
MOST_OF_A_PART = 3_000_000  # of what is read whole; a sheet is read row by row
MOST_PARTS = 500
# Of XML elements, which cost far more than their bytes: in all sheets, in all texts, in the rest
MOST_TAGS = {"xl/worksheets/": 250_000, "xl/sharedStrings": 150_000, "": 30_000}
MOST_ROWS = 5_000
MOST_COLUMNS = 120
LONGEST_CELL = 32_767  # Excel's limit
# Excel reads _x0041_ as "A" wherever it stands in a text.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
Row = tuple[int, list[str]]


class Workbook:
    """The sheets of an uploaded file, each cell as text, nothing calculated."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open a file.

        Raises:
            FileRefusedError: it is none, breaks a limit, or holds entities.
        """
        self.name = name
        _check_zip(raw, name)
        # Imported here: a tenth of a second that only a workbook should pay.
        from openpyxl import load_workbook

        try:
            self._book = load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
            )
        except Exception as error:  # openpyxl raises whatever a broken file leads it to
            raise refuse(name, "this workbook cannot be read.") from error
        self._sheets = {sheet.title.strip().casefold(): sheet for sheet in self._book.worksheets}

    @property
    def first(self) -> str:
        """The name of the first sheet; raises FileRefusedError where there is none."""
        for name in self._sheets:
            return name
        raise refuse(self.name, "this workbook has no sheet.")

    def __contains__(self, sheet: str) -> bool:
        return sheet.casefold() in self._sheets

    def names(self) -> Iterator[str]:
        """Yield what the sheets are called, in small letters."""
        yield from self._sheets

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty, with their numbers.

        Raises:
            FileRefusedError: there are too many, or they cannot be read.
        """
        found = self._sheets[sheet.casefold()]
        try:
            yield from self._read(found, sheet)
        except (KeyError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as error:
            raise refuse(f"{self.name}, {sheet}", "this sheet cannot be read.") from error

    def _read(self, found: Any, sheet: str) -> Iterator[Row]:
        rows = found.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, values in enumerate(rows, start=1):
            cells = [_text(value) for value in values]
            if not any(cells):
                continue
            place = f"{self.name}, {sheet}, row {number}"
            if number > MOST_ROWS:
                raise refuse(place, f"there are more than {MOST_ROWS:,} rows.")
            if any(cells[MOST_COLUMNS:]):
                raise refuse(place, f"there are more than {MOST_COLUMNS} columns.")
            yield number, cells


def written(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """Return a workbook of sheets, each with a name, a header and rows of texts and numbers."""
    from openpyxl import Workbook as Book

    book = Book(write_only=True)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        value = repr(value)  # as a text: openpyxl writes 16 digits, and a number may need 17
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", value)[:LONGEST_CELL])
    # After the value: openpyxl takes "=" for a formula and "#N/A" for an error
    cell.data_type = "s"
    # Excel's own mark of a text, so that it stays one when somebody edits the cell
    cell.quotePrefix = not value[:1].isalpha()
    return cell


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 (exact until there)
        value = int(value)
    return _ESCAPED.sub("_", str(value)) if isinstance(value, str) else str(value)


def _check_zip(raw: bytes, name: str) -> None:
    if len(raw) > MOST_BYTES:
        raise refuse(name, f"the workbook is larger than {MOST_BYTES // 10**6} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            _check_parts(file, name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise refuse(name, "this is no workbook (XLSX), or it is damaged.") from error
    except RuntimeError as error:
        raise refuse(name, "this workbook is protected by a password.") from error


def _check_parts(file: zipfile.ZipFile, name: str) -> None:
    parts = file.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        limit = MOST_UNPACKED // 10**6
        raise refuse(name, f"the workbook unpacks to more than {limit} MB or {MOST_PARTS} parts.")
    tags = dict.fromkeys(MOST_TAGS, 0)
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        kind = next(start for start in MOST_TAGS if part.filename.startswith(start))
        if part.file_size > MOST_OF_A_PART and kind != "xl/worksheets/":
            raise refuse(name, f"the part {part.filename[:60]} is larger than 3 MB.")
        # A part never unpacks to more than it declares: Python stops there and checks the sum.
        with file.open(part) as opened:
            head = opened.read(4_096)
            if b"<!" in head.replace(b"\0", b"").replace(b"<!--", b""):
                raise refuse(name, "the workbook declares XML entities, as no spreadsheet does.")
            tags[kind] += head.count(b"<") + sum(
                chunk.count(b"<") for chunk in iter(partial(opened.read, CHUNK), b"")
            )
        if tags[kind] > MOST_TAGS[kind]:
            raise refuse(name, "the workbook has too many cells, texts or styles.")
