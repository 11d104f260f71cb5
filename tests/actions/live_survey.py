"""Respondents over HTTP, and a web server that works on this test's own database."""

import http.client
import os
import re
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

CSRF = "c" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# The token in a form is masked afresh in every page.
MASKED = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True)
class Answer:
    """What a browser got."""

    status: int
    body: bytes
    location: str
    cookie: str

    @property
    def shown(self):
        """Return what is the same in every copy of a page."""
        return self.status, self.location, MASKED.sub(b"", self.body)


class Web:
    """A browser's requests to a server, each on a connection of its own."""

    def __init__(self, port, source="127.0.0.1", **headers):
        self.port, self.source = port, source
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def ask(self, method, path, body=None, headers=()):
        with closing(
            http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0)
            )
        ) as web:
            web.request(method, path, body, self.headers | dict(headers))
            response = web.getresponse()
            return Answer(
                response.status,
                response.read(),
                response.getheader("Location", ""),
                response.getheader("Set-Cookie", "").split(";")[0],
            )

    def get(self, path, cookie=""):
        return self.ask("GET", path, headers={"Cookie": cookie})

    def post(self, path, fields=(), cookie=""):
        form = urlencode(dict(fields) | {"csrfmiddlewaretoken": CSRF})
        return self.ask("POST", path, form, FORM | {"Cookie": f"csrftoken={CSRF}; {cookie}"})

    def open(self, token):
        """Exchange a link; return the sheet's address and its cookie."""
        answer = self.post(f"/s/{token}/")
        assert answer.status == 303
        return answer.location, answer.cookie


def environment():
    """Return the environment of a web server on the database and keys of this very test.

    The test has to commit what the server is to see: `django_db(transaction=True)`.
    """
    database = connection.settings_dict
    name = database["NAME"]
    sqlite = connection.vendor == "sqlite"
    return os.environ | {
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{name}" if sqlite else postgres_url(database),
        "DATA_DIR": str(settings.CAMPAIGN_KEYS_DIR.parent),
        "CAMPAIGN_KEYS_DIR": str(settings.CAMPAIGN_KEYS_DIR),
        "SECRET_KEY": settings.SECRET_KEY,
        "TIME_ZONE": "UTC",
    }


def postgres_url(database):
    return f"postgres://{database['USER']}@/{database['HOST']}/{database['NAME']}"
