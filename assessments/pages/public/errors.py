"""The pages shown when Django itself refuses a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Say what happened to a form that could not be matched to this browser."""
    return render(request, "assessments/public/form_refused.html", status=403)
