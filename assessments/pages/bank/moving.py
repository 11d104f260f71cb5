"""Moving, copying, deleting and bringing back the parts of a draft; each is one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from assessments.actions import bank_order, bank_restoring, bank_rows
from assessments.errors import BankError
from assessments.pages import policy

from . import lookup

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

LAST = 10_000


@policy.editor
@require_POST
def move_practice(request: HttpRequest, edition: int, practice: int) -> HttpResponse:
    """Put a practice at another place."""
    found = lookup.practice(edition, practice)
    to = _place(request)
    return _try(
        request,
        edition,
        lambda: bank_order.move_practice(found, to=to, by=lookup.person(request)),
        at=f"#practice-{practice}",
    )


@policy.editor
@require_POST
def move_question(request: HttpRequest, edition: int, question: int) -> HttpResponse:
    """Put a question at another place of its practice."""
    found = lookup.question(edition, question)
    to = _place(request)
    return _try(
        request,
        edition,
        lambda: bank_order.move_question(found, to=to, by=lookup.person(request)),
        at=f"#question-{question}",
    )


@policy.editor
@require_POST
def copy_question(request: HttpRequest, edition: int, question: int) -> HttpResponse:
    """Put a copy of a question after it."""
    found = lookup.question(edition, question)
    return _try(
        request,
        edition,
        lambda: bank_rows.duplicate(found, by=lookup.person(request)),
        done=gettext("The question is copied; the copy stands below it."),
        at=f"#question-{question}",
    )


@policy.editor
@require_POST
def delete_question(request: HttpRequest, edition: int, question: int) -> HttpResponse:
    """Delete a question; the next page offers to bring it back."""
    found = lookup.question(edition, question)
    return _try(
        request,
        edition,
        lambda: bank_rows.delete_question(found, by=lookup.person(request)),
        deleted="question",
    )


@policy.editor
@require_POST
def delete_practice(request: HttpRequest, edition: int, practice: int) -> HttpResponse:
    """Delete a practice without questions; the next page offers to bring it back."""
    found = lookup.practice(edition, practice)
    return _try(
        request,
        edition,
        lambda: bank_rows.delete_practice(found, by=lookup.person(request)),
        deleted="practice",
    )


@policy.editor
@require_POST
def restore(request: HttpRequest, edition: int) -> HttpResponse:
    """Bring back what was deleted."""
    found = lookup.edition(edition)
    kind, _, record = request.POST.get("record", "").partition("-")
    back = bank_restoring.practice if kind == "practice" else bank_restoring.question
    number = int(record) if record.isdecimal() and len(record) <= 18 else 0  # noqa: PLR2004
    return _try(
        request,
        edition,
        lambda: back(found, number, by=lookup.person(request)),
        done=gettext("It is back."),
    )


def _place(request: HttpRequest) -> int:
    to = request.POST.get("to", "")
    return int(to) if to.isdecimal() and len(to) <= 5 else LAST  # noqa: PLR2004 (beyond all)


def _try(  # noqa: PLR0913 (named, and one for each way on)
    request: HttpRequest,
    edition: int,
    act: Callable[[], Any],
    *,
    done: str = "",
    deleted: str = "",
    at: str = "",
) -> HttpResponse:
    back = reverse("bank:edition", args=[edition])
    try:
        found = act()
    except BankError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back + at)
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(f"{back}?deleted={deleted}-{found}" if deleted else back + at)
