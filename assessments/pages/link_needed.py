"""The page that asks for the survey link again, where the browser holds no cookie for the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from .survey_form import carried

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WRONG_LINK = gettext_noop(
    "That is not the link of this sheet. Please copy the whole link from your invitation and paste "
    "it here."
)


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link again, with everything that was just typed kept in the form."""
    match = request.resolver_match
    context = {
        "posted": carried(request.POST),
        "link": request.POST.get("link", ""),
        "wrong": [{"id": "link", "text": gettext(WRONG_LINK)}] if "link" in request.POST else [],
        "sending": bool(request.POST and match and match.url_name == "send"),
    }
    return render(request, "assessments/respond/link_needed.html", context, status=403)
