"""Two people changed the same: both texts, field by field, and the choice between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from . import history_words, lookup

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BoundField
    from django.http import HttpRequest, HttpResponse, QueryDict

    from assessments.models import Edition

    from .forms import RevisionForm

OWN = {"csrfmiddlewaretoken", "revision", "save", "further"}


@dataclass(frozen=True)
class Difference:
    """A field as it is saved by now, and as it was typed here."""

    label: str
    theirs: str
    yours: str


def page(
    request: HttpRequest,
    edition: Edition,
    title: str,
    row: Any,
    form_of: Callable[[Any, Any], RevisionForm],
) -> HttpResponse:
    """Show what the row says by now beside what was typed; nothing of either is lost."""
    now = type(row).objects.filter(pk=row.pk).first()
    yours = form_of(request.POST, row)
    theirs = form_of(None, now) if now else None
    context = {
        "title": title,
        "crumbs": lookup.crumbs(edition),
        "back": reverse("bank:edition", args=[edition.pk]),
        "differences": _differences(yours, theirs),
        "by": _last_writer(row),
        "is_gone": now is None,
        "revision": now.revision if now else 0,
        "carried": _carried(request.POST),
    }
    return render(request, "assessments/bank/conflict.html", context, status=409)


def gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say that what was changed is deleted meanwhile, and show what was typed."""
    typed = [
        Difference(history_words.label(name), "", value)
        for name, value in _carried(request.POST)
        if value
    ]
    context = {
        "title": gettext("Deleted meanwhile"),
        "crumbs": lookup.crumbs(edition),
        "back": reverse("bank:edition", args=[edition.pk]),
        "differences": typed,
        "is_gone": True,
    }
    return render(request, "assessments/bank/conflict.html", context, status=409)


def _differences(yours: RevisionForm, theirs: RevisionForm | None) -> list[Difference]:
    found = []
    for field in yours:
        if field.is_hidden:
            continue
        there = _shown(theirs[field.name]) if theirs and field.name in theirs.fields else ""
        here = _shown(field)
        if there != here:
            found.append(Difference(str(field.label), there, here))
    return found


def _shown(field: BoundField) -> str:
    """Return a field's value as its reader knows it."""
    value = field.value()
    if isinstance(value, bool) or value == "on":
        return gettext("yes") if value else gettext("no")
    if choices := getattr(field.field, "choices", None):
        return next((str(text) for key, text in choices if str(key) == str(value or "")), "")
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _last_writer(row: Any) -> str:
    last = row.history.select_related("history_user").latest("history_id")
    user = last.history_user
    return (user.get_full_name() or user.get_username()) if user else gettext("Somebody else")


def _carried(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() if name not in OWN for value in values]
