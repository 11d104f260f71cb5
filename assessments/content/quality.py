"""What to look at before a questionnaire is published: errors block, warnings ask for a look.

What a content can never be, such as a choice between one answer, its schema refuses already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.scoring.values import Metric

from . import translation_gaps
from .schema import PracticeContent, QuestionnaireContent
from .schema_question import CHOICES, SCORED, OwnMetric, QuestionContent, QuestionKind

# Under three statements, a practice's score hangs on the wording of one
FEW_STATEMENTS = 3
# Two things in one statement: who agrees to one and not to the other cannot answer
DOUBLE = re.compile(r"\b(and|or|und|oder|et|ou|y|o)\b|/", re.IGNORECASE)
ROLE = "role"  # the question that a campaign may filter its results by
LONG_TEXT = 240
MAY_BE_A_METRIC = {QuestionKind.NUMBER, QuestionKind.ORDINAL}
MAKE_IT_A_METRIC = "As a metric of your own, its middle answer would be shown."
# Of the two published metrics about speed and the two about stability: any three hold one of each
PLACED_FROM = 3


@dataclass(frozen=True)
class Finding:
    """Something to look at, with the question's code or the practice's key that it is about.

    Of a translation, the language and the part of it (`translation_gaps`) are named instead.
    """

    blocks: bool
    sentence: str
    code: str = ""
    practice: str = ""
    language: str = ""
    part: str = ""


def check(content: QuestionnaireContent) -> tuple[Finding, ...]:
    """Return all findings, those that block first."""
    found = [
        *_of_the_whole(content),
        *(one for practice in content.practices for one in _of_practice(content, practice)),
        *(one for question in content.questions for one in _of_question(content, question)),
        *_untranslated(content),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def _of_the_whole(content: QuestionnaireContent) -> Iterator[Finding]:
    if not content.questions:
        yield Finding(blocks=True, sentence="There is no question in it.")
    elif not any(practice.active for practice in content.practices):
        yield Finding(blocks=True, sentence="It has no practice that is asked.")
    if not content.lead_in.strip():
        yield Finding(blocks=False, sentence="The lead-in is empty.")
    published = [q for q in content.questions if isinstance(q.metric, Metric)]
    if published and sum(question.active for question in published) < PLACED_FROM:
        yield Finding(
            blocks=False,
            sentence="It asks too few of the four published metrics to place a team: three are "
            "needed, one about speed and one about stability. Metrics of your own do not count.",
        )


def _of_practice(content: QuestionnaireContent, practice: PracticeContent) -> Iterator[Finding]:
    if not practice.active:
        return
    scored = [
        q
        for q in content.questions_of(practice.key)
        if q.kind in SCORED and q.metric is None and q.active
    ]
    name, key = f"“{practice.name}”", practice.key
    if not scored:
        yield Finding(
            blocks=True, sentence=f"{name} has no statement, so it can have no score.", practice=key
        )
    if len({len(content.options_of(question)) for question in scored}) > 1:
        what = "the shorter ones are stretched to the longest"
        yield Finding(
            blocks=False,
            sentence=f"The statements of {name} have scales of different length; {what}.",
            practice=key,
        )
    if scored and not any(question.weight for question in scored):
        yield Finding(
            blocks=True, sentence=f"No statement of {name} has a weight above 0.", practice=key
        )
    if 0 < len(scored) < FEW_STATEMENTS:
        few = f"{name} has {len(scored)} statement{'s' if len(scored) > 1 else ''}"
        yield Finding(
            blocks=False,
            sentence=f"{few}: at least {FEW_STATEMENTS} make a steady score.",
            practice=key,
        )
    if scored and not any(question.reverse for question in scored):
        why = "so agreeing to everything goes unseen"
        yield Finding(
            blocks=False, sentence=f"{name} has no reversed statement, {why}.", practice=key
        )
    if not practice.source.strip():
        yield Finding(blocks=False, sentence=f"{name} names no source.", practice=key)
    if practice.guide is None:
        yield Finding(blocks=False, sentence=f"{name} has no coaching texts.", practice=key)


def _of_question(content: QuestionnaireContent, question: QuestionContent) -> Iterator[Finding]:
    code, text = question.code, question.text
    if not question.active:
        return
    if not text.strip():
        yield Finding(blocks=True, sentence=f"{code} has no text.", code=code)
    if question.kind is QuestionKind.LIKERT and DOUBLE.search(text):
        hint = "it may ask two things at once"
        yield Finding(
            blocks=False, sentence=f"“{text}” has an “and”, “or” or “/” in it: {hint}.", code=code
        )
    if len(text) > LONG_TEXT:
        yield Finding(
            blocks=False, sentence=f"“{text[:60]}…” is long: {len(text)} characters.", code=code
        )
    choosing = question.kind in CHOICES or question.kind is QuestionKind.LIKERT
    if choosing and not content.missing_label_of(question):
        yield Finding(blocks=False, sentence=f"“{text}” offers no “don’t know”.", code=code)
    if not question.source.strip():
        yield Finding(blocks=False, sentence=f"“{text}” names no source.", code=code)
    if question.show_if and question.show_if.question in _retired(content):
        what = "it depends on a question that is not asked, so nobody is asked it"
        yield Finding(blocks=False, sentence=f"“{text}”: {what}.", code=code)
    if question.metric is OwnMetric.OWN and not question.short_name:
        yield Finding(blocks=True, sentence=f"“{text}” is a metric and has no name.", code=code)
    if not _is_shown(question):
        what = "no page shows the answers, and the release deletes them"
        hint = f" {MAKE_IT_A_METRIC}" if question.kind in MAY_BE_A_METRIC else ""
        yield Finding(blocks=False, sentence=f"“{text}”: {what}.{hint}", code=code)


def _retired(content: QuestionnaireContent) -> set[str]:
    unasked = {practice.key for practice in content.practices if not practice.active}
    return {question.code for question in content.questions if question.practice in unasked}


def _is_shown(question: QuestionContent) -> bool:
    """Tell whether results are made of the answers: scores, metrics, comments, the role filter."""
    if question.kind is QuestionKind.TEXT or question.kind in SCORED:
        return question.practice is not None or question.metric is not None
    return question.metric is not None or question.code == ROLE


def _untranslated(content: QuestionnaireContent) -> Iterator[Finding]:
    for gap in translation_gaps.gaps(content):
        yield Finding(blocks=False, sentence=gap.sentence, language=gap.language, part=gap.part)
