"""Questions as the one template of survey and trial shows them.

The radio buttons are placed by a plain template loop: rendering them through form widgets costs
several times as much (docs/performance.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext

from assessments.actions.answers import DONT_KNOW, longest
from assessments.charts import words
from assessments.models import Question
from assessments.pages import survey_language
from assessments.pages.kept import kept_by_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

CONTROLS: dict[str, str] = {
    Question.Kind.MULTIPLE: "checkbox",
    Question.Kind.NUMBER: "number",
    Question.Kind.SHORT: "line",
    Question.Kind.TEXT: "area",
}
# More points than this do not stand side by side
WIDEST_SCALE = 7


@dataclass(frozen=True)
class Condition:
    """On which answers of the same page a question depends, for the script and in words."""

    question: str
    answers: str
    hint: str


@dataclass(frozen=True)
class OptionView:
    """One radio button."""

    code: int
    label: str
    checked: bool
    missing: bool = False
    lang: str = ""


@dataclass(frozen=True)
class QuestionView:
    """One question as the template places it."""

    code: str
    text: str
    help: str
    control: str
    css_class: str
    options: tuple[OptionView, ...]
    value: str
    errors: tuple[str, ...]
    longest_text: int = 0
    unit: str = ""
    bounds: str = ""
    required: bool = False
    condition: Condition | None = None
    # The languages of texts that are not in the page's: they are not translated
    text_lang: str = ""
    help_lang: str = ""
    unit_lang: str = ""

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
    of_code = {question.code: question for question in asked}
    return [
        QuestionView(
            code=question.code,
            text=question.text,
            help=question.help,
            control=CONTROLS.get(question.kind, "radio"),
            css_class=_css_class(question),
            options=_options(question, _given(values, question)),
            value=_typed(values, question),
            errors=tuple(wrong.get(question.code, ())),
            longest_text=longest(question),
            unit=question.unit,
            bounds=_bounds(question),
            required=question.required,
            condition=_condition(question, of_code),
            text_lang=_lang(question, "text"),
            help_lang=_lang(question, "help"),
            unit_lang=_lang(question, "unit"),
        )
        for question in asked
    ]


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
_kept_markup = kept_by_language(maxsize=2048)(_markup)


def _css_class(question: Question) -> str:
    is_scale = question.kind == Question.Kind.LIKERT
    return "likert" if is_scale and len(question.options) <= WIDEST_SCALE else "choice"


def _given(values: Mapping[str, Any], question: Question) -> set[str]:
    if isinstance(values, QueryDict):
        return set(values.getlist(question.code))
    answer = values.get(question.code, "")
    return {str(code) for code in answer} if isinstance(answer, list) else {str(answer)}


def _typed(values: Mapping[str, Any], question: Question) -> str:
    if question.options:
        # What is ticked stands in the options; the rest of a forged value is not shown again.
        return ""
    value = values.get(question.code, "")
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _bounds(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return gettext("From %(low)s to %(high)s.") % {"low": _number(low), "high": _number(high)}
    if low is not None:
        return gettext("%(low)s or more.") % {"low": _number(low)}
    return "" if high is None else gettext("%(high)s or less.") % {"high": _number(high)}


def _number(value: float) -> str:
    return number_format(f"{value:.15g}")


def _condition(question: Question, page: Mapping[str, Question]) -> Condition | None:
    """Return the condition where it is on the same page: an earlier page has decided it."""
    if not question.show_if or (asked := page.get(question.show_if["question"])) is None:
        return None
    codes = question.show_if["answers"]
    labels = [words.quoted(one["label"]) for one in asked.options if one["code"] in codes]
    hint = gettext("Please answer this only if you chose %(labels)s for “%(question)s”") % {
        "labels": words.either(labels),
        "question": asked.text,
    }
    return Condition(asked.code, " ".join(str(code) for code in codes), hint)


def _options(question: Question, given: set[str]) -> tuple[OptionView, ...]:
    listed = [
        OptionView(
            option["code"],
            option["label"],
            str(option["code"]) in given,
            lang=_lang(question, f"option.{option['code']}"),
        )
        for option in question.options
    ]
    if not listed or not question.missing_label:
        return tuple(listed)
    missing = OptionView(
        DONT_KNOW,
        question.missing_label,
        str(DONT_KNOW) in given,
        missing=True,
        lang=_lang(question, "missing_label"),
    )
    return (*listed, missing)


def _lang(question: Question, slot: str) -> str:
    return survey_language.marked(question.spoken.of(slot))
