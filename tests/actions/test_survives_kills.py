"""What was acknowledged is stored, once, whatever is killed meanwhile (ACCEPTANCE 14 and 15).

120 people instead of 1,000 and a kill every so many thanks, so that it runs with every change.
"""

import http.client
import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Lock
from time import monotonic
from urllib.parse import urlencode

import psycopg2
import pytest
from django.db import connection
from throwaway_servers import ROOT, Postgres, WebServer, pause

PEOPLE = 120
CLIENTS = 20
CSRF = "c" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Survey:
    """A survey that is open on a web server, and what its people were told."""

    def __init__(self, folder, url):
        self.url = url
        self.environment = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "only for this test",
            "TIME_ZONE": "UTC",
        }
        made = subprocess.run(  # noqa: S603
            [sys.executable, "tests/actions/prepare_survey.py", str(PEOPLE)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        survey = json.loads(made.stdout)
        self.people, self.codes = survey["people"], survey["codes"]
        self.server = WebServer(self.environment)
        self.thanked = []
        self.tries = 0
        self.lock = Lock()

    def post(self, path, fields, cookie):
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)) as web:
            form = urlencode(fields | {"csrfmiddlewaretoken": CSRF})
            headers = FORM | {"Cookie": f"csrftoken={CSRF}; {cookie}"}
            web.request("POST", path, form, headers)
            response = web.getresponse()
            response.read()
            return response

    def send(self, person):
        """Open the link and send, as a browser would; tell whether thanks came back."""
        opened = self.post(f"/s/{person['token']}/", {}, "")
        if opened.status != 303:
            return False
        sheet = opened.getheader("Location")
        cookie = opened.getheader("Set-Cookie").split(";")[0]
        return self.post(f"{sheet}send/", person["answers"], cookie).status == 200

    def answer(self, kill, every, person):
        """Send until thanked; after so many thanks, let something be killed."""
        while True:
            self.tries += 1
            try:
                if self.send(person):
                    break
            except (OSError, http.client.HTTPException):
                pause()
        with self.lock:
            self.thanked.append((monotonic(), self.row(person)))
            if len(self.thanked) % every == 0 and len(self.thanked) < PEOPLE:
                kill()

    def row(self, person):
        return json.dumps([person["answers"].get(code) for code in self.codes])

    def answer_all(self, kill, every):
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(partial(self.answer, kill, every), self.people))
        times = [at for at, _ in self.thanked]
        gap = max(after - before for before, after in pairwise(times))
        print(f"{self.tries - PEOPLE} retries, longest gap {gap:.2f} s")

    def stored(self):
        query = "SELECT answers FROM assessments_response"
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as database:
                rows = database.execute(query).fetchall()
        else:
            with closing(psycopg2.connect(dbname="survey", user="survey", host=self.host)) as there:
                cursor = there.cursor()
                cursor.execute(query)
                rows = cursor.fetchall()
        found = [json.loads(row) if isinstance(row, str) else row for (row,) in rows]
        return [json.dumps(row) for row in found]

    @property
    def host(self):
        return "/" + self.url.partition("@//")[2].rpartition("/")[0]


def lost(thanked, stored):
    return Counter(thanked) - Counter(stored)


def twice(thanked, stored):
    return Counter(stored) - Counter(thanked)


@pytest.fixture
def postgres():
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture
def database_url(request, tmp_path):
    """A database of this survey's own, of the kind that these tests run on."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'survey.sqlite3'}"
    return request.getfixturevalue("postgres").url


@pytest.fixture
def survey(tmp_path, database_url):
    survey = Survey(Path(tmp_path), database_url)
    yield survey
    survey.server.stop()


def check(survey):
    thanked, stored = [row for _, row in survey.thanked], survey.stored()

    assert len(thanked) == PEOPLE
    assert lost(thanked, stored) == Counter()
    assert twice(thanked, stored) == Counter()
    # The same search sees one sheet too few and one too many.
    assert lost(thanked, stored[1:]).total() == 1
    assert twice(thanked, [*stored, stored[0]]).total() == 1


def test_sheets_survive_killed_web_workers(survey):
    survey.answer_all(survey.server.kill_a_worker, every=25)

    check(survey)


def test_sheets_survive_a_killed_postgresql(request, survey):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no server of its own.")
    postgres = request.getfixturevalue("postgres")

    def kill_and_start():
        postgres.kill()
        postgres.start()

    survey.answer_all(kill_and_start, every=40)

    check(survey)
