"""Words and figures of the respondents' pages."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import Page, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.actions.responses import Answers

# Seconds to read and answer, by kind; from the reading speed of short statements. Real medians
# replace them once campaigns keep them.
SECONDS = {Question.Kind.LIKERT: 8, Question.Kind.CHOICE: 14, Question.Kind.TEXT: 20}
GENERAL_PAGE = "How your team delivers"
GO_ON = "“Go on” leads to the first page with an open question."
SEND_NEXT = "Every question is answered. “Go on” leads to the page with the button that sends."


def minutes(pages: Sequence[Page]) -> int:
    """Return an honest estimate of the minutes that the whole sheet takes."""
    asked = [question for page in pages for question in page.questions]
    seconds = sum(SECONDS[Question.Kind(question.kind)] for question in asked)
    return math.ceil(seconds / 60)


def shuffled(page: Page, sheet: str, *, shuffle: bool) -> list[Question]:
    """Return a page's questions, its statements in an order of this sheet's own.

    Order effects then cancel out over people. A team that answers together keeps one order, so
    that it can say "the third".
    """
    if not shuffle:
        return list(page.questions)
    statements = [q for q in page.questions if q.kind == Question.Kind.LIKERT]
    statements.sort(key=lambda q: hashlib.sha256(f"{sheet} {q.code}".encode()).digest())
    return [*statements, *(q for q in page.questions if q.kind != Question.Kind.LIKERT)]


def page_title(page: Page) -> str:
    """Return a page's heading."""
    return page.practice.name if page.practice else GENERAL_PAGE


@dataclass(frozen=True)
class PageSummary:
    """One line of the last look before sending."""

    number: int
    title: str
    answered: int
    asked: int

    @property
    def complete(self) -> bool:
        """Whether every question of the page has an answer."""
        return self.answered == self.asked


def summary(pages: Sequence[Page], answers: Answers) -> list[PageSummary]:
    """Return how much of each page is answered; comments are extra and not counted."""
    lines = []
    for page in pages:
        asked = [question for question in page.questions if question.kind != Question.Kind.TEXT]
        answered = sum(question.code in answers for question in asked)
        lines.append(PageSummary(page.number, page_title(page), answered, len(asked)))
    return lines
