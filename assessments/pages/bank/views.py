"""Questionnaires and their editions: all of them, one of them, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions import bank
from assessments.errors import BankError
from assessments.models import Edition
from assessments.pages import policy
from assessments.permissions import Verb, may

from . import confirming, lookup, present
from .edition_forms import NewQuestionnaireForm
from .forms import KEPT

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@policy.bank_reader
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the questionnaires, each with its editions."""
    editions = Edition.objects.with_sizes().select_related("questionnaire").newest_first()
    context = {"lines": present.lines(list(editions))}
    return render(request, "assessments/bank/home.html", context)


@policy.bank_reader
@require_GET
def edition(request: HttpRequest, edition: int) -> HttpResponse:
    """Show one edition: its practices and questions, to change while it is a draft."""
    found = lookup.edition(edition)
    context = present.edition_page(
        found,
        may_edit=may(request.user, Verb.EDIT_BANK),
        deleted=present.deleted(found, request.GET),
    )
    return render(request, "assessments/bank/edition.html", context)


@policy.editor
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a questionnaire."""
    form = NewQuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = bank.new_questionnaire(**form.cleaned_data, by=lookup.person(request))
        except BankError as error:
            form.add_error("title", str(error))
        else:
            said = gettext("The questionnaire is added. Now give it a practice.")
            messages.success(request, said, extra_tags=KEPT)
            return redirect("bank:edition", edition=draft.pk)
    context = {"form": form, "title": gettext("New questionnaire"), "back": "/bank/"}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/bank/form.html", context, status=status)


@policy.editor
@require_POST
def begin_next(request: HttpRequest, edition: int) -> HttpResponse:
    """Begin the next edition as a copy of this one, or go on with the draft that there is."""
    found = lookup.edition(edition)
    is_there = found.questionnaire.editions.drafts().exists()
    draft = bank.begin_next(found, by=lookup.person(request))
    if is_there:
        messages.warning(
            request, gettext("There is a draft already. There is one at a time: this one.")
        )
    else:
        messages.info(
            request, gettext("This is the draft of edition %(number)s.") % {"number": draft.number}
        )
    return redirect("bank:edition", edition=draft.pk)


@policy.editor
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, edition: int) -> HttpResponse:
    """Ask, then delete a draft."""
    found = lookup.edition(edition)
    if found.state != Edition.State.DRAFT:
        return redirect("bank:edition", edition=edition)
    if request.method == "POST":
        try:
            bank.discard(found, by=lookup.person(request))
        except BankError as error:
            messages.error(request, str(error))
            return redirect("bank:edition", edition=edition)
        messages.success(request, gettext("The draft is deleted."))
        return redirect("bank:home")
    return render(request, "assessments/bank/confirm.html", confirming.discarding(found))


@policy.publisher
@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, edition: int) -> HttpResponse:
    """Ask, then take a published edition out of use."""
    found = lookup.edition(edition)
    if found.state != Edition.State.PUBLISHED:
        return redirect("bank:edition", edition=edition)
    if request.method == "POST":
        try:
            bank.retire(found, by=lookup.person(request))
        except BankError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, gettext("The edition is retired."))
        return redirect("bank:edition", edition=edition)
    return render(request, "assessments/bank/confirm.html", confirming.retiring(found))
