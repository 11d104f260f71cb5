"""Questions as a form: checked by Django, shown by one template for survey and trial.

The radio buttons are placed by a plain template loop: rendering them through form widgets costs
several times as much (docs/performance.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from assessments.actions.responses import DONT_KNOW, LONGEST_TEXT
from assessments.models import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from assessments.actions.responses import Answers

# Longer digits than these are somebody's words, not the code of an option
LONGEST_CODE = 1
CHOOSE_AGAIN = "That answer is not one of those listed. Please choose one of them."
TOO_LONG = "Please shorten this to %(limit_value)d characters; it now has %(show_value)d."


class SheetForm(forms.Form):
    """Some of a questionnaire's questions; nothing is required, everything is checked."""

    def __init__(self, data: Mapping[str, Any] | None, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.fields = {question.code: _field(question) for question in questions}

    def answers(self) -> Answers:
        """Return what was answered and is valid; call after is_valid()."""
        return {
            code: answer for code, answer in self.cleaned_data.items() if answer not in {None, ""}
        }


class TypedText(forms.CharField):
    """A text as it was typed: browsers send two characters for a line end and count one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


@dataclass(frozen=True)
class OptionView:
    """One radio button."""

    code: int
    label: str
    checked: bool
    missing: bool = False


@dataclass(frozen=True)
class QuestionView:
    """One question as the template places it."""

    code: str
    text: str
    help: str
    css_class: str
    options: tuple[OptionView, ...]
    value: str
    errors: tuple[str, ...]
    longest_text: int = LONGEST_TEXT

    def markup(self) -> SafeString:
        """Return the question as HTML, made once for each answer it can show.

        What somebody typed is never kept, nor are errors; in development nothing is, so that a
        changed template shows.
        """
        keep = self.options and not self.errors and not settings.DEBUG
        return _kept_markup(self) if keep else _markup(self)


def questions(
    asked: Sequence[Question],
    values: Mapping[str, Any],
    errors: Mapping[str, Any] | None = None,
) -> list[QuestionView]:
    """Return the questions with what was answered, or typed, and what is wrong with it."""
    wrong = errors or {}
    return [
        QuestionView(
            code=question.code,
            text=question.text,
            help=question.help,
            css_class="likert" if question.kind == Question.Kind.LIKERT else "choice",
            options=_options(question, str(values.get(question.code, ""))),
            value=str(values.get(question.code, "")),
            errors=tuple(wrong.get(question.code, ())),
        )
        for question in asked
    ]


def typed_texts(data: QueryDict) -> list[str]:
    """Return the texts of a form that could not be taken, to be copied by hand."""
    skip = {"csrfmiddlewaretoken", "link", "edition", "go"}
    texts = [data.get(name, "") for name in data if name not in skip]
    return [text for text in texts if text and not (text.isdigit() and len(text) <= LONGEST_CODE)]


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return what a form that could not be taken held, to stand in the form that follows it."""
    skip = {"csrfmiddlewaretoken", "link"}
    return [(name, data.get(name, "")) for name in data if name not in skip]


def error_links(views: Sequence[QuestionView]) -> list[dict[str, str]]:
    """Return the lines of the error summary, each a link to its question."""
    return [
        {"id": f"q-{view.code}", "text": f"{view.text} {view.errors[0]}"}
        for view in views
        if view.errors
    ]


def _markup(view: QuestionView) -> SafeString:
    return render_to_string("assessments/respond/_question.html", {"question": view})


# Room for every answer of some editions of fifty questions.
_kept_markup = lru_cache(maxsize=2048)(_markup)


def _field(question: Question) -> forms.Field:
    if question.kind == Question.Kind.TEXT:
        return _text_field()
    return _choice_field(question.codes() | {DONT_KNOW})


# Fields hold nothing of a request, so questions that are answered alike share one: making 47 of
# them costs more than checking a sheet.
@cache
def _text_field() -> forms.Field:
    return TypedText(
        required=False, max_length=LONGEST_TEXT, error_messages={"max_length": TOO_LONG}
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


def _options(question: Question, value: str) -> tuple[OptionView, ...]:
    if question.kind == Question.Kind.TEXT:
        return ()
    listed = [
        OptionView(option["code"], option["label"], str(option["code"]) == value)
        for option in question.options
    ]
    missing = OptionView(DONT_KNOW, question.missing_label, str(DONT_KNOW) == value, missing=True)
    return (*listed, missing)
