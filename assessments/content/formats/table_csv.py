"""The records of a CSV file that another tool wrote, a line at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from .carried import refuse

LONGEST_LINE = 200_000
DELIMITERS = ",;\t|"


class CsvRows:
    """Text in UTF-8, with or without a byte order mark; the delimiter is found out."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._delimiter = max(DELIMITERS, key=self._width)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with its number, from the first one on.

        Raises:
            FileRefusedError: the file is no text in UTF-8, or no CSV.
        """
        number = 0
        try:
            for number, cells in enumerate(self._reader(self._delimiter), start=1):
                yield number, cells
        except csv.Error as error:
            place = f"{self._name}, row {number + 1}"
            raise refuse(place, f"this cannot be read as CSV ({error}).") from error

    def _width(self, delimiter: str) -> int:
        """Return how many columns the first record has if this parts them."""
        try:
            return len(next(self._reader(delimiter), []))
        except csv.Error:
            return 0

    def _reader(self, delimiter: str) -> Iterator[list[str]]:
        self._file.seek(0)
        return csv.reader(self._lines(), delimiter=delimiter, strict=True)

    def _lines(self) -> Iterator[str]:
        # Of a line without end no more than fits in memory
        for number, line in enumerate(iter(lambda: self._file.readline(LONGEST_LINE), b""), 1):
            if len(line) == LONGEST_LINE:
                raise refuse(f"{self._name}, line {number}", "the line is too long.")
            if b"\0" in line:
                raise refuse(f"{self._name}, line {number}", "this is no text in UTF-8.")
            text = self._decoded(line, number)
            if number > 1 or not text.lower().startswith(
                "sep="
            ):  # Excel writes it, no table holds it
                yield text

    def _decoded(self, line: bytes, number: int) -> str:
        try:
            return line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            place = f"{self._name}, line {number}"
            raise refuse(
                place, "this is not UTF-8 text. In Excel, save it as “CSV UTF-8”."
            ) from error
