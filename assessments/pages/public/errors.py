"""The pages shown when Django itself refuses a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found

from assessments.pages import policy
from assessments.pages.survey_form import carried, typed_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

OURS = "same-origin"
# Browsers of before 2023 do not say where a form came from
OURS_OR_SILENT = {OURS, None}
# The forms that hold answers, and neither a password nor anything else that is secret
WITH_ANSWERS = ("/survey/", "/try/")


not_found = never_cache(page_not_found)


@policy.public
def nowhere(request: HttpRequest) -> HttpResponse:
    """Say in development, where the demo runs, what production says of any other address."""
    return not_found(request, Http404())


class NotFoundMiddleware:
    """Show the page of `not_found` in development too, where Django would show its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on: only a view that finds nothing concerns this."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a view that found nothing; leave every other failure to Django."""
        return not_found(request, exception) if isinstance(exception, Http404) else None


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Say what happened to a form that could not be matched to this browser.

    A sheet's answers come back with it: going back may not bring them back, and where the browser
    says that the form was ours, its button sends them again. No password comes back, and nothing
    that another site has sent.
    """
    is_sheet = request.path.startswith(WITH_ANSWERS)
    came_from = request.headers.get("Sec-Fetch-Site")
    context = {
        "texts": typed_texts(request.POST) if is_sheet and came_from in OURS_OR_SILENT else [],
        "posted": carried(request.POST) if is_sheet and came_from == OURS else [],
    }
    return render(request, "assessments/public/form_refused.html", context, status=403)
