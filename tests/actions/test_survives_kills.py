"""What was acknowledged is stored, once, whatever is killed meanwhile (ACCEPTANCE 14 and 15).

120 people with every change, 1,000 in `make test-long`. Kills come after so many thanks, not by the
clock: a worker's first thanks brings numpy, and one that is killed sooner may never give any.
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

import psycopg2
import pytest
from django.db import connection
from live_survey import Web
from patience import until
from throwaway_servers import ROOT, Postgres, WebServer

PEOPLE = [120, pytest.param(1000, marks=pytest.mark.long)]
LONGEST_GAP_SECONDS = 5
LONGEST_GAP_OF_A_DATABASE_SECONDS = 15
CLIENTS = 20


class Survey:
    """A survey that is open on a web server, and what its people were told."""

    def __init__(self, folder, url, people):
        self.url = url
        self.environment = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "only for this test",
            "TIME_ZONE": "UTC",
        }
        made = subprocess.run(  # noqa: S603
            [sys.executable, "tests/actions/prepare_survey.py", str(people)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        survey = json.loads(made.stdout)
        self.people, self.codes = survey["people"], survey["codes"]
        self.server = WebServer(self.environment)
        self.web = Web(self.server.port)
        self.thanked = []
        self.tries = 0
        self.lock = Lock()

    def send(self, person):
        """Open the link and send, as a browser would; tell whether thanks came back."""
        opened = self.web.post(f"/s/{person['token']}/")
        if opened.status != 303:
            return False
        path = f"{opened.location}send/"
        return self.web.post(path, person["answers"], opened.cookie).status == 200

    def thanks(self, person):
        self.tries += 1
        try:
            return self.send(person)
        except (OSError, http.client.HTTPException):
            return False

    def answer(self, person):
        """Send until thanked; note when, and let the next thing be killed where it is due."""
        until(partial(self.thanks, person), "a sheet was never thanked for")
        with self.lock:
            self.thanked.append((monotonic(), self.row(person)))
            if len(self.thanked) % self.every == 0 and len(self.thanked) < len(self.people):
                self.kill()

    def row(self, person):
        return json.dumps([person["answers"].get(code) for code in self.codes])

    def answer_all(self, kill, every):
        """Let everybody answer, with a kill after every so many thanks; return the longest gap."""
        self.kill, self.every = kill, every
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(self.answer, self.people))
        gap = longest_gap([at for at, _ in self.thanked])
        print(f"{self.tries - len(self.people)} retries, longest gap {gap:.2f} s")
        return gap

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


def longest_gap(times):
    return max(after - before for before, after in pairwise(times))


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


@pytest.fixture(params=PEOPLE)
def survey(request, tmp_path, database_url):
    survey = Survey(Path(tmp_path), database_url, request.param)
    yield survey
    survey.server.stop()


def check(survey):
    thanked, stored = [row for _, row in survey.thanked], survey.stored()

    assert len(thanked) == len(survey.people)
    assert lost(thanked, stored) == Counter()
    assert twice(thanked, stored) == Counter()
    # The same search sees one sheet too few and one too many.
    assert lost(thanked, stored[1:]).total() == 1
    assert twice(thanked, [*stored, stored[0]]).total() == 1


def test_sheets_survive_killed_web_workers(survey):
    gap = survey.answer_all(survey.server.kill_a_worker, every=25)

    check(survey)
    assert gap <= LONGEST_GAP_SECONDS


def test_sheets_survive_a_killed_postgresql(request, survey):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no server of its own.")
    postgres = request.getfixturevalue("postgres")

    def kill_and_start():
        postgres.kill()
        postgres.start()

    gap = survey.answer_all(kill_and_start, every=len(survey.people) // 3)

    check(survey)
    assert gap <= LONGEST_GAP_OF_A_DATABASE_SECONDS


def test_silence_in_the_middle_is_a_gap():
    assert longest_gap([0, 0.1, 5.3, 5.4]) > LONGEST_GAP_SECONDS
    assert longest_gap([0, 0.1, 5.0]) <= LONGEST_GAP_SECONDS
