"""A thousand people answer in browsers; the database then links nobody (ACCEPTANCE 10)."""

import datetime as dt
import json
from collections import Counter
from functools import partial
from random import Random

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from live_survey import Web, environment
from rank_matching import attacks, dump, linked, linked_within, orders
from small_organisation import drawn, grow, in_threads, opened, tokens
from throwaway_servers import WebServer

from assessments.actions import campaigns, links, releases, responses
from assessments.models import Invitation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
SIZES = [30, 25, 20, 12, 8, 5, 4, 3]
PEOPLE, WRITERS = 1000, 8
MOST_HITS, MOST_CORRELATION = 5, 0.1


class LiveRun:
    """A campaign of 1,070 people, of whom 1,000 answer page by page from 8 browsers at once."""

    def __init__(self):
        tree = {
            f"Unit {u}": {f"Team {u}.{n}": size for n, size in enumerate(SIZES)} for u in range(10)
        }
        now = timezone.now()
        week = dt.timedelta(7)
        self.campaign = opened(grow({"Harbour": tree}), opens_at=now - week, closes_at=now + week)
        self.outline = self.campaign.edition.outline()
        self.scored = [n for n, question in enumerate(self.outline.questions) if question.is_scored]
        self.owner_of_sheet, self.node_of, self.order_of_answering = {}, {}, []
        draw = Random(10)
        jobs = [
            partial(self.answer, token, drawn(self.outline, draw))
            for of_team in tokens(self.campaign).values()
            for token in of_team
        ]
        draw.shuffle(jobs)
        self.counters = counters()
        server = WebServer(environment())
        self.web = Web(server.port)
        try:
            in_threads(jobs[:PEOPLE], WRITERS)
        finally:
            server.stop()

    def answer(self, token, answers):
        sheet, cookie = self.web.open(token)
        form = {"edition": self.campaign.edition_id} | answers
        for number in range(1, len(self.outline.pages) + 1):
            assert self.web.post(f"{sheet}{number}/", form, cookie).status == 303
        assert self.web.post(f"{sheet}send/", answers, cookie).status == 200
        invitation = Invitation.objects.get(token_hash=links.token_hash(token))
        row = responses.stored(answers, self.outline)
        self.owner_of_sheet[self.content(row)] = invitation.pk.hex
        self.node_of[invitation.pk.hex] = invitation.node_id
        self.order_of_answering.append(invitation.pk.hex)

    def content(self, row):
        return tuple(row[place] for place in self.scored)

    def owner(self, row):
        answers = row["answers"]
        return self.owner_of_sheet[
            self.content(json.loads(answers) if isinstance(answers, str) else answers)
        ]

    def people(self):
        used = set(self.owner_of_sheet.values())
        rows = [row for row in dump("assessments_invitation") if person(row) in used]
        return orders(rows, person) | {"order of answering": self.order_of_answering}


def person(row):
    return str(row["id"]).replace("-", "")


def counters():
    """Return where every sequence of the database stands."""
    query = (
        "SELECT name, seq FROM sqlite_sequence ORDER BY name"
        if connection.vendor == "sqlite"
        else "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def in_index_order(table, owner):
    """Return the owners of a table's rows as each of its indexes holds them, the team's left out.

    Equal keys lie in the order of the rows' places, in SQLite as in PostgreSQL.
    """
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        indexes = {tuple(index["columns"]) for index in found.values() if index["index"]}
        indexes |= {tuple(i["columns"]) for i in found.values() if i["unique"] or i["primary_key"]}
        held = {}
        for columns in indexes:
            if columns[0] != "node_id":
                cursor.execute(f"SELECT * FROM {table} ORDER BY {', '.join(columns)}, {place}")  # noqa: S608
                names = [column[0] for column in cursor.description]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
                held[f"index {columns}"] = [owner(row) for row in rows]
        return held


def over_the_limit(people, sheets):
    found = {}
    for how, hits, rank in attacks(people, sheets):
        if hits > MOST_HITS or abs(rank) > MOST_CORRELATION:
            found[how] = hits, round(rank, 3)
    return found


def sealed_for_once(run, scored):
    """Return the sealed sheets of a sealing that is undone: chance has a second try to differ."""
    with transaction.atomic():
        releases.seal(scored)
        sheets = sealed_sheets(run)
        transaction.set_rollback(True)
    return sheets


def sealed_sheets(run):
    table = "assessments_sealedresponse"
    return orders(dump(table), run.owner) | in_index_order(table, run.owner)


def test_thousand_people_who_answered_in_browsers_cannot_be_linked(shipped):
    run = LiveRun()
    assert len(run.owner_of_sheet) == len(run.order_of_answering) == PEOPLE
    assert not Session.objects.exists()
    assert counters() == run.counters
    people = run.people()
    table = "assessments_response"
    while_open = orders(dump(table), run.owner) | in_index_order(table, run.owner)
    # The order of answering is not in the database; an attacker has it only from elsewhere.
    stored = {name: order for name, order in people.items() if name != "order of answering"}

    assert linked(stored, while_open) == []
    assert linked_within(stored, while_open, run.node_of) == []

    scored = releases.score(campaigns.close(run.campaign, at=run.campaign.closes_at))
    first = over_the_limit(people, sealed_for_once(run, scored))
    campaign = releases.finish(scored, at=run.campaign.closes_at)
    sealed = sealed_sheets(run)
    second = over_the_limit(people, sealed)

    best = sorted((hits, round(rank, 3)) for _, hits, rank in attacks(people, sealed))
    print(f"most hits {best[-1][0]}, rank correlation {max(abs(rank) for _, rank in best)}")
    # One attack in four hundred passes the limit by chance; what links does so at every sealing.
    assert first.keys() & second.keys() == set()
    assert linked(people, sealed) == []
    atoms = Counter(row["node_id"] for row in dump("assessments_sealedresponse"))
    assert (atoms.total(), min(atoms.values()) >= campaign.k) == (PEOPLE, True)


def test_sealing_in_the_order_of_answering_passes_the_limit():
    people = [f"person {number}" for number in range(PEOPLE)]
    shuffled = Random(3).sample(people, PEOPLE)

    assert over_the_limit({"answering": people}, {"place": people}) != {}
    assert over_the_limit({"answering": people}, {"place": shuffled}) == {}
