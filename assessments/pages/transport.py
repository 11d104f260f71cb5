"""How an answer goes over the wire, whatever page made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.gzip import GZipMiddleware

from devops_survey.logs import RESPONDENT_PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class EmptyHeadMiddleware:
    """Send no body with the answer to HEAD.

    Servers drop it anyway, but gunicorn writes a line for it, with the time: about a survey link
    that a mail scanner looks at, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # type: ignore[attr-defined]  # what does not stream has it
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compress pages, but none of a respondent: its length would say more about the answers."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith(RESPONDENT_PREFIXES):
            return response
        return super().process_response(request, response)
