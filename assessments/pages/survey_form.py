"""Questions as a form, checked by Django; how they are shown is in question_view.py."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.actions.answers import DONT_KNOW, longest
from assessments.models import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from assessments.actions.answers import Answers

# Longer digits than these are somebody's words, not the code of an option
LONGEST_CODE = 3
CHOOSE_AGAIN = gettext_lazy("That answer is not one of those listed. Please choose one of them.")
NO_NUMBER = gettext_lazy("Please enter a number, such as 3 or 2.5.")
BOTH_TICKED = gettext_lazy("Please tick either the answers that apply or the last one, not both.")
TOO_LONG = gettext_lazy(
    "Please shorten this to %(limit_value)d characters; it now has %(show_value)d."
)


class SheetForm(forms.Form):
    """Some of a questionnaire's questions; nothing is required, everything is checked."""

    def __init__(self, data: Mapping[str, Any] | None, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.fields = {question.code: _field(question) for question in questions}

    def answers(self) -> Answers:
        """Return what was answered and is valid; call after is_valid()."""
        return {
            code: answer
            for code, answer in self.cleaned_data.items()
            if answer not in (None, "", [])
        }


class TypedNumber(forms.FloatField):
    """A number as people type it: a comma may stand for the point."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip().replace(",", ".")
        return super().to_python(typed)


class SeveralCodes(forms.TypedMultipleChoiceField):
    """The codes that were ticked, each once; "don't know" only where it stands alone."""

    def clean(self, value: Any) -> Any:
        codes = sorted(set(super().clean(value) or []))
        if DONT_KNOW not in codes:
            return codes
        if len(codes) > 1:
            raise forms.ValidationError(BOTH_TICKED, code="both")
        return DONT_KNOW


class TypedText(forms.CharField):
    """A text as it was typed: browsers send two characters for a line end and count one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def typed_texts(data: QueryDict) -> list[str]:
    """Return the texts of a form that could not be taken, to be copied by hand."""
    skip = {"csrfmiddlewaretoken", "link", "edition", "go"}
    texts = [data.get(name, "") for name in data if name not in skip]
    return [text for text in texts if text and not (text.isdigit() and len(text) <= LONGEST_CODE)]


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return what a form that could not be taken held, to stand in the form that follows it."""
    skip = {"csrfmiddlewaretoken", "link"}
    return [(name, value) for name in data if name not in skip for value in data.getlist(name)]


def as_fields(answers: Answers) -> list[tuple[str, Any]]:
    """Return answers as names and values of form fields; several to one question are several."""
    return [
        (code, value)
        for code, answer in answers.items()
        for value in (answer if isinstance(answer, list) else [answer])
    ]


def _field(question: Question) -> forms.Field:
    if question.is_text:
        return _text_field(longest(question))
    if question.kind == Question.Kind.NUMBER:
        return _number_field(question.minimum, question.maximum)
    codes = question.codes() | ({DONT_KNOW} if question.missing_label else frozenset())
    if question.kind == Question.Kind.MULTIPLE:
        return _several_field(codes)
    return _choice_field(codes)


# Fields hold nothing of a request, so questions that are answered alike share one: making 47 of
# them costs more than checking a sheet.
@cache
def _text_field(most: int) -> forms.Field:
    return TypedText(required=False, max_length=most, error_messages={"max_length": TOO_LONG})


@lru_cache(maxsize=256)
def _number_field(minimum: float | None, maximum: float | None) -> forms.Field:
    return TypedNumber(
        required=False,
        min_value=minimum,
        max_value=maximum,
        error_messages={
            "invalid": NO_NUMBER,
            "min_value": gettext_lazy("Please enter %(limit_value)g or more."),
            "max_value": gettext_lazy("Please enter %(limit_value)g or less."),
        },
    )


@lru_cache(maxsize=256)
def _choice_field(codes: frozenset[int]) -> forms.Field:
    return forms.TypedChoiceField(
        required=False,
        choices=[(code, code) for code in sorted(codes)],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": CHOOSE_AGAIN},
    )


@lru_cache(maxsize=256)
def _several_field(codes: frozenset[int]) -> forms.Field:
    return SeveralCodes(
        required=False,
        choices=[(code, code) for code in sorted(codes)],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": CHOOSE_AGAIN, "invalid_list": CHOOSE_AGAIN},
    )
