"""What to look at before a questionnaire is published: errors block, warnings ask for a look.

What a content can never be, such as a choice between one answer, its schema refuses already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from assessments.scoring.values import Metric

from . import translation_gaps
from .schema import PracticeContent, QuestionnaireContent
from .schema_question import CHOICES, SCORED, OwnMetric, QuestionContent, QuestionKind
from .speech import gettext, gettext_noop, ngettext

# Under three statements, a practice's score hangs on the wording of one
FEW_STATEMENTS = 3
# Two things in one statement: who agrees to one and not to the other cannot answer
DOUBLE = re.compile(r"\b(and|or|und|oder|et|ou|y|o)\b|/", re.IGNORECASE)
ROLE = "role"  # the question that a campaign may filter its results by
LONG_TEXT = 240
MAY_BE_A_METRIC = {QuestionKind.NUMBER, QuestionKind.ORDINAL}
MAKE_IT_A_METRIC = gettext_noop("As a metric of your own, its middle answer would be shown.")
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
        yield Finding(blocks=True, sentence=gettext("There is no question in it."))
    elif not any(practice.active for practice in content.practices):
        yield Finding(blocks=True, sentence=gettext("It has no practice that is asked."))
    if not content.lead_in.strip():
        yield Finding(blocks=False, sentence=gettext("The lead-in is empty."))
    published = [q for q in content.questions if isinstance(q.metric, Metric)]
    if published and sum(question.active for question in published) < PLACED_FROM:
        yield Finding(
            blocks=False,
            sentence=gettext(
                "It asks too few of the four published metrics to place a team: three are needed, "
                "one about speed and one about stability. Metrics of your own do not count."
            ),
        )


def _of_practice(content: QuestionnaireContent, practice: PracticeContent) -> Iterator[Finding]:
    if not practice.active:
        return
    scored = [
        q
        for q in content.questions_of(practice.key)
        if q.kind in SCORED and q.metric is None and q.active
    ]
    named, key = {"name": practice.name}, practice.key

    def finding(sentence: str, *, blocks: bool = False) -> Finding:
        return Finding(blocks=blocks, sentence=sentence % named, practice=key)

    if not scored:
        said = gettext("“%(name)s” has no statement, so it can have no score.")
        yield finding(said, blocks=True)
    if len({len(content.options_of(question)) for question in scored}) > 1:
        said = gettext(
            "The statements of “%(name)s” have scales of different length; the shorter ones are "
            "stretched to the longest."
        )
        yield finding(said)
    if scored and not any(question.weight for question in scored):
        yield finding(gettext("No statement of “%(name)s” has a weight above 0."), blocks=True)
    if 0 < len(scored) < FEW_STATEMENTS:
        said = ngettext(
            "“%(name)s” has %(n)s statement: at least %(least)s make a steady score.",
            "“%(name)s” has %(n)s statements: at least %(least)s make a steady score.",
            len(scored),
        )
        named |= {"n": str(len(scored)), "least": str(FEW_STATEMENTS)}
        yield finding(said)
    if scored and not any(question.reverse for question in scored):
        said = gettext(
            "“%(name)s” has no reversed statement, so agreeing to everything goes unseen."
        )
        yield finding(said)
    if not practice.source.strip():
        yield finding(gettext("“%(name)s” names no source."))
    if practice.guide is None:
        yield finding(gettext("“%(name)s” has no coaching texts."))


def _of_question(content: QuestionnaireContent, question: QuestionContent) -> Iterator[Finding]:
    text = question.text
    if not question.active:
        return
    finding = partial(_about, question)
    if not text.strip():
        yield finding(gettext("%(code)s has no text."), blocks=True, code=question.code)
    if question.kind is QuestionKind.LIKERT and DOUBLE.search(text):
        said = gettext("“%(name)s” has an “and”, “or” or “/” in it: it may ask two things at once.")
        yield finding(said)
    if len(text) > LONG_TEXT:
        said = gettext("“%(short)s…” is long: %(n)s characters.")
        yield finding(said, short=text[:60], n=len(text))
    choosing = question.kind in CHOICES or question.kind is QuestionKind.LIKERT
    if choosing and not content.missing_label_of(question):
        yield finding(gettext("“%(name)s” offers no “don’t know”."))
    if not question.source.strip():
        yield finding(gettext("“%(name)s” names no source."))
    yield from _of_use(content, question)


def _of_use(content: QuestionnaireContent, question: QuestionContent) -> Iterator[Finding]:
    if question.show_if and question.show_if.question in _retired(content):
        said = gettext(
            "“%(name)s”: it depends on a question that is not asked, so nobody is asked it."
        )
        yield _about(question, said)
    if question.metric is OwnMetric.OWN and not question.short_name:
        yield _about(question, gettext("“%(name)s” is a metric and has no name."), blocks=True)
    if not _is_shown(question):
        said = gettext("“%(name)s”: no page shows the answers, and the release deletes them.")
        hint = " " + gettext(MAKE_IT_A_METRIC) if question.kind in MAY_BE_A_METRIC else ""
        yield _about(question, said + hint)


def _about(
    question: QuestionContent, sentence: str, *, blocks: bool = False, **named: object
) -> Finding:
    said = sentence % {"name": question.text, **named}
    return Finding(blocks=blocks, sentence=said, code=question.code)


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
