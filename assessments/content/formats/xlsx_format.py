"""A whole questionnaire as a workbook: the flat rows, and a sheet each for what is nested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assessments.content.schema import QuestionnaireContent

from .carried import Carried, FileRefusedError, Note, Written
from .flat import COLUMNS, PRACTICE, QUESTIONNAIRE, Rows, read_rows, rows_of
from .flat_limits import header, is_row
from .plain import checked, plain
from .workbook import Workbook, written

QUESTIONS, GUIDANCE, TRANSLATIONS = "Questions", "Guidance", "Translations"
GUIDANCE_COLUMNS = ("practice", "part", "text")
TRANSLATION_COLUMNS = ("of", "code", "field", "language", "text")
QUESTION = "question"
_STEP = re.compile(r"levels\.(low|medium|high)\.steps\.([1-9]|1[0-2])\.(title|text|done_when)")
_LEVEL = re.compile(r"levels\.(low|medium|high)\.looks_like")
_PLAIN = ("what", "why", "source", "source_url", "caution")


def write(content: QuestionnaireContent) -> Written:
    """Return the questionnaire as a file; nothing is left out."""
    data = plain(content)
    questions = ([cells.get(column) for column in COLUMNS] for cells in rows_of(data))
    return Written(
        written(
            [
                (QUESTIONS, COLUMNS, questions),
                (GUIDANCE, GUIDANCE_COLUMNS, _guidance(data)),
                (TRANSLATIONS, TRANSLATION_COLUMNS, _translations(data)),
            ]
        )
    )


def read(book: Workbook) -> Carried:
    """Return the questionnaire of a workbook.

    Raises:
        FileRefusedError: each problem with its sheet, row and column.
    """
    read_file = read_rows(_question_rows(book))
    problems: list[Note] = []
    lacks = {"guides": GUIDANCE, "translations": TRANSLATIONS}
    if GUIDANCE in book:
        _read_guidance(_records(book, GUIDANCE, GUIDANCE_COLUMNS), read_file, problems)
    if TRANSLATIONS in book:
        _read_translations(_records(book, TRANSLATIONS, TRANSLATION_COLUMNS), read_file, problems)
    if problems:
        raise FileRefusedError(problems)
    lacking = frozenset(part for part, sheet in lacks.items() if sheet not in book)
    return Carried(checked(read_file.data, read_file.place), lacks=lacking)


def _guidance(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for practice in data["practices"]:
        for part, text in _parts(practice.get("guide") or {}, ""):
            yield practice["key"], part, text


def _parts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    pairs = value.items() if isinstance(value, dict) else enumerate(value, start=1)
    for key, inner in pairs:
        # A step without words is still a step
        if inner == {}:
            yield f"{path}.{key}.title", ""
        yield from _parts(inner, f"{path}.{key}" if path else str(key))


def _translations(data: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    things = [(QUESTIONNAIRE, "", data)]
    things += [(PRACTICE, practice["key"], practice) for practice in data["practices"]]
    things += [(QUESTION, question["code"], question) for question in data["questions"]]
    for kind, code, thing in things:
        for language, texts in thing.get("translations", {}).items():
            for field, text in texts.items():
                yield kind, code, field, language, text


def _question_rows(book: Workbook) -> Iterator[tuple[str, dict[str, str]]]:
    rows = book.rows(QUESTIONS)
    number, cells = next(rows, (1, []))
    while cells and not cells[-1]:
        cells.pop()
    columns = header(cells, f"{QUESTIONS}, row {number}")
    for number, values in rows:
        place = f"{QUESTIONS}, row {number}"
        if is_row(values, columns, place, number):
            # A workbook's texts are texts: nothing was put in front of them
            yield place, dict(zip(columns, values, strict=False))


def _records(
    book: Workbook, sheet: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    rows = book.rows(sheet)
    number, cells = next(rows, (1, list(columns)))
    named = [cell.strip().casefold() for cell in cells]
    missing = [Note(f"{sheet}, row {number}", f"the column “{column}” is missing.")
               for column in columns if column not in named]  # fmt: skip
    if missing:
        raise FileRefusedError(missing)
    for number, values in rows:
        yield f"{sheet}, row {number}", dict(zip(named, values, strict=False))


def _read_guidance(
    records: Iterator[tuple[str, dict[str, str]]], read_file: Rows, problems: list[Note]
) -> None:
    practices = {practice["key"]: practice for practice in read_file.data["practices"]}
    for place, cells in records:
        practice, part = practices.get(cells["practice"].strip()), cells["part"].strip()
        if practice is None:
            problems.append(Note(f"{place}, practice", "there is no practice of this code."))
            continue
        guide = practice.setdefault("guide", {})
        if step := _STEP.fullmatch(part):
            level = guide.setdefault("levels", {}).setdefault(step[1], {})
            steps = level.setdefault("steps", [])
            steps.extend({} for _ in range(int(step[2]) - len(steps)))
            steps[int(step[2]) - 1][step[3]] = cells["text"]
        elif level_part := _LEVEL.fullmatch(part):
            guide.setdefault("levels", {}).setdefault(level_part[1], {})["looks_like"] = cells[
                "text"
            ]
        elif part in _PLAIN:
            guide[part] = cells["text"]
        else:
            problems.append(Note(f"{place}, part", f"“{part[:40]}” is no part of the guidance."))


def _read_translations(
    records: Iterator[tuple[str, dict[str, str]]], read_file: Rows, problems: list[Note]
) -> None:
    things = {(QUESTIONNAIRE, ""): read_file.data}
    things |= {(PRACTICE, one["key"]): one for one in read_file.data["practices"]}
    things |= {(QUESTION, one["code"]): one for one in read_file.data["questions"]}
    for place, cells in records:
        thing = things.get((cells["of"].strip(), cells["code"].strip()))
        if thing is None:
            problems.append(Note(f"{place}, code", "there is nothing of this code to translate."))
            continue
        texts = thing.setdefault("translations", {}).setdefault(cells["language"].strip(), {})
        texts[cells["field"].strip()] = cells["text"]
