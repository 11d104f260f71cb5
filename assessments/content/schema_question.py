"""The shape of one question."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from assessments.scoring.values import Metric

from .schema_base import (
    Content,
    Key,
    Line,
    LooseLine,
    LooseText,
    Number,
    Text,
    Translations,
    require,
    require_unique,
)

MOST_POINTS = 11  # of a statement's scale, and of a metric of the editors' own
# What the survey's and the publisher's forms send beside the answers, which are named by codes
RESERVED = frozenset({"csrfmiddlewaretoken", "edition", "go", "link", "seen"})


class QuestionKind(StrEnum):
    """How a question is answered."""

    LIKERT = "likert"
    ORDINAL = "ordinal"
    CHOICE = "choice"
    MULTIPLE = "multiple"
    NUMBER = "number"
    SHORT = "short"
    TEXT = "text"


class OwnMetric(StrEnum):
    """A metric of the editors' own: it has a figure, and no part in the placement."""

    OWN = "own"


CHOICES = {QuestionKind.ORDINAL, QuestionKind.CHOICE, QuestionKind.MULTIPLE}
# Their answers make a practice's score
SCORED = {QuestionKind.LIKERT, QuestionKind.ORDINAL}


def require_scale(options: Sequence[OptionContent], what: str) -> None:
    """Raise ValueError unless the options are a scale of 2 to 11 points, counted from one."""
    codes = [option.code for option in options]
    counted = codes == list(range(1, len(codes) + 1))
    require(
        counted and 2 <= len(codes) <= MOST_POINTS,  # noqa: PLR2004 (two points make a scale)
        f"{what} needs the codes 1, 2, 3 and on, {MOST_POINTS} of them at most",
    )


class OptionContent(Content):
    """One answer and the code that is stored for it; `value` is what an ordered choice counts."""

    code: Annotated[int, Field(ge=1, le=100)]
    label: Line
    value: Number | None = None


class ShowIfContent(Content):
    """Asked only of those who gave one of these answers to an earlier question."""

    question: Key
    answers: Annotated[tuple[Annotated[int, Field(ge=1, le=100)], ...], Field(min_length=1)]


class QuestionContent(Content):
    """One question.

    A statement (likert) without options takes the questionnaire's scale. `missing_label` is set
    only where it differs from the questionnaire's; "" offers no "don't know". `short_name` heads a
    metric's figure; what is not `active` is kept and not asked.
    """

    code: Key
    kind: QuestionKind
    practice: Key | None
    text: Text
    help: LooseText = ""
    metric: Metric | OwnMetric | None = None
    short_name: Annotated[str, StringConstraints(max_length=40)] = ""
    active: bool = True
    options: tuple[OptionContent, ...] = ()
    missing_label: LooseLine | None = None
    reverse: bool = False
    weight: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 1.0
    source: LooseText
    wording_version: Annotated[int, Field(ge=1)]
    required: bool = False
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    minimum: Number | None = None
    maximum: Number | None = None
    show_if: ShowIfContent | None = None
    translations: Translations = {}

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        is_free = self.code not in RESERVED
        require(is_free, f"the code {self.code} is one of the survey’s own; choose another one")
        if self.kind in CHOICES:
            require(len(self.options) > 1, f"{self.code} is a choice and needs two options")
        elif self.kind is not QuestionKind.LIKERT:
            require(not self.options, f"{self.code} is no choice and takes no options")
        if self.kind is QuestionKind.LIKERT:
            require(self.practice is not None, f"{self.code} is a statement and needs a practice")
        if self.kind not in SCORED:
            require(not self.reverse, f"{self.code} is no statement and cannot be reversed")
        require_unique((option.code for option in self.options), f"the option code of {self.code}")
        return self

    @model_validator(mode="after")
    def _has_a_scale(self) -> Self:
        if self.kind is QuestionKind.LIKERT and self.options:
            require_scale(self.options, self.code)
        values = [option.value for option in self.options]
        if self.kind is QuestionKind.ORDINAL:
            numbers = [value for value in values if value is not None]
            require(len(numbers) == len(values), f"each option of {self.code} needs a value")
            counted = [option.code for option in self.options] == list(range(1, len(values) + 1))
            require(counted, f"the options of {self.code} need the codes 1, 2, 3 and on")
            require(len(set(numbers)) > 1, f"the options of {self.code} need different values")
        else:
            require(not any(value is not None for value in values), f"{self.code} takes no values")
        return self

    @model_validator(mode="after")
    def _bounds_are_of_a_number(self) -> Self:
        is_number = self.kind is QuestionKind.NUMBER
        bounds = (self.minimum, self.maximum)
        plain = not self.unit and bounds == (None, None)
        require(is_number or plain, f"{self.code} is no number and takes no unit and no bounds")
        if self.minimum is not None and self.maximum is not None:
            require(self.minimum < self.maximum, f"the bounds of {self.code} leave no number")
        return self

    @model_validator(mode="after")
    def _metric_has_its_kind(self) -> Self:
        if self.metric is OwnMetric.OWN:
            ordered = self.kind in {QuestionKind.ORDINAL, QuestionKind.NUMBER}
            require(ordered, f"{self.code} is a metric of your own: an ordered choice or a number")
            few = len(self.options) <= MOST_POINTS
            require(few, f"{self.code} is a metric of your own: {MOST_POINTS} answers at most")
            bounded = self.kind is not QuestionKind.NUMBER or None not in {
                self.minimum,
                self.maximum,
            }
            require(bounded, f"{self.code} is a metric of your own: a number needs both bounds")
        elif self.metric is not None:
            chosen = self.kind in {QuestionKind.CHOICE, QuestionKind.ORDINAL}
            require(chosen, f"{self.code} is no choice of one and cannot be a metric")
        else:
            require(not self.short_name, f"{self.code} is no metric and takes no short name")
        return self

    @model_validator(mode="after")
    def _metric_has_the_published_codes(self) -> Self:
        if self.metric in {None, OwnMetric.OWN}:
            return self
        best = 8 if self.metric is Metric.CHANGE_FAIL_RATE else 6
        codes = {option.code for option in self.options}
        require(codes == set(range(1, best + 1)), f"{self.code} needs the codes 1 to {best}")
        return self
