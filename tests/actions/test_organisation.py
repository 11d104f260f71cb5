"""Units and teams change, campaigns do not: moved, merged, retired, brought back."""

import datetime as dt
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from patience import PATIENCE
from small_organisation import AFTER, OPENS, grow, in_threads, opened, planned

from assessments.actions import campaigns, organisation, people, tree_rules
from assessments.errors import CycleError, InvalidCampaignError, NameTakenError, OrganisationError
from assessments.models import Campaign, Team, Unit
from assessments.models.organisation import UnitQuerySet

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def red(teams):
    return Team.objects.get(name="Red")


@pytest.fixture
def blue(teams):
    return Team.objects.get(name="Blue")


@pytest.fixture
def unit(teams):
    """unit(name): one of Harbour, Ships and Shore, as it is now."""
    return lambda name: Unit.objects.get(name=name)


def tree():
    """Return what is active: each unit's and team's name with the name of what it is in."""
    units = Unit.objects.active().select_related("parent")
    teams = Team.objects.active().select_related("unit")
    return {one.name: one.parent.name if one.parent else None for one in units} | {
        one.name: one.unit.name for one in teams
    }


def frozen(campaign):
    return list(
        campaign.nodes.in_order().values_list("name", "parent__name", "team", "unit", "invited")
    )


def alice_and_bob(red, blue):
    alice, bob = User.objects.create_user("alice"), User.objects.create_user("bob")
    people.make_team_lead(alice, red)
    people.make_team_lead(bob, blue)
    return alice, bob


def test_unit_moves_with_all_in_it(unit):
    organisation.move_unit(unit("Ships"), parent=unit("Shore"))

    assert tree() == {
        "Harbour": None,
        "Shore": "Harbour",
        "Ships": "Shore",
        "Red": "Ships",
        "White": "Ships",
        "Blue": "Shore",
        "Green": "Shore",
    }


def test_unit_moves_to_the_top(unit):
    assert organisation.move_unit(unit("Ships"), parent=None).parent is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Harbour", "“Harbour” cannot be moved into itself."),
        ("Ships", "“Harbour” cannot be moved into “Ships”, which is a part of it."),
    ],
)
def test_unit_moves_into_no_part_of_itself(unit, name, said):
    before = tree()

    with pytest.raises(CycleError) as refused:
        organisation.move_unit(unit("Harbour"), parent=unit(name))

    assert str(refused.value) == said
    assert tree() == before


def test_team_moves_and_stays_itself(red, unit):
    moved = organisation.move_team(red, unit=unit("Shore"))

    assert (moved.pk, moved.unit.name, moved.headcount) == (red.pk, "Shore", 12)


def test_name_taken_there_is_said(red, unit):
    organisation.add_team(name="Red", unit=unit("Shore"), headcount=4)
    organisation.add_unit(name="Ships", parent=unit("Shore"))
    ships = Unit.objects.get(name="Ships", parent__name="Harbour")

    with pytest.raises(NameTakenError, match="There is already a team “Red” in “Shore”"):
        organisation.move_team(red, unit=unit("Shore"))
    with pytest.raises(NameTakenError, match="There is already a unit “Ships” in “Shore”"):
        organisation.move_unit(ships, parent=unit("Shore"))
    with pytest.raises(NameTakenError, match="There is already a unit “Harbour” at the top"):
        organisation.add_unit(name="Harbour", parent=None)
    with pytest.raises(NameTakenError, match="There is already a unit “Shore” in “Harbour”"):
        organisation.rename_unit(ships, name="Shore")


def test_opened_campaign_keeps_its_tree_whatever_happens_to_the_live_one(teams, red, blue, unit):
    campaign = opened(teams)
    before = frozen(campaign)

    organisation.rename_unit(unit("Ships"), name="Vessels")
    organisation.move_unit(unit("Vessels"), parent=unit("Shore"))
    organisation.move_team(red, unit=unit("Harbour"))
    organisation.merge_teams(red, into=blue, at=AT)
    organisation.merge_units(unit("Vessels"), into=unit("Harbour"), at=AT)
    organisation.retire_team(Team.objects.get(name="Green"), at=AT)

    assert frozen(campaign) == before
    assert tree() == {"Harbour": None, "Shore": "Harbour", "Blue": "Shore", "White": "Harbour"}


def test_merged_team_brings_its_people_and_its_leads(red, blue):
    alice, bob = alice_and_bob(red, blue)

    into = organisation.merge_teams(red, into=blue, at=AT)

    red.refresh_from_db()
    assert (into.headcount, red.headcount, red.retired_at) == (18, 12, AT)
    # The past of Red stays with its own lead: Blue's gains none of it.
    assert set(Team.objects.led_by(alice)) == {red, blue}
    assert set(Team.objects.led_by(bob)) == {blue}


