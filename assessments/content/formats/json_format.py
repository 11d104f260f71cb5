"""A whole questionnaire as JSON."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from functools import cache
from typing import Any

from assessments.content import yaml_reader
from assessments.content.schema import QuestionnaireContent
from assessments.content.schema_base import ContentError
from assessments.content.yaml_reader import Document

from .carried import MOST_BYTES, Carried, Written, refuse
from .json_schema import SCHEMA_KEY, json_file
from .plain import SCHEMA_NAME, Path, checked, path_words, plain, text_of

MOST_DIGITS = 400
# A text with its escapes, or a bracket: whatever is between is no matter of depth
_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{},]', re.DOTALL)


def write(content: QuestionnaireContent) -> Written:
    """Return the questionnaire as a file; nothing is left out."""
    return Written(json_file({SCHEMA_KEY: SCHEMA_NAME} | plain(content)))


def read(raw: bytes, name: str) -> Carried:
    """Return the questionnaire of a file.

    Raises:
        FileRefusedError: each problem with its line, or where it is in the data.
    """
    text = text_of(raw, name)
    _check_limits(text, name)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise refuse(where, f"this is not valid JSON ({error.msg}).") from error
    except (ValueError, RecursionError) as error:
        raise refuse(name, str(error)) from error
    if isinstance(data, dict):
        data.pop(SCHEMA_KEY, None)

    @cache
    def as_yaml() -> Document | None:
        # Most JSON is YAML too, whose reader knows where each part stands
        try:
            return yaml_reader.read(text, name, limit=MOST_BYTES)
        except ContentError:
            return None

    def place(path: Path) -> str:
        if document := as_yaml():
            return document.place(path)
        return f"{name} ({path_words(path)})" if path else name

    return Carried(checked(data, place))


def _check_limits(text: str, name: str) -> None:
    depth = values = 0
    for token in _TOKENS.finditer(text):
        sign = token.group()
        values += sign in ",[{"
        depth += (sign in "[{") - (sign in "]}")
        if depth > yaml_reader.MAX_DEPTH:
            problem = f"lists and objects are nested deeper than {yaml_reader.MAX_DEPTH}."
        elif values > yaml_reader.MAX_NODES:
            problem = f"there are more than {yaml_reader.MAX_NODES:,} values."
        else:
            continue
        line = text.count("\n", 0, token.start()) + 1
        raise refuse(f"{name}, line {line}", problem)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key “{twice[:60]}” is there twice. Please keep one of the two.")
    return made


def _constant(word: str) -> None:
    raise ValueError(f"{word} is no number. Please write a number or null.")


def _integer(digits: str) -> int:
    _check_digits(digits)
    return int(digits)


def _float(digits: str) -> float:
    _check_digits(digits)
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:20]} is too large.")
    return number


def _check_digits(digits: str) -> None:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits is too long.")
