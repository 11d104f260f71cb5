"""The file that an editor has looked at, kept as the import of an organisation keeps one.

Its name says what format it is in, so it stands before its bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from assessments.models import PendingImport

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# No text of units and teams begins with this
_MARK = b"\0questionnaire\0"


def keep(user: User, name: str, content: bytes, *, at: dt.datetime) -> None:
    """Keep a person's file in place of the one before."""
    PendingImport.objects.keep(user, _MARK + name.encode() + b"\0" + content, at=at)


def of(user: User) -> tuple[str, io.BytesIO] | None:
    """Return the name and the bytes of the file that waits; one query."""
    kept = PendingImport.objects.filter(user=user).first()
    content = bytes(kept.content) if kept else b""
    if not content.startswith(_MARK):
        return None
    name, _, raw = content.removeprefix(_MARK).partition(b"\0")
    return name.decode(), io.BytesIO(raw)


def drop(user: User) -> None:
    """Forget the file."""
    PendingImport.objects.filter(user=user).delete()
