"""Requests made ready before the clock starts; the same ones in process and over a socket."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"
# Django takes a CSRF token that equals its cookie; real browsers send it masked.
CSRF = "a" * 32


@dataclass(frozen=True)
class Prepared:
    """One request."""

    path: str
    cookie: str = ""
    body: bytes | None = None

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"

    def environ(self) -> dict[str, Any]:
        """Return what a WSGI server would hand over."""
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": "",
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": HOST,
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(self.body or b"")),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body or b""),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def raw(self) -> bytes:
        """Return the bytes that a browser would send on a connection it keeps."""
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {HOST}",
            f"Cookie: {self.cookie}",
            f"Content-Type: {FORM}",
            f"Content-Length: {len(self.body or b'')}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + (self.body or b"")


@dataclass(frozen=True)
class Subject:
    """What is measured: a plain call, or sequences of requests, taken in turn.

    `unseen` are queries that do not pass through Django, which would count them. With `follow`
    a redirect is followed, as a browser does.
    """

    call: Callable[[], None] | None = None
    sequences: Sequence[Sequence[Prepared]] = ()
    unseen: int = 0
    follow: bool = False


def each(requests: Sequence[Prepared]) -> Subject:
    """Return the subject in which every request stands alone."""
    return Subject(sequences=[[request] for request in requests])
