import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, User

from assessments.models import GRACE, Benchmark, Campaign, CampaignNode, Edition, Role, Team, Unit
from assessments.permissions import RoleKind

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def alice(team):
    """Leads Red."""
    alice = User.objects.create_user("alice")
    Role.objects.create(user=alice, kind=RoleKind.TEAM_LEAD, team=team)
    return alice


@pytest.fixture
def bob(unit):
    """Leads Blue, and so is an outsider to Red."""
    bob = User.objects.create_user("bob")
    blue = Team.objects.create(name="Blue", unit=unit, headcount=9)
    Role.objects.create(user=bob, kind=RoleKind.TEAM_LEAD, team=blue)
    return bob


@pytest.fixture
def charlie(db):
    """Organises surveys, and reads no team's results."""
    charlie = User.objects.create_user("charlie")
    Role.objects.create(user=charlie, kind=RoleKind.ORGANISER)
    return charlie


def test_lead_sees_the_teams_led_and_nobody_else_does(team, alice, bob, charlie):
    assert list(Team.objects.visible_to(alice)) == [team]
    for outsider in (bob, charlie, AnonymousUser(), User(username="unsaved", is_active=False)):
        assert team not in Team.objects.visible_to(outsider)


@pytest.fixture
def tree(unit):
    """Harbour: Ships (the Red and Blue of others), Shore with Gold below it."""
    harbour = Unit(name="Harbour")
    harbour.save()
    Unit.objects.filter(pk=unit.pk).update(parent=harbour)
    shore = Unit(name="Shore", parent=harbour)
    shore.save()
    docks = Unit(name="Docks", parent=shore)
    docks.save()
    Team.objects.create(name="Gold", unit=docks, headcount=9)
    return {one.name: one for one in Unit.objects.all()}


@pytest.fixture
def leader(tree):
    """leader(name, ...): somebody who leads these units."""

    def make(*units):
        user = User.objects.create_user(f"leader of {units}")
        for name in units:
            Role.objects.create(user=user, kind=RoleKind.LEADER, unit=tree[name])
        return user

    return make


def names(found):
    return sorted(one.name for one in found)


@pytest.mark.parametrize(
    ("led", "units", "teams"),
    [
        (["Harbour"], ["Docks", "Harbour", "Ships", "Shore"], ["Gold", "Red"]),
        (["Shore"], ["Docks", "Shore"], ["Gold"]),
        (["Docks"], ["Docks"], ["Gold"]),
        (["Ships"], ["Ships"], ["Red"]),
        (["Shore", "Docks"], ["Docks", "Shore"], ["Gold"]),
        ([], [], []),
    ],
)
def test_leader_sees_the_units_led_with_all_below(
    team, leader, led, units, teams, django_assert_num_queries
):
    user = leader(*led)

    with django_assert_num_queries(2):
        seen = names(Unit.objects.visible_to(user)), names(Team.objects.visible_to(user))

    assert seen == (units, teams)
    assert not Team.objects.led_by(user).exists()


def test_visible_units_come_in_the_order_of_the_tree(tree, leader):
    found = Unit.objects.with_tree_fields().order_siblings_by("name").visible_to(leader("Harbour"))

    assert [(one.name, one.tree_depth) for one in found] == [
        ("Harbour", 0),
        ("Ships", 1),
        ("Shore", 1),
        ("Docks", 2),
    ]


def test_leader_who_leads_a_team_too_sees_each_once(team, tree, leader):
    user = leader("Harbour", "Ships")
    Role.objects.create(user=user, kind=RoleKind.TEAM_LEAD, team=team)

    assert names(Team.objects.visible_to(user)) == ["Gold", "Red"]
    assert names(Team.objects.led_by(user)) == ["Red"]


def test_nobody_else_sees_a_unit(tree, leader, alice, charlie):
    inactive = leader("Harbour")
    inactive.is_active = False
    root = User.objects.create_superuser("root")

    for outsider in (alice, charlie, inactive, root, AnonymousUser()):
        assert not Unit.objects.visible_to(outsider).exists()
        assert "Gold" not in names(Team.objects.visible_to(outsider))


def test_superuser_is_no_lead(team):
    root = User.objects.create_superuser("root")

    assert not Team.objects.visible_to(root).exists()


def test_inactive_lead_sees_nothing(team, alice):
    alice.is_active = False

    assert not Team.objects.visible_to(alice).exists()


def test_revoked_lead_sees_nothing(team, alice):
    alice.roles.all().delete()

    assert not Team.objects.visible_to(alice).exists()


@pytest.mark.parametrize("state", Campaign.State)
def test_results_are_listed_for_the_lead_once_released(campaign, node, alice, bob, state):
    moment = campaign.closes_at if state == "released" else None
    Campaign.objects.update(state=state, released_at=moment)

    assert list(CampaignNode.objects.with_results_for(alice)) == (
        [node] if state == "released" else []
    )
    assert not CampaignNode.objects.with_results_for(bob).exists()


