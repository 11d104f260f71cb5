"""A table that another tool exported, CSV or XLSX: its columns, and its rows one after the other.

What the columns mean is not asked here. A CSV file is read as it comes and never held whole, so a
million rows cost no more memory than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from .carried import refuse
from .table_csv import CsvRows
from .workbook import MOST_BYTES, Workbook

MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
LONGEST_HEADER = 2_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Table:
    """A file with one row a respondent; may be read more than once."""

    def __init__(self, file: BinaryIO, filename: str) -> None:
        """Read the first row.

        Raises:
            assessments.content.formats.carried.FileRefusedError: it is no such table; says why.
        """
        self.name = PurePath(filename.replace("\\", "/")).name[:80] or "the file"
        self._source = _source(file, self.name)
        _, cells = next(self._source.records(), (1, []))
        self.header = [cell.strip()[:LONGEST_HEADER] for cell in cells]
        while self.header and not self.header[-1]:
            self.header.pop()
        if not self.header:
            raise refuse(f"{self.name}, row 1", "the first row has to name the columns.")
        if len(self.header) > MOST_COLUMNS:
            raise refuse(f"{self.name}, row 1", f"there are more than {MOST_COLUMNS} columns.")

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not empty with its number, as long as the first row.

        Raises:
            assessments.content.formats.carried.FileRefusedError: as the whole file; says which row.
        """
        width = len(self.header)
        records = self._source.records()
        next(records, None)
        for number, cells in records:
            if number > MOST_ROWS + 1:
                place = f"{self.name}, row {number}"
                raise refuse(
                    place, f"there are more than {MOST_ROWS:,} rows. Please split the file."
                )
            if not any(cells):
                continue
            if len(cells) > width:
                if any(cells[width:]):
                    place = f"{self.name}, row {number}"
                    raise refuse(place, "there are more cells than the first row has columns.")
                del cells[width:]
            elif len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            yield number, cells


class _SheetRows:
    """The rows of a workbook's first sheet, which the workbook's limits keep small."""

    def __init__(self, raw: bytes, name: str) -> None:
        self._book = Workbook(raw, name)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its number."""
        return self._book.rows(self._book.first)


def _source(file: BinaryIO, name: str) -> CsvRows | _SheetRows:
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _OLD_EXCEL:
        raise refuse(name, "this is an old Excel file. Please save it as XLSX.")
    if start == _ZIP:
        return _SheetRows(file.read(MOST_BYTES + 1), name)
    if PurePath(name).suffix.casefold() == ".xlsx":
        raise refuse(name, "this is no workbook (XLSX), or it is damaged.")
    return CsvRows(file, name)
