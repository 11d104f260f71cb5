"""A questionnaire as plain data, and plain data as a questionnaire, checked.

The data is the same wherever it was stored: keys of translations are sorted, whole numbers have no
point, line breaks are line feeds, and characters that no file can hold are U+FFFD. So a file that
is imported and exported again is the same to the byte.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from assessments.content import yaml_reader
from assessments.content.loader import advice
from assessments.content.schema import QuestionnaireContent
from assessments.content.schema_base import ContentError

from .carried import MOST_BYTES, MOST_PROBLEMS, FileRefusedError, Note, refuse

SCHEMA_NAME = "questionnaire.schema.json"
Path = tuple[str | int, ...]
# Controls but tab and line feed; half characters; what XML has no place for
UNHELD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(content: QuestionnaireContent) -> dict[str, Any]:
    """Return the content as a file writes it, without what is as it is by default."""
    data: dict[str, Any] = _tidy(content.model_dump(mode="json", exclude_defaults=True))
    return data


def checked(data: Any, place: Callable[[Path], str]) -> QuestionnaireContent:
    """Return the content of plain data; `place` says where in the file a path is.

    Raises:
        FileRefusedError: it fits the schema not, or a text holds what no text can.
    """
    problems = [
        Note(place(path), f"the character U+{ord(found.group()):04X} cannot stand in a text.")
        for path, text in _texts(data, ())
        if (found := UNHELD.search(text.replace("\r\n", "\n")))
    ]
    if problems:
        raise FileRefusedError(problems)
    try:
        # As JSON, because pydantic's strict mode then takes lists for tuples, and nothing else.
        return QuestionnaireContent.model_validate_json(json.dumps(_tidy(data)))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        notes = [Note(place(problem["loc"]), advice(problem)) for problem in wrong[:MOST_PROBLEMS]]
        rest = len(wrong) - len(notes)
        raise FileRefusedError([*notes, *[notes[-1]] * rest]) from error


def text_of(raw: bytes, name: str) -> str:
    """Return a file's text; a byte order mark of UTF-8 is taken off.

    Raises:
        FileRefusedError: it is too large, or no UTF-8.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse(name, "this is UTF-16. Please save the file as UTF-8.")
    try:
        return yaml_reader.decode(raw.removeprefix(codecs.BOM_UTF8), name, limit=MOST_BYTES)
    except ContentError as error:
        raise refuse("", str(error)) from error


def path_words(path: Sequence[str | int]) -> str:
    """Return a path in words, counted from one: "questions, 3, text"."""
    return ", ".join(str(step + 1) if isinstance(step, int) else step[:60] for step in path)


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        pairs = {key: _tidy(inner) for key, inner in value.items()}
        names = pairs.get("translations")
        if isinstance(names, dict):
            pairs["translations"] = _sorted(names)
        if pairs.get("guide") == {}:
            del pairs["guide"]
        return pairs
    if isinstance(value, list):
        return [_tidy(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return UNHELD.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value


def _sorted(translations: dict[str, Any]) -> dict[str, Any]:
    return {
        language: dict(sorted(texts.items())) if isinstance(texts, dict) else texts
        for language, texts in sorted(translations.items())
        if texts
    }


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield path, key
            yield from _texts(inner, (*path, key[:60]))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))
