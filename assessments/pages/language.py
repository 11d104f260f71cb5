"""The language in which a page is shown: chosen by a link or a button, else the browser's own.

The choice lies in a cookie that goes with the browser, and nowhere on the server (docs/adr/0017).
Links and buttons carry it in the address, as `?language=de`, on the page's own path: what survey
pages ask stays under the prefixes of which nothing is logged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PARAMETER = "language"
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


@dataclass(frozen=True)
class Choice:
    """One language of the switch, by its own name.

    Its address is the page's own, told by its query alone: so no page repeats a link's token.
    """

    code: str
    name: str
    address: str
    current: bool


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, which also takes a choice from the address and keeps it in a cookie."""

    def process_request(  # type: ignore[override]  # typed as if it could not answer
        self, request: HttpRequest
    ) -> HttpResponseBase | None:
        """Take the choice; one that came by a link leads back to the clean address."""
        chosen = asked_for(request)
        if chosen and request.method in {"GET", "HEAD"}:
            # Two slashes at the start would name another server
            address = f"/{request.path.lstrip('/')}{_query(request, '')}"
            return _keep(HttpResponseRedirect(address), chosen)
        if chosen:
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
        super().process_request(request)
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say by what the page differs, and keep a choice that came with a form."""
        response = super().process_response(request, response)
        patch_vary_headers(response, ("Cookie",))
        chosen = asked_for(request)
        return _keep(response, chosen) if chosen else response


def asked_for(request: HttpRequest) -> str:
    """Return the language that a link or a button of this request chooses, "" for none."""
    code = request.GET.get(PARAMETER, "")
    return code if CODE.fullmatch(code) else ""


def choices(request: HttpRequest) -> dict[str, Any]:
    """Return the languages to switch to: no links on the answer to a form, which they would lose.

    A page with a form names it as `language_form`; then the languages are buttons of that form.
    """
    return {
        "language_choices": getattr(request, "language_choices", None) or listed(request),
        "language_links": request.method in {"GET", "HEAD"},
    }


def listed(request: HttpRequest) -> list[Choice]:
    """Return the languages on offer, each with its address."""
    current = translation.get_language()
    return [
        Choice(code, name, _query(request, code), current=code == current)
        for code, name in settings.LANGUAGES
    ]


def _query(request: HttpRequest, code: str) -> str:
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    if code:
        query[PARAMETER] = code
    return f"?{query.urlencode()}" if query else ""


def _keep(response: HttpResponseBase, code: str) -> HttpResponseBase:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
