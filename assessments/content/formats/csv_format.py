"""A questionnaire as CSV: the flat rows, without guidance and translations."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from assessments.content.schema import QuestionnaireContent
from assessments.content.speech import gettext

from .carried import Carried, Note, Written, refuse
from .flat import COLUMNS, read_rows, rows_of
from .flat_limits import header, is_row
from .formulas import safe, unsafe
from .plain import checked, plain

LONGEST_LINE = 200_000
DELIMITERS = ",;\t"


def write(content: QuestionnaireContent) -> Written:
    """Return the rows as a file, and say what it cannot hold."""
    text = io.StringIO()
    # All quoted: where the list separator is a semicolon, a name could otherwise split a cell.
    writer = csv.DictWriter(text, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in rows_of(plain(content)):
        writer.writerow({name: safe(c) if isinstance(c, str) else c for name, c in row.items()})
    return Written(text.getvalue().encode("utf-8-sig"), left_out(content))


def left_out(content: QuestionnaireContent) -> tuple[Note, ...]:
    """Return what of a questionnaire the flat rows do not hold."""
    guided = sum(practice.guide is not None for practice in content.practices)
    parts = [content.translations, *(practice.translations for practice in content.practices)]
    parts += [question.translations for question in content.questions]
    translated = sum(map(bool, parts))
    said = [
        (guided, gettext("Left out: the guidance of practices (%(n)s of them have some).")),
        (translated, gettext("Left out: translations (%(n)s texts have some).")),
    ]
    return tuple(Note("", text % {"n": count}) for count, text in said if count)


def read(file: BinaryIO, name: str) -> Carried:
    """Return the questionnaire of a file, read line by line and no further than the limits.

    Raises:
        FileRefusedError: each problem with its row and column.
    """
    try:
        read_file = read_rows(_rows(_lines(file, name), name))
    except UnicodeDecodeError as error:
        raise refuse(name, "this is not UTF-8 text. In Excel, save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise refuse(name, f"this cannot be read as CSV ({error}).") from error
    content = checked(read_file.data, read_file.place)
    return Carried(content, lacks=frozenset({"guides", "translations"}))


def _lines(file: BinaryIO, name: str) -> Iterator[str]:
    number = 0
    # A line at a time, and of a line without end no more than fits in memory
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise refuse(f"{name}, line {number}", "the line is too long.")
        if b"\0" in line:
            raise refuse(f"{name}, line {number}", "this is no text in UTF-8.")
        yield line.decode("utf-8-sig" if number == 1 else "utf-8")


def _rows(lines: Iterator[str], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    first = next(lines, "")
    if first.lower().startswith("sep="):  # Excel writes it, no table holds it
        first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    columns = header(next(csv.reader([first], delimiter=delimiter), []), f"{name}, row 1")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, start=2):
        if is_row(cells, columns, f"row {number}", number):
            yield f"row {number}", dict(zip(columns, map(unsafe, cells), strict=False))
