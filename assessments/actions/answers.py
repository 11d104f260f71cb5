"""A sheet's answers: what they look like, which are asked for, and which a question offers.

They travel as {question code: answer}: the option's code, 0 for "don't know / does not apply", a
list of codes of a choice of several, a number, a text, or no entry where nothing was answered.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext

from assessments.errors import InvalidAnswerError
from assessments.models import Outline, Page, Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Answer = int | float | str | list[int]
Answers = dict[str, Answer]

DONT_KNOW = 0
LONGEST_TEXT = 2000
LONGEST_SHORT_TEXT = 200


def relevant(answers: Answers, outline: Outline) -> Answers:
    """Return the answers to the questions that are asked: conditions may have changed since."""
    asked = outline.asked(answers)
    return {code: answer for code, answer in answers.items() if code in asked}


def missing(answers: Answers, pages: Sequence[Page], outline: Outline) -> list[Question]:
    """Return the questions that have to be answered, are asked after these answers, and are not."""
    asked = outline.asked(answers)
    return [
        question
        for page in pages
        for question in page.questions
        if question.required and question.code in asked and question.code not in answers
    ]


def check(answers: Mapping[str, Answer], outline: Outline) -> None:
    """Raise InvalidAnswerError where an answer does not belong to its question."""
    questions = {question.code: question for question in outline.questions}
    for code, answer in answers.items():
        question = questions.get(code)
        if question is None or not fits(question, answer):
            raise InvalidAnswerError(
                gettext(
                    "One of the answers is not among those that its question offers. "
                    "Please choose it again on its page."
                )
            )


def fits(question: Question, answer: Answer) -> bool:
    """Tell whether an answer is among those that its question offers."""
    if question.is_text:
        return isinstance(answer, str) and len(answer) <= longest(question) and "\0" not in answer
    if question.kind == Question.Kind.NUMBER:
        return _is_within(question, answer)
    if question.kind == Question.Kind.MULTIPLE and answer != DONT_KNOW:
        codes = answer if isinstance(answer, list) else []
        return bool(codes) and len(set(codes)) == len(codes) and question.codes().issuperset(codes)
    # Not isinstance: True is an int to Python, and would be stored as true.
    return type(answer) is int and answer in question.codes() | _dont_know(question)


def longest(question: Question) -> int:
    """Return how many characters the answer to a text question may have."""
    return LONGEST_SHORT_TEXT if question.kind == Question.Kind.SHORT else LONGEST_TEXT


def _dont_know(question: Question) -> frozenset[int]:
    return frozenset([DONT_KNOW]) if question.missing_label else frozenset()


def _is_within(question: Question, answer: Answer) -> bool:
    if type(answer) not in {int, float} or not math.isfinite(cast("float", answer)):
        return False
    number = cast("float", answer)
    low = -math.inf if question.minimum is None else question.minimum
    high = math.inf if question.maximum is None else question.maximum
    return low <= number <= high
