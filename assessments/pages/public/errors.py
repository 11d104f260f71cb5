"""The pages shown when Django itself refuses a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from assessments.pages.survey_form import typed_texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Say what happened to a form that could not be matched to this browser.

    What was typed is shown again: going back may not bring it back.
    """
    # A sheet's texts only: no password comes back, and nothing that another site has sent.
    is_own = request.headers.get("Sec-Fetch-Site") in {"same-origin", None}
    is_sheet = request.path.startswith("/survey/")
    context = {"texts": typed_texts(request.POST) if is_own and is_sheet else []}
    return render(request, "assessments/public/form_refused.html", context, status=403)
