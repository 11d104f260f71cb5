"""Translating a draft, part by part, with the share that is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from assessments.actions import bank_translations
from assessments.actions.bank_translations import Slot, TranslationConflictError
from assessments.content.translation_gaps import ANSWERS, GENERAL, WHOLE
from assessments.errors import BankError
from assessments.models import Edition
from assessments.pages import policy

from . import lookup
from .forms import KEPT
from .translation_form import TranslationForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TITLES = {
    WHOLE: gettext_noop("Lead-in"),
    GENERAL: gettext_noop("Questions that belong to no practice"),
    ANSWERS: gettext_noop("Answers"),
}


@dataclass(frozen=True)
class Part:
    """A part of an edition, and how much of it is translated."""

    key: str
    title: str
    done: int
    count: int


@policy.editor
@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, edition: int, language: str) -> HttpResponse:
    """Show a part's texts beside their translations, and save what is changed."""
    found = lookup.edition(edition)
    if language not in found.languages or found.state != Edition.State.DRAFT:
        raise Http404
    every = bank_translations.slots(found, language)
    keys = dict.fromkeys(slot.part for slot in every)
    chosen = request.GET.get("part", "")
    chosen = chosen if chosen in keys else next(iter(keys), "")
    slots = [slot for slot in every if slot.part == chosen]
    data = request.POST if request.method == "POST" else None
    form = TranslationForm(data, slots=slots, language=language)
    if form.is_bound and form.is_valid():
        try:
            bank_translations.save(found, language, form.changes(), by=lookup.person(request))
        except TranslationConflictError as error:
            form.show_conflict(dict(error.stored))
        except BankError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, gettext("Saved."), extra_tags=KEPT)
            here = reverse("bank:translate", args=[edition, language])
            return redirect(f"{here}?part={chosen}")
    context = _context(found, language, every, chosen) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/bank/translate.html", context, status=status)


def _title(key: str, names: dict[str, str]) -> str:
    return gettext(TITLES[key]) if key in TITLES else names.get(key, "")


def _context(found: Edition, language: str, every: list[Slot], chosen: str) -> dict[str, Any]:
    names = dict(found.practices.values_list("key", "name"))
    groups: dict[str, list[Slot]] = {}
    for slot in every:
        groups.setdefault(slot.part, []).append(slot)
    parts = [
        Part(key, _title(key, names), sum(bool(s.stored) for s in group), len(group))
        for key, group in groups.items()
    ]
    done, count = sum(part.done for part in parts), sum(part.count for part in parts)
    return {
        "edition": found,
        "crumbs": lookup.crumbs(found),
        "language": language,
        "parts": parts,
        "chosen": chosen,
        "chosen_title": _title(chosen, names),
        "done": done,
        "count": count,
        "outdated": sum(slot.outdated for slot in every),
        "percent": 100 * done // count if count else 0,
    }
