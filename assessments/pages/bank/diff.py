"""Any two editions side by side: by practice and question, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.actions import edition_content
from assessments.content.changes import LABELS, said
from assessments.models import Edition
from assessments.pages import policy

from .word_diff import Piece, pieces

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.content.schema import QuestionnaireContent

NO_PRACTICE = "Questions that belong to no practice"


class DiffForm(forms.Form):
    """The two editions; "from" is a word of Python's own."""

    def __init__(self, data: Any, editions: list[Edition]) -> None:
        super().__init__(data)
        choices = [(edition.pk, str(edition)) for edition in editions]
        for name in ("from", "to"):
            self.fields[name] = forms.TypedChoiceField(choices=choices, coerce=int)


@dataclass(frozen=True)
class Section:
    """A practice, or what is said of the whole, with what differs: label and words."""

    title: str
    parts: list[tuple[str, list[Piece]]]


@policy.bank_reader
@require_GET
def diff(request: HttpRequest) -> HttpResponse:
    """Choose two editions, and show what differs."""
    editions = list(Edition.objects.select_related("questionnaire").newest_first())
    form = DiffForm(request.GET or None, editions)
    context: dict[str, Any] = {"editions": editions, "sections": None, "chosen": {}}
    if form.is_valid():
        of_pk = {edition.pk: edition for edition in editions}
        old, new = (of_pk[form.cleaned_data[name]] for name in ("from", "to"))
        contents = [edition_content.content_of(edition) for edition in (old, new)]
        context |= {
            "sections": sections(*contents),
            "chosen": {"old": old.pk, "new": new.pk},
        }
    context["error"] = form.is_bound and not form.is_valid()
    status = 422 if context["error"] else 200
    return render(request, "assessments/bank/diff.html", context, status=status)


def sections(before: QuestionnaireContent, after: QuestionnaireContent) -> list[Section]:
    """Return the practices in which anything differs, in the order of `after`."""
    names = {practice.key: practice.name for practice in (*before.practices, *after.practices)}
    keys = dict.fromkeys(practice.key for practice in (*after.practices, *before.practices))
    found = [
        Section("Of the whole", list(_differing({"Lead-in": (before.lead_in, after.lead_in)})))
    ]
    for key in (*keys, None):
        parts = [*_practice_parts(before, after, key), *_question_parts(before, after, key)]
        found.append(Section(names[key] if key else NO_PRACTICE, parts))
    return [section for section in found if section.parts]


def _practice_parts(
    before: QuestionnaireContent, after: QuestionnaireContent, key: str | None
) -> Iterator[tuple[str, list[Piece]]]:
    old = next((practice for practice in before.practices if practice.key == key), None)
    new = next((practice for practice in after.practices if practice.key == key), None)
    fields = {"Name": "name", "Short name": "short_name", "Source": "source"}
    texts = {
        label: (getattr(old, field, ""), getattr(new, field, "")) for label, field in fields.items()
    }
    guides = (
        str(one.guide.model_dump_json(indent=1)) if one and one.guide else "" for one in (old, new)
    )
    states = (("yes" if one.active else "no") if one else "" for one in (old, new))
    yield from _differing(texts | {"Asked": tuple(states), "Coaching texts": tuple(guides)})


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
            f"{code}: {label}": (was.get(field, ""), now.get(field, ""))
            for field, label in LABELS.items()
        }
        yield from _differing(texts)


def _differing(texts: dict[str, Any]) -> Iterator[tuple[str, list[Piece]]]:
    for label, (old, new) in texts.items():
        if old != new:
            yield label, pieces(old, new)
