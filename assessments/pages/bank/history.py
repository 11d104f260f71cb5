"""Who changed what of an edition, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET

from assessments.models import Edition, Practice, Question
from assessments.pages import policy

from . import history_words, lookup
from .word_diff import Piece

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 50
MODELS: dict[str, Any] = {"edition": Edition, "practice": Practice, "question": Question}
VERBS = {"+": "added", "~": "changed", "-": "deleted"}
SENTENCES = {
    "added": gettext_noop("%(by)s added %(what)s"),
    "changed": gettext_noop("%(by)s changed %(what)s"),
    "deleted": gettext_noop("%(by)s deleted %(what)s"),
    "moved": gettext_noop("%(by)s moved %(what)s"),
}


@dataclass(frozen=True)
class Entry:
    """One change: who, when, of what, and what it was before and after."""

    at: dt.datetime
    by: str
    verb: str
    what: str
    parts: list[tuple[str, list[Piece]]]
    bring_back: str = ""

    @property
    def sentence(self) -> str:
        """Who did what."""
        return gettext(SENTENCES[self.verb]) % {"by": self.by, "what": self.what}


@policy.bank_reader
@require_GET
def history(request: HttpRequest, edition: int) -> HttpResponse:
    """List the changes of an edition, latest first."""
    found = lookup.edition(edition)
    page = Paginator(_records(found), PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": found,
        "crumbs": lookup.crumbs(found),
        "entries": _entries(list(page.object_list)),
        "page": page,
    }
    return render(request, "assessments/bank/history.html", context)


def _records(found: Edition) -> QuerySet[Any, Any]:
    """Return what was changed, of all three kinds, as (date, record, kind) latest first."""

    def of(kind: str, **named: int) -> QuerySet[Any, Any]:
        rows = MODELS[kind].history.filter(**named).order_by()
        return rows.values_list("history_date", "history_id", Value(kind, output_field=CharField()))

    return (
        of("edition", id=found.pk)
        .union(of("practice", edition_id=found.pk), of("question", edition_id=found.pk), all=True)
        .order_by("-history_date", "-history_id")
    )


def _entries(rows: list[tuple[dt.datetime, int, str]]) -> list[Entry]:
    """Return the changes of a page in words; two queries for each of the three kinds."""
    found: dict[tuple[str, int], Entry] = {}
    for kind, model in MODELS.items():
        ids = [record for _, record, of in rows if of == kind]
        records = model.history.filter(history_id__in=ids).select_related("history_user")
        before = _before(model, list(records))
        found |= {
            (kind, one.history_id): _entry(kind, one, before.get(one.history_id)) for one in records
        }
    return [found[kind, record] for _, record, kind in rows]


def _before(model: Any, records: list[Any]) -> dict[int, Any]:
    """Return the record before each, in one query: prev_record would ask once for each."""
    rows = {record.id for record in records}
    chain: dict[int, list[Any]] = {}
    for one in model.history.filter(id__in=rows).order_by("history_id"):
        chain.setdefault(one.id, []).append(one)
    return {two.history_id: one for chained in chain.values() for one, two in pairwise(chained)}


def _entry(kind: str, record: Any, before: Any) -> Entry:
    user = record.history_user
    is_change = record.history_type == "~" and before is not None
    parts = history_words.parts(record, before) if is_change else []
    verb = "moved" if record.history_change_reason == "moved" else VERBS[record.history_type]
    is_deleted = record.history_type == "-" and kind != "edition"
    return Entry(
        at=record.history_date,
        by=(user.get_full_name() or user.get_username()) if user else gettext("the system"),
        verb=verb,
        what=_what(kind, record),
        parts=parts,
        bring_back=f"{kind}-{record.history_id}" if is_deleted else "",
    )


def _what(kind: str, record: Any) -> str:
    if kind == "edition":
        return gettext("the edition")
    if kind == "practice":
        return gettext("practice “%(name)s”") % {"name": record.name}
    return gettext("question “%(name)s”") % {"name": record.text}
