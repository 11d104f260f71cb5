"""A questionnaire as rows for people in spreadsheets: one row a question.

The first row is of kind "questionnaire", the next ones of kind "practice", then come the
questions. A row is a dictionary of column and cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .carried import FileRefusedError, Note
from .cells import (
    NO,
    YES,
    condition_cell,
    condition_of,
    flag_of,
    missing_cell,
    missing_of,
    number_of,
    options_cell,
    options_of,
)

QUESTIONNAIRE, PRACTICE = "questionnaire", "practice"
COLUMNS = (
    "kind", "code", "practice", "text", "short_name", "help", "options", "missing_label",
    "reverse", "weight", "required", "unit", "minimum", "maximum", "show_if", "metric", "active",
    "source", "wording_version", "languages",
)  # fmt: skip
NEEDED = ("kind", "code", "text")
Cells = dict[str, Any]


@dataclass
class Rows:
    """The data that rows say, the place of each part of it, and what stands in the way."""

    data: dict[str, Any] = field(
        default_factory=lambda: {"scale": [], "practices": [], "questions": []}
    )
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    problems: list[Note] = field(default_factory=list)

    def place(self, path: tuple[str | int, ...]) -> str:
        """Return row and column of a path into the data."""
        depth = 2 if path[:1] in {("practices",), ("questions",)} else 0
        row = self.places.get(path[:depth], "")
        column = next((str(step) for step in path[depth:] if isinstance(step, str)), "")
        column = _COLUMN_OF.get((path[:depth][:1], column), column)
        return f"{row}, {column}" if row and column else row or column


_COLUMN_OF: dict[tuple[tuple[str | int, ...], str], str] = {
    ((), "key"): "code",
    ((), "title"): "text",
    ((), "lead_in"): "help",
    ((), "scale"): "options",
    ((), "language"): "languages",
    (("practices",), "key"): "code",
    (("practices",), "name"): "text",
}


def rows_of(data: dict[str, Any]) -> Iterator[Cells]:
    """Return the rows of a questionnaire's plain data."""
    languages = [data.get("language", "en"), *data.get("languages", [])]
    yield {
        "kind": QUESTIONNAIRE,
        "code": data["key"],
        "text": data["title"],
        "help": data["lead_in"],
        "options": options_cell(data["scale"]),
        "missing_label": data["missing_label"],
        "languages": " | ".join(languages),
    }
    for practice in data["practices"]:
        yield {
            "kind": PRACTICE,
            "code": practice["key"],
            "text": practice["name"],
            "short_name": practice["short_name"],
            "active": YES if practice.get("active", True) else NO,
            "source": practice["source"],
        }
    yield from map(_question_row, data["questions"])


def _question_row(question: dict[str, Any]) -> Cells:
    return {
        "kind": question["kind"],
        "code": question["code"],
        "practice": question["practice"] or "",
        "text": question["text"],
        "help": question.get("help", ""),
        "options": options_cell(question.get("options", [])),
        "missing_label": missing_cell(question.get("missing_label")),
        "reverse": YES if question.get("reverse") else NO,
        "weight": question.get("weight", 1),
        "required": YES if question.get("required") else NO,
        "unit": question.get("unit", ""),
        "minimum": question.get("minimum", ""),
        "maximum": question.get("maximum", ""),
        "show_if": condition_cell(question.get("show_if")),
        "metric": question.get("metric") or "",
        "short_name": question.get("short_name", ""),
        "active": YES if question.get("active", True) else NO,
        "source": question["source"],
        "wording_version": question["wording_version"],
    }


def read_rows(rows: Iterable[tuple[str, dict[str, str]]]) -> Rows:
    """Return the data of rows; each comes with its place ("row 7") and its cells as text.

    Raises:
        FileRefusedError: cells that cannot be read, each with its row and column.
    """
    read = Rows()
    for place, cells in rows:
        kind = cells["kind"].strip()
        if kind == QUESTIONNAIRE and () in read.places:
            read.problems.append(Note(f"{place}, kind", "the questionnaire has its row already."))
        elif kind == QUESTIONNAIRE:
            read.places[()] = place
            read.data |= _cut(_QUESTIONNAIRE, cells, place, read.problems)
        else:
            part = "practices" if kind == PRACTICE else "questions"
            read.places[part, len(read.data[part])] = place
            recipe = _PRACTICE if kind == PRACTICE else _QUESTION
            read.data[part].append(_cut(recipe, cells, place, read.problems))
    if () not in read.places:
        read.problems.append(Note("", "there is no row of kind “questionnaire”."))
    if read.problems:
        raise FileRefusedError(read.problems)
    languages = read.data.pop("languages") or ["en"]
    return _with_languages(read, languages)


def _with_languages(read: Rows, languages: list[str]) -> Rows:
    read.data["language"], read.data["languages"] = languages[0], languages[1:]
    return read


Recipe = tuple[tuple[str, str, Callable[[dict[str, str]], Any]], ...]


def _cell(column: str, made: Callable[[str], Any] = str) -> Callable[[dict[str, str]], Any]:
    return lambda cells: made(cells.get(column, ""))


def _or(otherwise: Any, made: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: made(cell) if cell.strip() else otherwise


_QUESTIONNAIRE: Recipe = (
    ("key", "code", _cell("code", str.strip)),
    ("title", "text", _cell("text")),
    ("lead_in", "help", _cell("help")),
    ("scale", "options", _cell("options", lambda cell: options_of(cell, valued=False))),
    ("missing_label", "missing_label", _cell("missing_label")),
    (
        "languages",
        "languages",
        _cell("languages", lambda cell: [one.strip() for one in cell.split("|") if one.strip()]),
    ),
)
_PRACTICE: Recipe = (
    ("key", "code", _cell("code", str.strip)),
    ("name", "text", _cell("text")),
    ("short_name", "short_name", _cell("short_name")),
    ("active", "active", _cell("active", _or(True, flag_of))),  # noqa: FBT003 (the value)
    ("source", "source", _cell("source")),
)
_QUESTION: Recipe = (
    ("code", "code", _cell("code", str.strip)),
    ("kind", "kind", _cell("kind", str.strip)),
    ("practice", "practice", _cell("practice", lambda cell: cell.strip() or None)),
    ("text", "text", _cell("text")),
    ("help", "help", _cell("help")),
    (
        "options",
        "options",
        lambda cells: options_of(
            cells.get("options", ""), valued=cells["kind"].strip() == "ordinal"
        ),
    ),
    ("missing_label", "missing_label", _cell("missing_label", missing_of)),
    ("reverse", "reverse", _cell("reverse", flag_of)),
    ("weight", "weight", _cell("weight", _or(1, number_of))),
    ("required", "required", _cell("required", flag_of)),
    ("unit", "unit", _cell("unit")),
    ("minimum", "minimum", _cell("minimum", number_of)),
    ("maximum", "maximum", _cell("maximum", number_of)),
    ("show_if", "show_if", _cell("show_if", condition_of)),
    ("metric", "metric", _cell("metric", lambda cell: cell.strip() or None)),
    ("short_name", "short_name", _cell("short_name")),
    ("active", "active", _cell("active", _or(True, flag_of))),  # noqa: FBT003 (the value)
    ("source", "source", _cell("source")),
    ("wording_version", "wording_version", _cell("wording_version", _or(1, number_of))),
)


def _cut(recipe: Recipe, cells: dict[str, str], place: str, problems: list[Note]) -> dict[str, Any]:
    made = {}
    for name, column, make in recipe:
        try:
            made[name] = make(cells)
        except ValueError as error:
            problems.append(Note(f"{place}, {column}", f"{error}."))
    return made
