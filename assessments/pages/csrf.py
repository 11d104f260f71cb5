"""Django's CSRF check on pages that send no referrer.

Under `Referrer-Policy: no-referrer`, which keeps a respondent's link out of every log, browsers
send `Origin: null` with a form, and Django refuses it. `Sec-Fetch-Site`, which no script can set,
says the same thing: the form came from this very site. Django still checks the token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class VouchedOriginMiddleware:
    """Give `Origin: null` its real value where the browser vouches for the same origin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        vouched = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if vouched and request.META.get("HTTP_ORIGIN") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self.get_response(request)
