"""Units and teams as a CSV file: read into rows, or refused line by line. Asks no database.

The first line names the columns unit, team and people, in any order. A unit is said with all that
is above it, "Insurance / Claims / Motor": a slash between spaces goes one unit down.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments.errors import ImportRefusedError
from assessments.models.organisation import LARGEST_TEAM, LONGEST_NAME

COLUMNS = ("unit", "team", "people")
LARGEST_FILE = 5_000_000
MOST_LINES = 20_000
LONGEST_LINE = 5_000
DEEPEST = 20
DELIMITERS = ",;\t"
# A slash that touches no letter, so that "R/D" is a name.
_DOWN = re.compile(r"(?<!\S)/(?!\S)")
# What our own downloads put before a name that a spreadsheet would calculate
_APOSTROPHE = re.compile("^'(?=[ ']*[=+@＝＋－＠-])")
_LINE_END = re.compile(r"\r\n|\r|\n")

Problem = tuple[int, str]


@dataclass(frozen=True)
class Row:
    """One line: a unit, and a team in it with its people unless the team is empty."""

    line: int
    path: tuple[str, ...]
    team: str
    people: int


class _LineError(Exception):
    """What is wrong with the line at hand."""


def parse(data: bytes) -> list[Row]:
    """Return the rows of a file.

    Raises:
        ImportRefusedError: with each line that cannot be read and why.
    """
    lines = _lines(data)
    columns, delimiter, start = _header(lines)
    rows: list[Row] = []
    problems: list[Problem] = []
    first_on: dict[tuple[tuple[str, ...], str], int] = {}
    for number, cells in _records(lines[start:], delimiter, start, problems):
        try:
            row = _row(number, dict(zip(columns, cells, strict=False)), cells, columns)
        except _LineError as error:
            problems.append((number, str(error)))
            continue
        first = first_on.setdefault((row.path, row.team), number)
        if row.team and first != number:
            problems.append(
                (number, gettext("This team is on line %(first)s already.") % {"first": first})
            )
        rows.append(row)
    if problems:
        raise ImportRefusedError(problems)
    if not rows:
        raise ImportRefusedError([(0, gettext("The file holds no line with a unit."))])
    return rows


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST_FILE:
        raise ImportRefusedError(
            [
                (
                    0,
                    gettext("The file is larger than %(largest_file)s MB.")
                    % {"largest_file": LARGEST_FILE // 10**6},
                )
            ]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ImportRefusedError(
            [(0, gettext("The file is no text in UTF-8. In Excel, save it as “CSV UTF-8”."))]
        )
    lines = _LINE_END.split(text)
    if len(lines) > MOST_LINES + 1:
        raise ImportRefusedError(
            [
                (
                    0,
                    gettext("The file has more than %(most_lines)s lines.")
                    % {"most_lines": f"{MOST_LINES:,}"},
                )
            ]
        )
    long = [
        (
            number,
            gettext("The line is longer than %(longest_line)s characters.")
            % {"longest_line": f"{LONGEST_LINE:,}"},
        )
        for number, line in enumerate(lines, start=1)
        if len(line) > LONGEST_LINE
    ]
    if long:
        raise ImportRefusedError(long)
    return lines


def _header(lines: Sequence[str]) -> tuple[list[str], str, int]:
    """Return the columns, the delimiter, and how many lines come before the first row."""
    start = 1 if lines[0].lower().startswith("sep=") else 0  # Excel writes it, no table holds it
    for delimiter in DELIMITERS:
        for cells in csv.reader(lines[start : start + 1], delimiter=delimiter):
            columns = [cell.strip().lower() for cell in cells]
            if set(COLUMNS) <= set(columns):
                return columns, delimiter, start + 1
    raise ImportRefusedError(
        [(start + 1, gettext("The first line must name the columns: unit, team, people."))]
    )


def _records(
    lines: Sequence[str], delimiter: str, start: int, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank with the number of its last line."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            stripped = [_APOSTROPHE.sub("", cell.strip()) for cell in cells]
            if any(stripped):
                yield start + reader.line_num, stripped
    except csv.Error:
        problems.append((start + reader.line_num, gettext("The quotation marks do not match.")))


def _row(number: int, said: dict[str, str], cells: Sequence[str], columns: Sequence[str]) -> Row:
    if any(cells[len(columns) :]):
        raise _LineError(gettext("The line has more cells than the first one."))
    team, people = said.get("team", ""), said.get("people", "")
    path = tuple(part.strip() for part in _DOWN.split(said["unit"]))
    if not all(path):
        raise _LineError(gettext("The unit is missing, or one of the names in it."))
    if len(path) > DEEPEST:
        raise _LineError(gettext("Units nest more than %(deepest)s deep.") % {"deepest": DEEPEST})
    for name in (*path, team):
        _check_name(name)
    if not team and people:
        raise _LineError(gettext("There are people but no team."))
    return Row(number, path, team, _people(people) if team else 0)


def _check_name(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise _LineError(
            gettext("“%(name)s…” is longer than %(longest_name)s characters.")
            % {"name": name[:20], "longest_name": LONGEST_NAME}
        )
    if any(unicodedata.category(one) == "Cc" for one in name):
        raise _LineError(gettext("A name holds a line break or another control character."))


def _people(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len("500") else 0
    if not 1 <= number <= LARGEST_TEAM:
        said = gettext("People must be a whole number from 1 to %(most)s.")
        if text:
            said = gettext("People must be a whole number from 1 to %(most)s, not “%(text)s”.")
        raise _LineError(said % {"most": LARGEST_TEAM, "text": text[:20]})
    return number