def test_merge_into_too_large_a_team_is_refused(red, blue):
    Team.objects.filter(pk=blue.pk).update(headcount=489)

    with pytest.raises(OrganisationError, match="501 people; a team has at most 500"):
        organisation.merge_teams(red, into=blue, at=AT)
    with pytest.raises(OrganisationError, match="“Red” cannot be merged into itself"):
        organisation.merge_teams(red, into=red, at=AT)

    assert tree()["Red"] == "Ships"


def test_draft_asks_the_merged_team_in_place_of_the_two(red, blue, teams):
    both, one = (campaigns.create(planned(some), at=OPENS) for some in (teams, [red]))

    organisation.merge_teams(red, into=blue, at=AT)

    assert [sorted(draft.teams.values_list("name", flat=True)) for draft in (both, one)] == [
        ["Blue", "Green", "White"],
        ["Blue"],
    ]


def test_merged_unit_brings_what_is_in_it_and_its_leaders(unit, red):
    grow({"Yard": {"Gold": 5}}, parent=unit("Ships"))
    clara, dina = User.objects.create_user("clara"), User.objects.create_user("dina")
    people.make_leader(clara, unit("Ships"))
    people.make_leader(dina, unit("Shore"))
    organisation.retire_team(red, at=AT)

    organisation.merge_units(unit("Ships"), into=unit("Shore"), at=AT)

    assert tree() == {
        "Harbour": None,
        "Shore": "Harbour",
        "Yard": "Shore",
        "Gold": "Yard",
        "White": "Shore",
        "Blue": "Shore",
        "Green": "Shore",
    }
    # What was retired before stays where it was, and with who led it.
    assert Team.objects.get(name="Red").unit.name == "Ships"
    assert "Red" in Team.objects.visible_to(clara).values_list("name", flat=True)
    assert "Blue" in Team.objects.visible_to(clara).values_list("name", flat=True)
    assert "Red" not in Team.objects.visible_to(dina).values_list("name", flat=True)


def test_unit_may_hold_a_part_of_its_own_name_when_it_is_merged(unit):
    inner = organisation.add_unit(name="Ships", parent=unit("Ships"))
    outer = inner.parent

    organisation.merge_units(outer, into=unit("Harbour"), at=AT)

    inner.refresh_from_db()
    assert (inner.parent.name, inner.retired_at) == ("Harbour", None)


@pytest.mark.parametrize("target", ["Harbour", "Ships"])
def test_unit_is_merged_into_no_part_of_itself(unit, target):
    with pytest.raises(CycleError, match="“Harbour” cannot be merged into"):
        organisation.merge_units(unit("Harbour"), into=unit(target), at=AT)


def test_names_in_both_units_are_said_and_nothing_moves(unit):
    for name in ("Red", *"abcdefg"):
        organisation.add_team(name=name, unit=unit("Shore"), headcount=5)
    for name in "abcdefg":
        organisation.add_team(name=name, unit=unit("Ships"), headcount=5)
    before = list(Team.objects.values_list("name", "unit").order_by("pk"))

    with pytest.raises(NameTakenError) as refused:
        organisation.merge_units(unit("Ships"), into=unit("Shore"), at=AT)

    assert str(refused.value).startswith("Both have “Red”, “a”, “b”, “c”, “d” and 3 more.")
    assert list(Team.objects.values_list("name", "unit").order_by("pk")) == before


def test_retired_team_is_asked_no_more_and_its_campaigns_go_on(teams, red):
    draft, alone = (
        campaigns.create(planned(teams), at=OPENS),
        campaigns.create(planned([red]), at=OPENS),
    )
    running = opened(teams)

    organisation.retire_team(red, at=AT)
    organisation.retire_team(red, at=AFTER)

    red.refresh_from_db()
    assert red.retired_at == AT
    assert "Red" not in draft.teams.values_list("name", flat=True)
    assert running.nodes.filter(team=red).exists()
    assert running.invitations.filter(node__team=red).count() == 12
    with pytest.raises(InvalidCampaignError, match="All its teams are retired"):
        campaigns.open(alone, at=alone.opens_at)


def test_team_retired_behind_a_drafts_back_is_not_asked(teams, red):
    draft = campaigns.create(planned(teams), at=OPENS)
    Team.objects.filter(pk=red.pk).update(retired_at=AT)

    campaign = campaigns.open(draft, at=draft.opens_at)

    assert not campaign.nodes.filter(team=red).exists()
    assert Campaign.objects.get().nodes.filter(team__isnull=False).count() == 3


def test_unit_with_something_active_in_it_is_not_retired(unit):
    with pytest.raises(OrganisationError, match="“Harbour” still has no teams and 2 units in it"):
        organisation.retire_unit(unit("Harbour"), at=AT)
    with pytest.raises(OrganisationError, match="“Ships” still has 2 teams and no units in it"):
        organisation.retire_unit(unit("Ships"), at=AT)

    for name in ("Red", "White"):
        organisation.retire_team(Team.objects.get(name=name), at=AT)
    organisation.retire_unit(unit("Ships"), at=AT)

    assert "Ships" not in tree()


