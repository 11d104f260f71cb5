"""What the database itself refuses: each rule by its name, beside a row that it takes."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from assessments.models import (
    Benchmark,
    CampaignNode,
    Edition,
    Practice,
    Question,
    Result,
    Role,
    RoleResult,
    Team,
    Unit,
)
from assessments.models.organisation import LARGEST_TEAM
from assessments.permissions import RoleKind

pytestmark = pytest.mark.django_db


def refusal(act):
    """Return what the database says to an act, "" if it takes it."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return str(error)
    return ""


def test_campaign_collected_elsewhere_is_anonymous_and_not_filtered(campaign):
    campaign.collected_elsewhere = True
    assert refusal(campaign.save) == ""

    campaign.result_filter = "role"
    assert "campaign_collected_is_anonymous" in refusal(campaign.save)
    campaign.kind, campaign.result_filter = "team sheet", "none"
    assert "campaign_collected_is_anonymous" in refusal(campaign.save)


def test_campaign_group_is_at_least_five(campaign):
    campaign.smallest_group = 5
    assert refusal(campaign.save) == ""

    campaign.smallest_group = 4
    assert "campaign_group_at_least_5" in refusal(campaign.save)


def test_campaign_closes_after_it_opens(campaign):
    campaign.closes_at = campaign.opens_at

    assert "campaign_closes_after_opening" in refusal(campaign.save)


def test_released_campaign_has_a_moment(campaign):
    campaign.state = "released"
    assert "campaign_released_has_a_moment" in refusal(campaign.save)

    campaign.released_at = campaign.closes_at
    assert refusal(campaign.save) == ""


def test_team_stands_once_in_a_campaign(campaign, node):
    def again(team):
        CampaignNode.objects.create(
            campaign=campaign, position=1, end=1, name="x", team=team, invited=1
        )

    assert refusal(lambda: again(node.team))
    assert refusal(lambda: again(None)) == ""


def test_unit_names_are_unique_beside_each_other(unit):
    def add(name, parent):
        child = Unit(name=name, parent=parent)
        child.save()

    assert refusal(lambda: add("Ships", None))
    assert refusal(lambda: add("Ships", unit)) == ""
    assert refusal(lambda: add("Ships", unit))


def test_team_names_are_unique_in_their_unit(team):
    assert refusal(lambda: Team.objects.create(name="Red", unit=team.unit, headcount=3))


@pytest.mark.parametrize(("headcount", "taken"), [(0, False), (1, True), (500, True), (501, False)])
def test_headcount_is_sensible(unit, headcount, taken):
    assert LARGEST_TEAM == 500

    said = refusal(lambda: Team.objects.create(name="Blue", unit=unit, headcount=headcount))

    assert (said == "") is taken


# What each kind of role is held on.
HELD_ON = {kind: set() for kind in RoleKind} | {
    RoleKind.TEAM_LEAD: {"team"},
    RoleKind.LEADER: {"unit"},
}


@pytest.mark.parametrize("kind", RoleKind)
@pytest.mark.parametrize("held_on", [(), ("team",), ("unit",), ("team", "unit")], ids=str)
def test_role_is_held_on_what_its_kind_asks_for(team, kind, held_on):
    alice = User.objects.create_user("alice")
    places = {name: {"team": team, "unit": team.unit}[name] for name in held_on}

    said = refusal(lambda: Role.objects.create(user=alice, kind=kind, **places))

    assert (said == "") is (set(held_on) == HELD_ON[kind])


@pytest.mark.parametrize("kind", RoleKind)
def test_role_is_held_once(team, kind):
    alice, bob = User.objects.create_user("alice"), User.objects.create_user("bob")
    places = {name: {"team": team, "unit": team.unit}[name] for name in HELD_ON[kind]}

    def hold(user):
        Role.objects.create(user=user, kind=kind, **places)

    assert [refusal(lambda: hold(alice)) == "", refusal(lambda: hold(bob)) == ""] == [True, True]
    assert refusal(lambda: hold(alice))
    assert str(Role.objects.first()).startswith(f"alice: {kind}")


@pytest.mark.parametrize(
    "figure", [{"score": 50}, {"low": 40}, {"n_band": "5-9"}], ids=lambda figure: next(iter(figure))
)
def test_hidden_result_has_no_figure(node, figure):
    cell = {"node": node, "column": "version_control", "kind": "practice"}

    assert "result_hidden_has_no_figure" in refusal(
        lambda: Result.objects.create(**cell, reason="too few", **figure)
    )
    assert refusal(lambda: Result.objects.create(**cell, reason="", **figure)) == ""


@pytest.mark.parametrize(
    "figure", [{"score": 50}, {"low": 40}, {"n_band": "5-9"}], ids=lambda figure: next(iter(figure))
)
def test_hidden_result_of_a_role_has_no_figure(node, figure):
    cell = {"node": node, "column": "version_control", "role": 1}

    assert "role_result_hidden_has_no_figure" in refusal(
        lambda: RoleResult.objects.create(**cell, reason="too few", **figure)
    )
    assert refusal(lambda: RoleResult.objects.create(**cell, reason="", **figure)) == ""


def test_node_has_one_result_a_column_and_role(node):
    def add(role):
        RoleResult.objects.create(node=node, column="version_control", role=role, reason="too few")

    assert [refusal(lambda: add(1)), refusal(lambda: add(2))] == ["", ""]
    assert refusal(lambda: add(2))


def test_node_has_one_result_a_column(node):
    def add():
        Result.objects.create(node=node, column="lead_time", kind="metric", reason="too few")

    assert refusal(add) == ""
    assert refusal(add)


def test_edition_numbers_are_unique_and_published_ones_have_a_moment(edition):
    def add(number, state):
        Edition.objects.create(
            questionnaire=edition.questionnaire, number=number, state=state, lead_in="", digest="x"
        )

    assert refusal(lambda: add(edition.number, "draft"))
    assert "edition_published_has_a_moment" in refusal(lambda: add(2, "published"))
    assert refusal(lambda: add(2, "draft")) == ""


def test_benchmark_versions_are_unique(edition):
    stored = Benchmark.objects.first()
    stored.pk = None

    assert refusal(stored.save)


def test_practice_and_question_keys_are_unique_in_an_edition(edition):
    practice, question = Practice.objects.first(), Question.objects.first()
    practice.pk = question.pk = None
    practice.position = question.position = 1000

    assert refusal(practice.save)
    assert refusal(question.save)


def test_question_weight_is_not_negative(edition, thawed):
    assert "question_weight_positive" in refusal(
        lambda: Question.objects.filter(position=0).update(weight=-1)
    )


def test_edition_in_use_cannot_be_deleted(campaign):
    assert refusal(campaign.edition.delete)
    assert refusal(campaign.benchmark.delete)


def test_campaign_moments_are_kept_to_the_second(campaign):
    campaign.refresh_from_db()

    assert campaign.closes_at - campaign.opens_at == dt.timedelta(days=14)
    assert campaign.opens_at.tzinfo is not None


def test_team_and_unit_of_a_campaign_cannot_be_deleted(campaign, node, unit, team):
    CampaignNode.objects.create(
        campaign=campaign, position=1, end=1, name="Ships", unit=unit, invited=12
    )

    for asked in (team, unit):
        with pytest.raises(ProtectedError):
            asked.delete()


def test_team_that_was_never_asked_can_be_deleted(team):
    team.delete()

    assert not Team.objects.exists()
