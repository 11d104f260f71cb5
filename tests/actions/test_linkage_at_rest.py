"""Who holds the database cannot say who sent which sheet (ACCEPTANCE 10).

400 people instead of 1,000, so that it runs with every change. By chance a match hits one
person; the limits are what chance stays under in all but one of ten million tries.
"""

from collections import Counter
from functools import partial
from random import Random

import pytest
import rank_matching
from django.db import connection
from rank_matching import dump, linked, linked_within, orders
from small_organisation import AFTER, DURING, alike, drawn, grow, in_threads, opened, tokens

from assessments.actions import bulk, links, releases, responses
from assessments.models import Invitation

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [30, 25, 20, 12, 8, 5, 4, 3]
WRITERS = 8
FIXED = ("campaign_id", "node_id", "address")


class Survey:
    """A campaign of 428 people, of whom 400 answer at random moments from 8 threads."""

    def __init__(self):
        teams = grow(
            {
                "Harbour": {
                    f"Unit {u}": {f"Team {u}.{n}": size for n, size in enumerate(SIZES)}
                    for u in range(4)
                }
            }
        )
        self.campaign = opened(teams)
        self.outline = self.campaign.edition.outline()
        self.scored = [n for n, question in enumerate(self.outline.questions) if question.is_scored]
        self.owner_of_sheet = {}
        self.order_of_answering = []
        self.node_of = {}
        draw = Random(10)
        jobs = [
            partial(self.answer, token, drawn(self.outline, draw))
            for of_team in tokens(self.campaign).values()
            for token in of_team
        ]
        draw.shuffle(jobs)
        in_threads(jobs[:400], WRITERS)

    def answer(self, token, answers):
        invitation = Invitation.objects.get(token_hash=links.token_hash(token))
        sheet = responses.open_sheet(token=token, at=DURING)
        responses.save_draft(sheet=sheet, answers=answers, at=DURING)
        responses.submit(sheet=sheet, answers=answers, at=DURING)
        row = responses.stored(answers, self.outline)
        self.owner_of_sheet[self.content(row)] = invitation.pk.hex
        self.node_of[invitation.pk.hex] = invitation.node_id
        self.order_of_answering.append(invitation.pk.hex)

    def content(self, row):
        return tuple(row[place] for place in self.scored)

    def owner(self, row):
        """Return the person whose sheet this is: what the attacker wants to know."""
        answers = row["answers"]
        if isinstance(answers, str):
            import json

            answers = json.loads(answers)
        return self.owner_of_sheet[self.content(answers)]

    def people(self):
        """Return the invitations that were used, in every order; more than an attacker knows."""
        used = set(self.owner_of_sheet.values())
        rows = [row for row in dump("assessments_invitation") if person(row) in used]
        return orders(rows, person)

    def sheets(self, table):
        return orders(dump(table), self.owner)


def person(row):
    return str(row["id"]).replace("-", "")


def told_apart(rows):
    """Return the teams in which something other than a random value tells invitations apart."""
    kinds = {tuple(row[name] for name in FIXED) for row in rows}
    per_team = Counter(kind[1] for kind in kinds)
    return [team for team, n in per_team.items() if n > 1]


@pytest.fixture
def survey(shipped):
    return Survey()


def test_open_and_sealed_sheets_cannot_be_matched_with_invitations(survey):
    people, mid_campaign = survey.people(), survey.sheets("assessments_response")
    assert len(survey.owner_of_sheet) == 400
    assert len(people) > 3
    assert len(mid_campaign) > 3

    assert linked(people, mid_campaign) == []
    assert linked_within(people, mid_campaign, survey.node_of) == []
    assert told_apart(dump("assessments_invitation")) == []

    campaign = releases.finish(survey.campaign, at=AFTER)
    sealed = survey.sheets("assessments_sealedresponse")

    # With a dump from before, and even with the order in which people answered.
    known = people | {"order of answering": survey.order_of_answering}
    atoms = {survey.owner(row): row["node_id"] for row in dump("assessments_sealedresponse")}
    assert linked(known, sealed) == []
    assert linked_within(known, sealed, atoms) == []
    assert Counter(atoms.values()).total() == 400
    assert min(Counter(atoms.values()).values()) >= campaign.k
    assert len(set(atoms.values())) > 20


def test_sealing_in_the_order_of_answering_is_seen(survey, monkeypatch):
    monkeypatch.setattr(releases, "_keep_shuffled", bulk.insert)

    releases.finish(survey.campaign, at=AFTER)

    sealed = survey.sheets("assessments_sealedresponse")
    assert linked({"order of answering": survey.order_of_answering}, sealed) != []


@pytest.fixture
def naive_tables():
    """What a first version would do: a sheet with a number, and a flag with a time on the link."""
    names = ("naive_invitation", "naive_sheet")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_invitation (id varchar(32), answered_at bigint)")
        cursor.execute("CREATE TABLE naive_sheet (number bigint, answers varchar(32))")
    yield names
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TABLE {name}")


@pytest.mark.parametrize("n", [400, pytest.param(1000, marks=pytest.mark.long)])
def test_flag_beside_a_numbered_sheet_is_seen_to_link_everybody(naive_tables, n):
    from django.db import transaction

    people = [f"person {number}" for number in range(n)]
    answering = Random(1).sample(people, n)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO naive_invitation VALUES (%s, 0)", [(name,) for name in people]
        )
        for number, name in enumerate(answering):
            with transaction.atomic():
                cursor.execute("INSERT INTO naive_sheet VALUES (%s, %s)", [number, name])
                cursor.execute(
                    "UPDATE naive_invitation SET answered_at = %s WHERE id = %s", [number, name]
                )

    found = linked(
        orders(dump("naive_invitation"), lambda row: row["id"]),
        orders(dump("naive_sheet"), lambda row: row["answers"]),
    )

    assert max(hit for _, hit, _ in found) >= 0.99 * n


def test_invitations_are_the_same_bytes_before_and_after_somebody_answers(shipped):
    campaign = opened(grow({"Harbour": {"Red": 12}}))
    outline = campaign.edition.outline()
    token = tokens(campaign)["Red"][4]
    before = readable(dump("assessments_invitation"))

    sheet = responses.open_sheet(token=token, at=DURING)
    responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)
    responses.submit(sheet=sheet, answers=alike(outline), at=DURING)
    responses.submit(sheet=sheet, answers=alike(outline, 0.1), at=DURING)

    assert readable(dump("assessments_invitation")) == before


def test_flag_on_an_invitation_is_seen_in_two_dumps(shipped):
    campaign = opened(grow({"Harbour": {"Red": 12}}))
    before = readable(dump("assessments_invitation"))
    answered = campaign.invitations.first()

    Invitation.objects.filter(pk=answered.pk).update(address="answered")

    after = readable(dump("assessments_invitation"))
    changed = [person(row) for row in after if row not in before]
    assert answered.pk.hex in changed


def readable(rows):
    """Return rows whose stored bytes can be compared."""
    return [
        {
            name: bytes(value) if isinstance(value, memoryview) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def test_limits_of_chance_pass_chance_and_see_a_tenth():
    draw = Random(5)
    people = {"id": list(range(400))}
    by_chance = [{"id": draw.sample(range(400), 400)} for _ in range(200)]
    a_tenth = [*range(40), *draw.sample(range(40, 400), 360)]

    assert [linked(people, sheets) for sheets in by_chance] == 200 * [[]]
    assert linked(people, {"id": a_tenth}) != []
    assert rank_matching.hits_by_chance(1) <= 11
