"""What leaders see of an open campaign follows from the bands of its larger teams alone.

Of two campaigns whose larger teams stand in the same bands, every page says the same, whatever the
numbers behind the bands are and however many answered in small teams.
"""

import datetime as dt
import re
from random import Random
from uuid import UUID

import pytest
from small_organisation import DURING, grow, opened

from assessments.actions import participation, people, responses
from assessments.models import Unit
from assessments.models.response import Response

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SIZES = (3, 4, 5, 5, 6, 7, 8, 11, 16, 40)
MOMENT = re.compile(r"Counted on [^;]*;")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def organisation(draw):
    """Return a tree three levels deep with teams of all sizes on every level."""
    names = iter(range(1000))

    def unit(depth):
        inside = {f"Team {next(names)}": draw.choice(SIZES) for _ in range(draw.randint(1, 3))}
        if depth:
            inside |= {f"Unit {next(names)}": unit(depth - 1) for _ in range(2)}
        return inside

    return {"Top": unit(2)}


@pytest.fixture
def world(shipped, account, signed_in):
    """world(seed): an open campaign, and every leader's page of it, as text."""

    def build(seed):
        draw = Random(seed)
        campaign = opened(grow(organisation(draw)))
        boss = account("boss")
        people.make_leader(boss, Unit.objects.get(parent=None))
        browser = signed_in(boss)

        def pages():
            units = Unit.objects.order_by("pk")
            told = [browser.get(f"/organisation/{unit.pk}/participation/") for unit in units]
            assert {page.status_code for page in told} == {200}
            return [MOMENT.sub("", MAIN.search(page.content.decode())[0]) for page in told]

        return draw, campaign, pages

    return build


def answered(campaign, counts):
    """Let so many have answered in each team (by node), in place of those before."""
    Response.objects.filter(campaign=campaign).delete()
    outline = campaign.edition.outline()
    empty = [None] * len(outline.questions)
    Response.objects.bulk_create(
        Response(
            nullifier=f"{node}-{number}",
            campaign=campaign,
            node_id=node,
            edition=campaign.edition,
            answers=empty,
            revision=UUID(int=number).hex,
        )
        for node, count in counts.items()
        for number in range(count)
    )


def drawn(draw, teams):
    return {team.pk: draw.randint(0, team.invited) for team in teams}


def alike(draw, teams, counts, k=5):
    """Return other counts that put every team of at least k into the same band."""
    found = {}
    for team in teams:
        band = responses.turnout_band(counts[team.pk], team.invited)
        same = [
            count
            for count in range(team.invited + 1)
            if team.invited < k or responses.turnout_band(count, team.invited) == band
        ]
        found[team.pk] = draw.choice(same)
    return found


def compared(draw, campaign, pages, at):
    """Return the pages of two counts that differ behind the bands alone."""
    teams = list(campaign.nodes.filter(team__isnull=False).in_order())
    counts = drawn(draw, teams)
    told = []
    for one in (counts, alike(draw, teams, counts)):
        answered(campaign, one)
        at += dt.timedelta(days=1)
        assert participation.count(campaign, at=at)
        told.append(pages())
    return told


@pytest.mark.parametrize("seed", range(8))
def test_pages_are_the_same_wherever_the_bands_are(world, seed):
    first, second = compared(*world(seed), DURING)

    assert first == second


def test_other_bands_are_seen(world):
    _, campaign, pages = world(0)
    teams = list(campaign.nodes.filter(team__isnull=False))
    told = []
    for day, share in enumerate((0, 1)):
        answered(campaign, {team.pk: share * team.invited for team in teams})
        participation.count(campaign, at=DURING + dt.timedelta(days=day))
        told.append(pages())

    assert told[0] != told[1]


def test_unit_that_is_counted_anew_is_seen(world, monkeypatch):
    """Negative control: with the sheets themselves counted for a unit, pages differ."""

    def counted(teams):
        invited = sum(people for _, people in teams)
        return responses.turnout_band(min(Response.objects.count(), invited), invited)

    monkeypatch.setattr(participation, "together", counted)
    built = world(0)
    pairs = [compared(*built, DURING + dt.timedelta(days=2 * number)) for number in range(12)]

    assert any(first != second for first, second in pairs)
