"""Words and figures about a survey's pages, for those who answer and those who write them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.models import Page, Question
from assessments.pages.survey_language import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

# Seconds to read and answer, by kind; from the reading speed of short statements. Real medians
# replace them once campaigns keep them.
SECONDS = {
    Question.Kind.LIKERT: 8,
    Question.Kind.ORDINAL: 14,
    Question.Kind.CHOICE: 14,
    Question.Kind.MULTIPLE: 16,
    Question.Kind.NUMBER: 14,
    Question.Kind.SHORT: 15,
    Question.Kind.TEXT: 20,
}


def minutes(pages: Sequence[Page]) -> int:
    """Return an honest estimate of the minutes that the whole sheet takes."""
    asked = [question for page in pages for question in page.questions]
    seconds = sum(SECONDS[Question.Kind(question.kind)] for question in asked)
    return math.ceil(seconds / 60)


def page_title(page: Page) -> str:
    """Return a page's heading."""
    return page.practice.name if page.practice else gettext("How your team delivers")


def title_lang(page: Page) -> str:
    """Return the language to mark a page's heading with: "" where it is that of the page."""
    return marked(page.practice.spoken.of("name")) if page.practice else ""
