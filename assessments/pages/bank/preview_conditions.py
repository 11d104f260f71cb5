"""What a preview says of questions that not everybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.charts import words

if TYPE_CHECKING:
    from assessments.models import Outline, Page


def after_earlier_pages(outline: Outline, page: Page) -> list[tuple[str, str]]:
    """Return the page's questions that depend on an earlier page: each, and who is asked it.

    A preview shows them all: it stores no answer that could decide. Conditions within the page
    hold as they do for respondents.
    """
    here = {question.code for question in page.questions}
    of_code = {question.code: question for question in outline.questions}
    found = []
    for question in page.questions:
        condition = question.show_if
        asked = of_code.get(condition["question"]) if condition else None
        if condition and condition["question"] not in here:
            found.append((question.text, _words(asked, condition["answers"])))
    return found


def _words(asked: object, codes: list[int]) -> str:
    options = getattr(asked, "options", ())
    labels = words.either(words.quoted(one["label"]) for one in options if one["code"] in codes)
    text = getattr(asked, "text", "")
    return (
        gettext("%(labels)s for “%(text)s”") % {"labels": labels, "text": text}
        if labels
        else gettext("a question that is not asked: nobody sees it")
    )
