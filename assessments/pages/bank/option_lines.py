"""A question's answers as an editor types them: one a line, "value = label" for ordered choices."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from assessments.content.schema_question import MOST_POINTS
from assessments.models import Question

MOST_OPTIONS = 100
LONGEST_LABEL = 120
Options = list[dict[str, Any]]


def lines_of(options: Sequence[Mapping[str, Any]]) -> str:
    """Return the options as lines, in their order."""
    return "\n".join(_line(option) for option in options)


def read(text: str, kind: str, before: Sequence[Mapping[str, Any]]) -> Options:
    """Return the options of some lines.

    An answer keeps its code while its label stays, or while only labels change; a new one gets a
    code that was not there. Points of a scale are counted from one, the lowest first.

    Raises:
        forms.ValidationError: a line that cannot be read, one twice, or too few or too many.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    options = [_read_line(line, kind) for line in lines]
    labels = [option["label"] for option in options]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise forms.ValidationError(f"“{twice[0]}” is there twice. Each answer needs its own line.")
    most = MOST_POINTS if kind == Question.Kind.LIKERT else MOST_OPTIONS
    if not 2 <= len(options) <= most:  # noqa: PLR2004 (a choice is between two)
        raise forms.ValidationError(f"Please give 2 to {most} answers, one a line.")
    codes = _codes(labels, kind, before)
    return [{"code": code} | option for code, option in zip(codes, options, strict=True)]


def _line(option: Mapping[str, Any]) -> str:
    value = option.get("value")
    return option["label"] if value is None else f"{value:.15g} = {option['label']}"


def _read_line(line: str, kind: str) -> dict[str, Any]:
    if kind != Question.Kind.ORDINAL:
        return {"label": _label(line)}
    number, equals, label = line.partition("=")
    try:
        value = float(number.strip().replace(",", "."))
    except ValueError:
        value = math.nan
    if not equals or not math.isfinite(value) or not label.strip():
        raise forms.ValidationError(f"“{line}” needs a value and a label, like “2 = Once a week”.")
    return {"label": _label(label.strip()), "value": value}


def _label(label: str) -> str:
    if len(label) > LONGEST_LABEL:
        raise forms.ValidationError(
            f"“{label[:30]}…” is too long: {LONGEST_LABEL} characters at most."
        )
    return label


def _codes(labels: Sequence[str], kind: str, before: Sequence[Mapping[str, Any]]) -> list[int]:
    if kind == Question.Kind.LIKERT or not before:
        return list(range(1, len(labels) + 1))
    if len(labels) == len(before) and not _only_moved(labels, before):
        return _kept_places(labels, before)
    known = {option["label"]: option["code"] for option in before}
    free = iter(range(max(option["code"] for option in before) + 1, 10 * MOST_OPTIONS))
    return [known[label] if label in known else next(free) for label in labels]


def _only_moved(labels: Sequence[str], before: Sequence[Mapping[str, Any]]) -> bool:
    return {option["label"] for option in before} == set(labels)


def _kept_places(labels: Sequence[str], before: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return codes where as many lines stand as before: labels that stay, then places."""
    known = {option["label"]: option["code"] for option in before}
    left = [option["code"] for option in before if option["label"] not in labels]
    return [known[label] if label in known else left.pop(0) for label in labels]
