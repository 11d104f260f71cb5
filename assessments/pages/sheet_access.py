"""The cookie that a survey link is exchanged for, and the sheet that it opens.

One cookie a sheet, bound to the sheet's own path, so that two links in one browser do not mix.
It holds the token, is signed, and lasts two hours from the last page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from assessments.actions import links, responses
from assessments.errors import OpenedBeforeError, UnknownLinkError
from assessments.pages import survey_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "sheet"
SALT = "assessments.respond"
LASTS = dt.timedelta(hours=2)


class LinkNeededError(Exception):
    """The browser holds no valid cookie for this sheet."""


def token_of(request: HttpRequest, sheet_name: str) -> str:
    """Return the token behind a sheet, from the cookie or from a link pasted into the form.

    Raises:
        LinkNeededError: neither is there, or it is too old or belongs to another sheet.
    """
    pasted = request.POST.get("link", "").strip().rstrip("/").rpartition("/")[2]
    token = pasted or _token_in_cookie(request)
    if not token or links.sheet_name(token) != sheet_name:
        raise LinkNeededError
    return token


def open_sheet(request: HttpRequest, sheet_name: str) -> tuple[str, responses.Sheet]:
    """Return the token and the sheet, in the reader's language.

    Raises:
        LinkNeededError: as token_of does.
        OpenedBeforeError: its link opens no survey any more.
        SurveyError: what else responses.open_sheet raises.
    """
    token = token_of(request, sheet_name)
    try:
        opened = responses.open_sheet(token=token, at=timezone.now())
    except UnknownLinkError as error:
        raise OpenedBeforeError from error
    return token, replace(opened, outline=survey_language.speak(request, opened.outline))


def give_cookie(response: HttpResponse, token: str) -> HttpResponse:
    """Set or renew the sheet's cookie."""
    response.set_cookie(
        COOKIE,
        signing.dumps(token, salt=SALT),
        max_age=LASTS,
        path=_path(token),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def take_cookie(response: HttpResponse, token: str) -> HttpResponse:
    """Remove the sheet's cookie: after the sending, this browser can no longer open it."""
    response.delete_cookie(COOKIE, path=_path(token), samesite="Strict")
    return response


def _token_in_cookie(request: HttpRequest) -> str:
    try:
        token: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return ""
    return token


def _path(token: str) -> str:
    return reverse("respond:start", args=[links.sheet_name(token)])
