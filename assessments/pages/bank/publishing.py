"""The last look at a draft before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.actions import bank_publishing
from assessments.errors import BankError
from assessments.models import Edition
from assessments.pages import policy
from assessments.pages.survey_pages import minutes

from . import lookup
from .publish_form import CHOICES, CHOOSE, PublishForm
from .word_diff import pieces

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.actions.bank_publishing import Look
    from assessments.content.changes import QuestionChange


@policy.publisher
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, edition: int) -> HttpResponse:
    """Show what to look at, ask what the changes mean, and publish."""
    found = lookup.edition(edition)
    if found.state != Edition.State.DRAFT:
        return redirect("bank:edition", edition=edition)
    look = bank_publishing.look(found)
    form = PublishForm(request.POST if request.method == "POST" else None, look=look)
    error = ""
    if form.is_bound and form.is_valid():
        try:
            bank_publishing.publish(
                found,
                seen=form.cleaned_data["seen"],
                still_same=form.still_same(),
                by=lookup.person(request),
                at=timezone.now(),
            )
        except BankError as refused:
            error = str(refused)
        else:
            messages.success(
                request, gettext("The edition is published. New campaigns can use it.")
            )
            return redirect("bank:edition", edition=edition)
    context = _context(found, look, form, error)
    status = 409 if error else 422 if form.is_bound else 200
    return render(request, "assessments/bank/publish.html", context, status=status)


def _context(found: Edition, look: Look, form: PublishForm, error: str) -> dict[str, Any]:
    rows = {
        **dict(found.questions.values_list("code", "pk")),
        **{f"practice {key}": pk for key, pk in found.practices.values_list("key", "pk")},
    }
    texts = {question.code: question.text for question in look.content.questions}
    return {
        "edition": found,
        "crumbs": lookup.crumbs(found),
        "look": look,
        "errors": [_finding(found, one, rows) for one in look.findings if one.blocks],
        "warnings": [_finding(found, one, rows) for one in look.findings if not one.blocks],
        "changes": [_change(change, texts[change.code], form) for change in look.changed],
        "minutes": minutes(found.outline().pages),
        "error": error,
        "undecided": [
            {"id": f"{code}-same", "text": f"{texts[code]} {CHOOSE['required']}"}
            for code in form.errors
            if code in texts
        ],
    }


def _finding(found: Edition, finding: Any, rows: dict[str, int]) -> dict[str, str]:
    url = reverse("bank:texts", args=[found.pk])
    if finding.code:
        url = reverse("bank:question", args=[found.pk, rows[finding.code]])
    elif finding.language:
        url = reverse("bank:translate", args=[found.pk, finding.language])
        url = f"{url}?part={finding.part}"
    elif finding.practice:
        url = reverse("bank:practice", args=[found.pk, rows[f"practice {finding.practice}"]])
    return {"sentence": finding.sentence, "url": url}


def _change(change: QuestionChange, text: str, form: PublishForm) -> dict[str, Any]:
    chosen = form.data.get(change.code, "") if form.is_bound else ""
    return {
        "code": change.code,
        "text": text,
        "fields": [(gettext(one.label), pieces(one.before, one.after)) for one in change.fields],
        "reasons": [gettext(reason) for reason in change.reasons],
        "choices": [(value, words, value == chosen) for value, words in CHOICES],
        "error": change.code in form.errors,
    }