def retired(red, unit):
    for name in ("Red", "White"):
        organisation.retire_team(Team.objects.get(name=name), at=AT)
    organisation.retire_unit(unit("Ships"), at=AT)
    return Unit.objects.get(name="Ships")


def test_nothing_is_done_with_what_is_retired(red, blue, unit):
    ships, shore = retired(red, unit), unit("Shore")
    refused = [
        lambda: organisation.move_team(red, unit=shore),
        lambda: organisation.move_team(blue, unit=ships),
        lambda: organisation.merge_teams(red, into=blue, at=AT),
        lambda: organisation.merge_teams(blue, into=red, at=AT),
        lambda: organisation.move_unit(ships, parent=None),
        lambda: organisation.move_unit(shore, parent=ships),
        lambda: organisation.merge_units(ships, into=shore, at=AT),
        lambda: organisation.merge_units(shore, into=ships, at=AT),
        lambda: organisation.add_team(name="Gold", unit=ships, headcount=5),
        lambda: organisation.add_unit(name="Yard", parent=ships),
        lambda: organisation.change_team(red, name="Rot", unit=shore, headcount=5),
        lambda: organisation.bring_back_team(red),
    ]
    before = tree()

    for act in refused:
        with pytest.raises(OrganisationError, match="is retired"):
            act()

    assert tree() == before


def test_retired_is_brought_back_where_it_was(red, unit):
    ships = retired(red, unit)

    organisation.bring_back_unit(ships)
    organisation.bring_back_team(red)

    assert (tree()["Ships"], tree()["Red"]) == ("Harbour", "Ships")


def test_name_given_again_keeps_the_retired_one_out(red, unit):
    organisation.retire_team(red, at=AT)
    organisation.add_team(name="Red", unit=unit("Ships"), headcount=3)

    with pytest.raises(NameTakenError, match="There is already a team “Red” in “Ships”"):
        organisation.bring_back_team(red)


def depth_of_each_unit():
    parent_of = dict(Unit.objects.values_list("pk", "parent"))
    depths = {}
    for start in parent_of:
        current, depths[start] = start, 0
        while current is not None and depths[start] <= len(parent_of):
            current, depths[start] = parent_of[current], depths[start] + 1
    return depths


@pytest.mark.django_db(transaction=True)
def test_moves_at_the_same_time_make_no_circle():
    """Each unit is sent into the other at the same moment, again and again."""
    pairs = []
    for number in range(12):
        grow({f"Left {number}": {}, f"Right {number}": {}})
        left, right = (Unit.objects.get(name=f"{side} {number}") for side in ("Left", "Right"))
        pairs.append((left, right))

    jobs = [
        tried(organisation.move_unit, one, parent=other)
        for pair in pairs
        for one, other in (pair, reversed(pair))
    ]
    went = in_threads(jobs, 4)

    assert [sorted(went[start : start + 2]) for start in range(0, len(went), 2)] == [
        [False, True]
    ] * len(pairs)
    assert max(depth_of_each_unit().values()) == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its transactions are the lock")
@pytest.mark.django_db(transaction=True)
def test_moves_without_the_lock_make_a_circle(monkeypatch):
    """The control: both look before either writes."""
    grow({"Left": {}, "Right": {}})
    left, right = Unit.objects.get(name="Left"), Unit.objects.get(name="Right")
    looked, place = Barrier(2, timeout=PATIENCE), tree_rules.place_unit

    def place_when_both_have_looked(unit, parent):
        place(unit, parent)
        looked.wait()

    monkeypatch.setattr(UnitQuerySet, "lock_tree", lambda self: None)
    monkeypatch.setattr(tree_rules, "place_unit", place_when_both_have_looked)

    in_threads(
        [tried(organisation.move_unit, a, parent=b) for a, b in ((left, right), (right, left))], 2
    )

    assert max(depth_of_each_unit().values()) > 2


@pytest.mark.django_db(transaction=True)
def test_unit_retired_while_a_team_moves_in_never_holds_an_active_team():
    grow({f"Unit {number}": {} for number in range(10)} | {"Start": {}})
    start = Unit.objects.get(name="Start")
    jobs = []
    for number in range(10):
        unit = Unit.objects.get(name=f"Unit {number}")
        team = organisation.add_team(name=f"Team {number}", unit=start, headcount=5)
        jobs += [tried(organisation.retire_unit, unit, at=AT)]
        jobs += [tried(organisation.move_team, team, unit=unit)]

    in_threads(jobs, 4)

    assert not Team.objects.active().exclude(unit__retired_at=None).exists()


def tried(verb, *about, **how):
    def act():
        try:
            verb(*about, **how)
        except OrganisationError:
            return False
        return True

    return act
