"""What differs between two contents, by practice and question, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

from assessments.content.changes import LABELS, said

from .word_diff import Piece, pieces

if TYPE_CHECKING:
    from assessments.content.schema import QuestionnaireContent
    from assessments.content.schema_question import QuestionContent

NO_PRACTICE = gettext_noop("Questions that belong to no practice")


@dataclass(frozen=True)
class Section:
    """A practice, or what is said of the whole, with what differs: label and words."""

    title: str
    parts: list[tuple[str, list[Piece]]]


def sections(before: QuestionnaireContent, after: QuestionnaireContent) -> list[Section]:
    """Return the practices in which anything differs, in the order of `after`."""
    names = {practice.key: practice.name for practice in (*before.practices, *after.practices)}
    keys = dict.fromkeys(practice.key for practice in (*after.practices, *before.practices))
    found = [
        Section(
            gettext("Of the whole"),
            list(_differing({gettext("Lead-in"): (before.lead_in, after.lead_in)})),
        )
    ]
    for key in (*keys, None):
        parts = [*_practice_parts(before, after, key), *_question_parts(before, after, key)]
        found.append(Section(names[key] if key else gettext(NO_PRACTICE), parts))
    return [section for section in found if section.parts]


def _practice_parts(
    before: QuestionnaireContent, after: QuestionnaireContent, key: str | None
) -> Iterator[tuple[str, list[Piece]]]:
    old = next((practice for practice in before.practices if practice.key == key), None)
    new = next((practice for practice in after.practices if practice.key == key), None)
    fields = {
        gettext("Name"): "name",
        gettext("Short name"): "short_name",
        gettext("Source"): "source",
    }
    texts = {
        label: (getattr(old, field, ""), getattr(new, field, "")) for label, field in fields.items()
    }
    guides = (
        str(one.guide.model_dump_json(indent=1)) if one and one.guide else "" for one in (old, new)
    )
    states = (
        (gettext("yes") if one.active else gettext("no")) if one else "" for one in (old, new)
    )
    yield from _differing(
        texts | {gettext("Asked"): tuple(states), gettext("Coaching texts"): tuple(guides)}
    )


def _question_parts(
    before: QuestionnaireContent, after: QuestionnaireContent, key: str | None
) -> Iterator[tuple[str, list[Piece]]]:
    old = {question.code: question for question in before.questions}
    new = {question.code: question for question in after.questions}
    for code in dict.fromkeys([*new, *old]):
        home = new.get(code) or old[code]
        if home.practice != key:
            continue
        was = said(before, old[code]) if code in old else {}
        now = said(after, new[code]) if code in new else {}
        texts = {
            code + ": " + gettext(label): (was.get(field, ""), now.get(field, ""))
            for field, label in LABELS.items()
        }
        kept = (_kept(old.get(code)), _kept(new.get(code)))
        texts |= {f"{code}: {label}": (kept[0][label], kept[1][label]) for label in kept[0]}
        yield from _differing(texts)


def _kept(question: QuestionContent | None) -> dict[str, str]:
    """Return what changes nothing of what an answer means."""
    asked = (gettext("yes") if question.active else gettext("no")) if question else ""
    figure = question.short_name if question else ""
    return {gettext("Figure"): figure, gettext("Asked"): asked}


def _differing(texts: dict[str, Any]) -> Iterator[tuple[str, list[Piece]]]:
    for label, (old, new) in texts.items():
        if old != new:
            yield label, pieces(old, new)
