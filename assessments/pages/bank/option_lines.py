"""A question's answers as an editor types them: one a line, "value = label" for ordered choices."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from assessments.content.schema_question import MOST_POINTS
from assessments.models import Question

from . import option_codes

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
        raise forms.ValidationError(
            gettext("“%(twice)s” is there twice. Each answer needs its own line.")
            % {"twice": twice[0]}
        )
    most = MOST_POINTS if kind == Question.Kind.LIKERT else MOST_OPTIONS
    if not 2 <= len(options) <= most:  # noqa: PLR2004 (a choice is between two)
        raise forms.ValidationError(
            gettext("Please give 2 to %(most)s answers, one a line.") % {"most": most}
        )
    codes = option_codes.codes(labels, kind, before)
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
        raise forms.ValidationError(
            gettext("“%(line)s” needs a value and a label, like “2 = Once a week”.")
            % {"line": line}
        )
    return {"label": _label(label.strip()), "value": value}


def _label(label: str) -> str:
    if len(label) > LONGEST_LABEL:
        raise forms.ValidationError(
            gettext("“%(label)s…” is too long: %(longest_label)s characters at most.")
            % {"label": label[:30], "longest_label": LONGEST_LABEL}
        )
    return label