def test_team_sheet_is_listed_once_it_is_answered(campaign, node, alice, bob):
    Campaign.objects.update(kind=Campaign.Kind.TEAM_SHEET, state="open")
    assert not CampaignNode.objects.with_results_for(alice).exists()

    CampaignNode.objects.update(answered=True)

    assert list(CampaignNode.objects.with_results_for(alice)) == [node]
    assert not CampaignNode.objects.with_results_for(bob).exists()


def test_team_sheet_is_the_teams_own_until_the_release(campaign, node, tree, leader):
    clara = leader("Harbour")
    Campaign.objects.update(kind=Campaign.Kind.TEAM_SHEET, state="open")
    CampaignNode.objects.update(answered=True)
    assert not CampaignNode.objects.with_results_for(clara).exists()

    Campaign.objects.update(state="released", released_at=campaign.closes_at)

    assert list(CampaignNode.objects.with_results_for(clara)) == [node]


def test_answered_flag_alone_shows_no_anonymous_campaign(campaign, node, alice):
    Campaign.objects.update(state="open")
    CampaignNode.objects.update(answered=True)

    assert not CampaignNode.objects.with_results_for(alice).exists()


@pytest.mark.parametrize(
    ("state", "late", "due"),
    [
        ("draft", SECOND, False),
        ("open", -SECOND, False),
        ("open", dt.timedelta(0), True),
        ("closed", -SECOND, True),
        ("scored", -SECOND, True),
        ("sealed", -SECOND, True),
        ("released", SECOND, False),
    ],
)
def test_due(campaign, state, late, due):
    Campaign.objects.update(state=state, released_at=campaign.closes_at)

    assert Campaign.objects.due(campaign.closes_at + GRACE + late).exists() is due


def test_takes_answers_only_while_open_and_within_the_grace(campaign):
    assert not campaign.takes_answers(campaign.opens_at)
    campaign.state = Campaign.State.OPEN

    moments = [
        campaign.opens_at - SECOND,
        campaign.opens_at,
        campaign.closes_at,
        campaign.closes_at + GRACE - SECOND,
        campaign.closes_at + GRACE,
    ]

    assert [campaign.takes_answers(at) for at in moments] == [False, True, True, True, False]


def test_team_sheet_has_no_smallest_group(campaign):
    assert campaign.k == 5
    campaign.kind = Campaign.Kind.TEAM_SHEET
    assert campaign.k == 1


def test_current_benchmarks_are_the_newest_versions(edition):
    before = Benchmark.objects.current().count()
    stored = Benchmark.objects.get(is_default=True)
    stored.pk, stored.version = None, 2
    stored.save()

    current = Benchmark.objects.current()

    assert current.count() == before
    assert current.get(key=stored.key).version == 2


def test_placeable_benchmarks_leave_out_those_that_punish(edition):
    placeable = Benchmark.objects.placeable()

    assert 0 < placeable.count() < Benchmark.objects.count()
    assert all(benchmark.rule_set().placeable for benchmark in placeable)


def test_published_editions_leave_out_drafts(edition):
    Edition.objects.create(
        questionnaire=edition.questionnaire, number=2, lead_in="", digest="draft"
    )

    assert list(Edition.objects.published()) == [edition]
    assert [one.number for one in Edition.objects.newest_first()] == [2, 1]


def test_locks_return_the_row(campaign):
    assert Campaign.objects.lock(campaign.pk) == campaign
    assert Campaign.objects.lock_shared(campaign.pk).closes_at == campaign.closes_at


def test_default_benchmark_is_the_newest_version_of_the_default_key(edition):
    stored = Benchmark.objects.default()
    stored.pk, stored.version = None, stored.version + 1
    stored.save()

    assert Benchmark.objects.default() == stored


def test_no_benchmark_is_default_where_none_is_marked(edition):
    Benchmark.objects.update(is_default=False)

    assert Benchmark.objects.default() is None


def test_current_edition_is_the_published_one_that_came_out_last(edition):
    def another(number, **fields):
        return Edition.objects.create(
            questionnaire=edition.questionnaire,
            number=number,
            lead_in="",
            digest=str(number),
            **fields,
        )

    another(2)
    another(3, state=Edition.State.RETIRED, published_at=edition.published_at + 2 * SECOND)
    assert Edition.objects.current() == edition

    newest = another(4, state=Edition.State.PUBLISHED, published_at=edition.published_at + SECOND)

    assert Edition.objects.current() == newest


def test_no_edition_is_current_before_the_first_is_published(db):
    assert Edition.objects.current() is None
