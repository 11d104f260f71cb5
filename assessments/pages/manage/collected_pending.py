"""The file that an organiser looks at before bringing its answers in: only as ciphertext.

Its key is in a cookie of the browser that sent the file, so neither the database nor a backup of
it can be read, and the file is gone with the cookie.
"""

from __future__ import annotations

import datetime as dt
import io
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self, cast

import orjson
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from assessments.actions import links
from assessments.actions.collected.about import About
from assessments.actions.collected.mapping import Meaning
from assessments.content.formats.table_file import Table
from assessments.models import PendingImport
from assessments.models.pending_import import KEPT_FOR

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

COOKIE = "collected"
# No other file that waits begins with this
_MARK = b"\0answers\0"
_SIZE = 4


@dataclass(frozen=True)
class Waiting:
    """A file and what was said of it; `sealed` is the file, `token` opens it."""

    name: str
    about: About
    meaning: Meaning
    sealed: bytes
    token: str

    @classmethod
    def new(cls, name: str, about: About, meaning: Meaning, content: bytes) -> Self:
        """Return a file under a fresh key."""
        token = links.new_token()
        return cls(name, about, meaning, _lock(token).seal(zlib.compress(content, 1)), token)

    def content(self) -> bytes:
        """Return the file."""
        return zlib.decompress(_lock(self.token).open(self.sealed) or b"")

    def table(self) -> Table:
        """Return the file as a table."""
        return Table(io.BytesIO(self.content()), self.name)

    def keep(self, user: User, *, at: dt.datetime) -> None:
        """Keep it in place of the person's file before."""
        said = {
            "name": self.name,
            "about": self.about.as_data(),
            "meaning": self.meaning.as_data(),
        }
        state = _lock(self.token).seal(orjson.dumps(said))
        size = len(state).to_bytes(_SIZE)
        PendingImport.objects.keep(user, _MARK + size + state + self.sealed, at=at)

    def but(self, meaning: Meaning) -> Self:
        """Return the file with another meaning."""
        return replace(self, meaning=meaning)


def of(request: HttpRequest, *, at: dt.datetime) -> Waiting | None:
    """Return the file that waits, if it is this browser's; three queries."""
    token = request.COOKIES.get(COOKIE, "")
    user = cast("User", request.user)
    kept = PendingImport.objects.filter(user=user, uploaded_at__gte=at - KEPT_FOR).first()
    content = bytes(kept.content) if kept else b""
    if not token or not content.startswith(_MARK):
        return None
    size, rest = content[len(_MARK) :][:_SIZE], content[len(_MARK) + _SIZE :]
    end = int.from_bytes(size)
    plain = _lock(token).open(rest[:end])
    if plain is None:
        return None
    said = orjson.loads(plain)
    about, meaning = About.from_data(said["about"]), Meaning.from_data(said["meaning"])
    return Waiting(said["name"], about, meaning, rest[end:], token)


def choose_first(request: HttpRequest) -> HttpResponse:
    """Lead back to choosing a file."""
    messages.info(request, gettext("Please choose a file first."))
    return redirect("manage:collected")


def give_cookie(response: HttpResponse, token: str) -> HttpResponse:
    """Hand the key to the browser."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_FOR,
        path=reverse("manage:collected"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def drop(response: HttpResponse, user: User) -> HttpResponse:
    """Forget the file, and its key."""
    PendingImport.objects.filter(user=user).delete()
    response.delete_cookie(COOKIE, path=reverse("manage:collected"), samesite="Strict")
    return response


def _lock(token: str) -> links.DraftLock:
    return links.draft_lock(token, "collected")
