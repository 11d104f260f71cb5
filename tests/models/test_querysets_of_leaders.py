"""Chains behind a leader’s pages: subtrees of campaigns, names, what is asked now, moves."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, User

from assessments.models import Campaign, CampaignNode, Result, Role, Team, Unit
from assessments.permissions import RoleKind

pytestmark = pytest.mark.django_db


def node(campaign, name, position, end, **fields):
    return CampaignNode.objects.create(
        campaign=campaign, name=name, position=position, end=end, invited=9, **fields
    )


@pytest.fixture
def units(unit):
    """Harbour with Ships in it."""
    harbour = Unit(name="Harbour")
    harbour.save()
    Unit.objects.filter(pk=unit.pk).update(parent=harbour)
    return {"Harbour": harbour, "Ships": unit}


@pytest.fixture
def plant(units, team):
    """plant(campaign): Harbour, in it Ships, in it Red; the nodes by name."""

    def grow(campaign):
        top = node(campaign, "Harbour", 0, 2, unit=units["Harbour"])
        ships = node(campaign, "Ships", 1, 2, unit=units["Ships"], parent=top)
        red = node(campaign, "Red", 2, 2, team=team, parent=ships)
        return {"Harbour": top, "Ships": ships, "Red": red}

    return grow


@pytest.fixture
def another(campaign):
    """another(days, **changes): a campaign like the first that closes so many days later."""

    def make(days, **changes):
        copy = Campaign.objects.get(pk=campaign.pk)
        copy.pk, copy.public_id, copy.name = None, Campaign().public_id, f"After {days} days"
        copy.closes_at += dt.timedelta(days=days)
        for name, value in changes.items():
            setattr(copy, name, value)
        copy.save()
        return copy

    return make


def placed(one, *tiers, kind="certain", reason=""):
    label = {"kind": kind, "tiers": list(tiers)}
    band = "" if reason else "5-9"
    Result.objects.create(
        node=one,
        column="performance",
        kind="performance",
        reason=reason,
        n_band=band,
        detail={"label": label},
    )


def test_subtrees_of_several_campaigns_come_in_their_order(plant, campaign, another):
    first, second = plant(campaign), plant(another(90))

    below = CampaignNode.objects.of_subtrees([second["Harbour"], first["Ships"]])

    assert list(below) == [first["Red"], second["Ships"], second["Red"]]
    assert list(CampaignNode.objects.of_subtrees([])) == []
    assert list(CampaignNode.objects.of_subtrees([first["Red"]])) == []


def test_names_are_told_of_what_the_reader_leads(plant, campaign, units):
    nodes = plant(campaign)
    dina = User.objects.create_user("dina")
    Role.objects.create(user=dina, kind=RoleKind.LEADER, unit=units["Ships"])
    everything = CampaignNode.objects.above(nodes["Red"])

    harbour, ships = units["Harbour"].pk, units["Ships"].pk
    assert everything.names_for(dina) == {harbour: None, ships: "Ships"}
    assert everything.names_for(AnonymousUser()) == {harbour: None, ships: None}


@pytest.mark.parametrize(
    ("state", "asks"), [("draft", False), ("open", True), ("closed", False), ("sealed", False)]
)
def test_unit_is_asking_while_a_campaign_of_it_is_open(plant, campaign, another, state, asks):
    nodes = plant(campaign)
    plant(another(90, state=state))

    told = CampaignNode.objects.filter(campaign=campaign).told_whether_asking()

    assert told.get(pk=nodes["Ships"].pk).is_asking is asks
    assert told.get(pk=nodes["Red"].pk).is_asking is False


def test_those_under_way_begin_with_what_closes_next(plant, another):
    later, sooner = (plant(another(days, state="open")) for days in (90, 30))

    under_way = CampaignNode.objects.units_under_way().filter(name="Ships")

    assert list(under_way) == [sooner["Ships"], later["Ships"]]


@pytest.fixture
def moves(plant, campaign, another):
    """moves(then, now, **changes): which teams changed their tier since the survey before."""

    def find(then, now, *, before=True, since=None):
        first, second = plant(campaign), plant(another(90))
        if before:
            CampaignNode.objects.filter(pk=second["Red"].pk).update(before=first["Red"])
        placed(first["Red"], **then) if isinstance(then, dict) else placed(first["Red"], *then)
        placed(second["Red"], **now) if isinstance(now, dict) else placed(second["Red"], *now)
        found = Result.objects.moves_since(second["Harbour"], since or campaign)
        return found.count(), [row[1] for row in found.changed_tier()]

    return find


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (("low",), ("high",), (1, ["Red"])),
        (("high",), ("low",), (1, ["Red"])),
        (("low",), ("low",), (1, [])),
        (("low", "medium"), ("low",), (1, [])),
        (("low", "medium"), ("medium", "low"), (1, ["Red"])),
        ({"reason": "too few"}, ("low",), (0, [])),
        (("low",), {"reason": "low turnout"}, (0, [])),
    ],
)
def test_team_has_moved_if_its_likeliest_tier_is_another(moves, then, now, expected):
    assert moves(then, now) == expected


def test_team_that_was_not_asked_before_has_not_moved(moves):
    assert moves(("low",), ("high",), before=False) == (0, [])


def test_team_that_skipped_a_survey_has_not_moved_since_it(moves, another):
    assert moves(("low",), ("high",), since=another(30)) == (0, [])


def test_moves_tell_the_team_its_unit_and_both_labels(plant, campaign, another, team):
    first, second = plant(campaign), plant(another(90))
    CampaignNode.objects.filter(pk=second["Red"].pk).update(before=first["Red"])
    placed(first["Red"], "low", "medium", kind="between")
    placed(second["Red"], "high")

    (row,) = Result.objects.moves_since(second["Ships"], campaign).changed_tier()

    assert row == (
        team.pk,
        "Red",
        "Ships",
        {"kind": "between", "tiers": ["low", "medium"]},
        {"kind": "certain", "tiers": ["high"]},
    )
    assert Team.objects.count() == 1
