"""Changing the texts of a draft: lead-in, practices, coaching texts and questions."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from assessments.actions import bank_rows
from assessments.errors import BankError, EditConflictError, NotADraftError
from assessments.models import Edition
from assessments.pages import policy

from . import conflict, lookup
from .edition_forms import EditionForm
from .forms import KEPT, RevisionForm
from .guide_form import GuideForm
from .practice_form import PracticeForm
from .question_form import QuestionForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SAVED = gettext_noop("Saved.")


@policy.editor
@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, edition: int) -> HttpResponse:
    """Change a draft's own texts."""
    found = lookup.edition(edition)
    return _change(
        request,
        found,
        found,
        gettext("Lead-in and languages"),
        lambda data, row: EditionForm(data, row=row),
    )


def _kept_if_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show what was typed where its row is deleted meanwhile, instead of "not found"."""

    @wraps(view)
    def keeping(request: HttpRequest, edition: int, **named: int) -> HttpResponse:
        try:
            return view(request, edition, **named)
        except Http404:
            if request.method != "POST":
                raise
            return conflict.gone(request, lookup.edition(edition))

    return keeping


@policy.editor
@require_http_methods(["GET", "POST"])
@_kept_if_gone
def practice(request: HttpRequest, edition: int, practice: int) -> HttpResponse:
    """Change a practice."""
    found = lookup.practice(edition, practice)
    return _change(
        request, found.edition, found, found.name, lambda data, row: PracticeForm(data, row=row)
    )


@policy.editor
@require_http_methods(["GET", "POST"])
@_kept_if_gone
def guide(request: HttpRequest, edition: int, practice: int) -> HttpResponse:
    """Change a practice's coaching texts."""
    found = lookup.practice(edition, practice)
    title = gettext("Coaching texts of %(name)s") % {"name": found.name}
    return _change(request, found.edition, found, title, lambda data, row: GuideForm(data, row=row))


@policy.editor
@require_http_methods(["GET", "POST"])
@_kept_if_gone
def question(request: HttpRequest, edition: int, question: int) -> HttpResponse:
    """Change a question."""
    found = lookup.question(edition, question)
    return _change(
        request,
        found.edition,
        found,
        gettext("Question %(code)s") % {"code": found.code},
        lambda data, row: QuestionForm(data, edition=found.edition, row=row),
    )


@policy.editor
@require_http_methods(["GET", "POST"])
def new_practice(request: HttpRequest, edition: int) -> HttpResponse:
    """Add a practice."""
    form = PracticeForm(request.POST or None)
    return _add(
        request, lookup.edition(edition), gettext("New practice"), form, bank_rows.add_practice
    )


@policy.editor
@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest, edition: int) -> HttpResponse:
    """Add a question."""
    found = lookup.edition(edition)
    initial = {"practice": request.GET.get("practice")} if request.GET.get("practice") else {}
    form = QuestionForm(request.POST or None, edition=found, initial=initial)
    return _add(request, found, gettext("New question"), form, bank_rows.add_question)


def _change(
    request: HttpRequest,
    edition: Edition,
    row: Any,
    title: str,
    form_of: Callable[[Any, Any], RevisionForm],
) -> HttpResponse:
    if request.method != "POST" and edition.state != Edition.State.DRAFT:
        return redirect("bank:edition", edition=edition.pk)
    form = form_of(request.POST or None, row)
    if request.method != "POST" or not form.is_valid():
        return _page(request, edition, title, form, 422)
    if "further" in request.POST:
        return _page(request, edition, title, form, 200)
    try:
        saved = bank_rows.change(
            row,
            revision=form.seen(),
            values=form.values(),
            by=lookup.person(request),
        )
    except EditConflictError:
        return conflict.page(request, edition, title, row, form_of)
    except BankError as error:
        return _refused(request, edition, title, form, error)
    messages.success(request, gettext(SAVED), extra_tags=KEPT)
    return redirect(_place(edition, saved))


def _add(
    request: HttpRequest,
    edition: Edition,
    title: str,
    form: RevisionForm,
    add: Callable[..., Any],
) -> HttpResponse:
    if request.method != "POST" and edition.state != Edition.State.DRAFT:
        return redirect("bank:edition", edition=edition.pk)
    if request.method != "POST" or not form.is_valid():
        return _page(request, edition, title, form, 422)
    try:
        added = add(edition, values=form.values(), by=lookup.person(request))
    except BankError as error:
        return _refused(request, edition, title, form, error)
    messages.success(request, gettext("Added."), extra_tags=KEPT)
    return redirect(_place(edition, added))


def _refused(
    request: HttpRequest, edition: Edition, title: str, form: RevisionForm, error: BankError
) -> HttpResponse:
    """Say why it is not saved; what was typed stands in the form."""
    form.add_error(None, str(error))
    status = 409 if isinstance(error, NotADraftError) else 422
    return _page(request, edition, title, form, status)


def _page(
    request: HttpRequest, edition: Edition, title: str, form: RevisionForm, refused: int
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "crumbs": lookup.crumbs(edition),
        "back": reverse("bank:edition", args=[edition.pk]),
    }
    status = refused if form.is_bound else 200
    return render(request, "assessments/bank/form.html", context, status=status)


def _place(edition: Edition, row: Any) -> str:
    at = "" if isinstance(row, Edition) else f"#{type(row).__name__.lower()}-{row.pk}"
    return reverse("bank:edition", args=[edition.pk]) + at
