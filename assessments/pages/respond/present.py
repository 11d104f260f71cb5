"""Words and figures of the respondents' pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from assessments.actions.answers import missing
from assessments.models import Outline, Page, Question
from assessments.pages.survey_pages import page_title, title_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.actions.answers import Answers

GO_ON = gettext_noop("“Go on” leads to the first page with an open question.")
SEND_NEXT = gettext_noop(
    "Every question is answered. “Go on” leads to the page with the button that sends."
)


def shuffled(asked: Sequence[Question], sheet: str, *, shuffle: bool) -> list[Question]:
    """Return a page's questions, its statements in an order of this sheet's own.

    Order effects then cancel out over people. A team that answers together keeps one order, so
    that it can say "the third".
    """
    # What depends on another question of the page has to follow it
    if not shuffle or any(question.show_if for question in asked):
        return list(asked)
    statements = [q for q in asked if q.kind == Question.Kind.LIKERT]
    statements.sort(key=lambda q: hashlib.sha256(f"{sheet} {q.code}".encode()).digest())
    return [*statements, *(q for q in asked if q.kind != Question.Kind.LIKERT)]


def askable(page: Page, outline: Outline, answers: Answers) -> tuple[Question, ...]:
    """Return a page's questions without those that answers on other pages rule out.

    What depends on an answer of the same page stays: there, only the browser knows it in time.
    """
    if not outline.has_conditions:
        return page.questions
    here = {question.code: question for question in page.questions}
    asked = outline.asked(answers)

    def may_be_asked(question: Question) -> bool:
        if not question.show_if:
            return True
        depends_on = here.get(question.show_if["question"])
        return may_be_asked(depends_on) if depends_on else question.code in asked

    return tuple(question for question in page.questions if may_be_asked(question))


@dataclass(frozen=True)
class PageSummary:
    """One line of the last look before sending."""

    number: int
    title: str
    answered: int
    asked: int
    required: int = 0
    title_lang: str = ""

    @property
    def complete(self) -> bool:
        """Whether every question of the page has an answer."""
        return self.answered == self.asked


def summary(pages: Sequence[Page], outline: Outline, answers: Answers) -> list[PageSummary]:
    """Return how much of each page is answered; comments are extra and not counted.

    Pages that these answers rule out whole are left out; `required` counts the open questions
    that have to be answered.
    """
    asked = outline.asked(answers)
    open_ones = {question.code for question in missing(answers, pages, outline)}
    lines = []
    for page in pages:
        here = [question for question in page.questions if question.code in asked]
        counted = [question for question in here if question.kind != Question.Kind.TEXT]
        answered = sum(question.code in answers for question in counted)
        required = sum(question.code in open_ones for question in here)
        if here:
            line = PageSummary(page.number, page_title(page), answered, len(counted), required)
            lines.append(replace(line, title_lang=title_lang(page)))
    return lines
