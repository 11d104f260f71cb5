"""The bands in which the figure of a metric that editors added is shown."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext

from assessments.models import Question
from assessments.scoring import number_bands


def bands(question: Question) -> dict[int, str]:
    """Return the bands by code from 1 on, in words, lowest first.

    Those of a number are fixed by its bounds alone, never by answers.
    """
    if question.kind == Question.Kind.NUMBER:
        return number_bands.labels(
            _ends(question),
            question.unit,
            under=gettext("%(low)s to under %(high)s"),
            up_to=gettext("%(low)s to %(high)s"),
        )
    return {option["code"]: option["label"] for option in question.options}


def band(question: Question, answer: object) -> float | None:
    """Return the band of an answer; None for "don't know" and for none."""
    if type(answer) not in {int, float}:
        return None
    number = cast("float", answer)
    if question.kind == Question.Kind.NUMBER:
        return float(number_bands.band(number, _ends(question)))
    return float(number) if number in question.codes() else None


def _ends(question: Question) -> tuple[float, ...]:
    return number_bands.ends(cast("float", question.minimum), cast("float", question.maximum))
