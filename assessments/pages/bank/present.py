"""Words and figures of the pages about editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, gettext_noop

from assessments.models import Edition, Practice, Question, Questionnaire
from assessments.pages import survey_language
from assessments.pages.survey_pages import minutes

from . import lookup
from .question_tags import tags

FIXED: dict[str, str] = {
    Edition.State.PUBLISHED: gettext_noop("This edition is published, so it never changes"),
    Edition.State.RETIRED: gettext_noop("This edition is retired, so it never changes"),
}
# Said by templates, in the state's own word
STATES = (gettext_noop("draft"), gettext_noop("published"), gettext_noop("retired"))
GENERAL = gettext_noop("Questions that belong to no practice")


@dataclass(frozen=True)
class Line:
    """A questionnaire with its editions, newest first."""

    questionnaire: Questionnaire
    editions: Sequence[Edition]

    @property
    def draft(self) -> Edition | None:
        """The draft, of which there is one at most."""
        return next((one for one in self.editions if one.state == Edition.State.DRAFT), None)

    @property
    def newest(self) -> Edition:
        """The edition that came last."""
        return self.editions[0]


def lines(editions: Iterable[Edition]) -> list[Line]:
    """Return the questionnaires of editions that are in their order."""
    groups = groupby(editions, key=lambda one: one.questionnaire_id)
    found = [list(group) for _, group in groups]
    return [Line(group[0].questionnaire, group) for group in found]


@dataclass(frozen=True)
class QuestionLine:
    """A question on the edition's page, and the places one up and one down."""

    question: Question
    up: int | None
    down: int | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A practice with its questions, or those without one."""

    practice: Practice | None
    title: str
    lines: tuple[QuestionLine, ...]
    up: int | None = None
    down: int | None = None


def edition_page(found: Edition, *, may_edit: bool, deleted: Any) -> dict[str, Any]:
    """Return what the page of an edition shows; two queries."""
    practices = list(found.practices.order_by("position"))
    questions = list(found.questions.order_by("position"))
    groups = [
        Group(
            practice,
            practice.name,
            _question_lines(q for q in questions if q.practice_id == practice.pk),
            *_neighbours(place, len(practices)),
        )
        for place, practice in enumerate(practices)
    ]
    general = Group(
        None, gettext(GENERAL), _question_lines(q for q in questions if q.practice_id is None)
    )
    outline = found.outline()
    return {
        "edition": found,
        "languages": [(code, survey_language.own_name(code)) for code in found.languages],
        "heading": gettext("Edition %(number)s") % {"number": found.number},
        "crumbs": lookup.crumbs(found)[:1],
        **_fixed(found),
        "groups": [*groups, general],
        "asked": len(outline.questions),
        "minutes": minutes(outline.pages) if outline.questions else 0,
        "is_draft": found.state == Edition.State.DRAFT,
        "can_change": may_edit and found.state == Edition.State.DRAFT,
        "deleted": deleted,
    }


def _fixed(found: Edition) -> dict[str, str]:
    """Return why an edition that is no draft cannot be changed, and how to go on."""
    later = Edition.objects.published().filter(
        questionnaire=found.questionnaire_id, number__gt=found.number
    )
    is_old = found.state == Edition.State.RETIRED or later.exists()
    return {
        "fixed_title": gettext(FIXED[Edition.State(found.state)]) if found.state in FIXED else "",
        "fixed_text": (
            gettext(
                "Campaigns and their results hold on to exactly these questions. To change "
                "something, begin a new draft from it: nothing of this edition is lost by "
                "that."
            )
        ),
        "begin_words": gettext("Restore as a new draft")
        if is_old
        else gettext("Begin the next edition"),
    }


def deleted(found: Edition, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what was just deleted and can be brought back; None where there is nothing."""
    kind, _, record = asked.get("deleted", "").partition("-")
    model: Any = {"question": Question, "practice": Practice}.get(kind)
    if model is None or not record.isdecimal() or len(record) > 18:  # noqa: PLR2004 (of a key)
        return None
    was = model.history.filter(history_id=record, history_type="-", edition_id=found.pk).first()
    if was is None or model.objects.filter(pk=was.id).exists():
        return None
    return {"kind": kind, "record": was.history_id, "text": str(was.instance)}


def _question_lines(questions: Iterable[Question]) -> tuple[QuestionLine, ...]:
    found = list(questions)
    return tuple(
        QuestionLine(question, *_neighbours(place, len(found)), tags(question))
        for place, question in enumerate(found)
    )


def _neighbours(place: int, count: int) -> tuple[int | None, int | None]:
    return (place - 1 if place else None, place + 1 if place + 1 < count else None)
