import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from small_organisation import (
    AFTER,
    CLOSES,
    DURING,
    OPENS,
    TREE,
    alike,
    drafted,
    grow,
    opened,
    planned,
    send,
    tokens,
)

from assessments.actions import campaigns, keyring, organisation, releases, responses
from assessments.errors import (
    InvalidCampaignError,
    KeyMissingError,
    LinksMadeError,
    UnknownLinkError,
    WrongStateError,
)
from assessments.models import Benchmark, Campaign, Invitation, Unit

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def frozen(campaign):
    """Return the campaign's tree as (name, name above, invited), in its order."""
    nodes = campaign.nodes.in_order().select_related("parent")
    return [(node.name, node.parent and node.parent.name, node.invited) for node in nodes]


def test_create_makes_a_draft_without_nodes_links_and_key(teams):
    campaign = drafted(teams)

    assert campaign.state == Campaign.State.DRAFT
    assert list(campaign.teams.order_by("pk")) == teams
    assert not campaign.nodes.exists()
    assert not campaign.invitations.exists()
    assert not keyring.exists(campaign)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at": OPENS}, "must close after it opens"),
        ({"smallest_group": 4}, "5 people or more"),
        ({"teams": []}, "at least one team"),
    ],
)
def test_create_refuses_a_contradiction(teams, changes, sentence):
    with pytest.raises(InvalidCampaignError, match=sentence):
        drafted(**({"teams": teams} | changes))

    assert not Campaign.objects.exists()


@pytest.mark.parametrize("name", ["Spring survey", "SPRING survey"])
def test_create_refuses_a_name_that_is_taken(teams, name):
    opened(teams)

    with pytest.raises(InvalidCampaignError, match="already a campaign called") as refusal:
        drafted(teams, name=name)

    assert refusal.value.about == "name"
    assert Campaign.objects.count() == 1


def test_create_refuses_what_is_over(teams):
    with pytest.raises(InvalidCampaignError, match="closing time has passed") as refusal:
        campaigns.create(planned(teams), at=CLOSES)

    assert refusal.value.about == "closes"
    assert campaigns.create(planned(teams), at=CLOSES - HOUR)


def test_change_puts_a_plan_in_the_place_of_another(teams):
    draft = drafted(teams)

    changed = campaigns.change(draft, planned(teams[:1], name="Summer", smallest_group=8), at=OPENS)

    draft.refresh_from_db()
    assert (changed.pk, draft.name, draft.smallest_group) == (draft.pk, "Summer", 8)
    assert list(draft.teams.all()) == teams[:1]


@pytest.mark.parametrize("changes", [{"closes_at": OPENS}, {"name": "Taken"}, {"teams": []}])
def test_change_refuses_what_create_refuses(teams, changes):
    drafted(teams, name="Taken")
    draft = drafted(teams, name="Mine")

    with pytest.raises(InvalidCampaignError):
        campaigns.change(draft, planned(**({"teams": teams, "name": "Mine"} | changes)), at=OPENS)

    draft.refresh_from_db()
    assert (draft.name, draft.closes_at, draft.teams.count()) == ("Mine", CLOSES, 4)


def test_only_drafts_are_changed_and_discarded(teams):
    campaign = opened(teams)

    with pytest.raises(WrongStateError, match="open"):
        campaigns.change(campaign, planned(teams, name="Other"), at=OPENS)
    with pytest.raises(WrongStateError, match="open"):
        campaigns.discard(campaign)

    campaign.refresh_from_db()
    assert campaign.name == "Spring survey"
    assert keyring.exists(campaign)


def test_discard_takes_the_key_of_an_interrupted_opening_along(teams):
    draft, other = drafted(teams), opened(teams)
    keyring.create(draft)

    campaigns.discard(draft)

    assert list(Campaign.objects.all()) == [other]
    assert (keyring.exists(draft), keyring.exists(other)) == (False, True)
    assert len(teams) == 4


def test_create_refuses_a_benchmark_that_cannot_place(teams):
    unplaceable = Benchmark.objects.filter(placeable=False).first()
    assert unplaceable is not None

    with pytest.raises(InvalidCampaignError, match="not used to place"):
        drafted(teams, benchmark=unplaceable)


def test_group_under_5_is_refused_by_the_database_too(teams):
    campaign = drafted(teams)

    with pytest.raises(IntegrityError, match="campaign_group_at_least_5"), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(smallest_group=4)
    Campaign.objects.filter(pk=campaign.pk).update(smallest_group=5)


def test_close_before_opening_is_refused_by_the_database_too(teams):
    campaign = drafted(teams)

    with pytest.raises(IntegrityError, match="campaign_closes_after_opening"), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(closes_at=OPENS)


def test_open_freezes_the_tree_with_the_invited_added_up(teams):
    campaign = opened(teams)

    assert campaign.state == Campaign.State.OPEN
    assert frozen(campaign) == [
        ("Harbour", None, 27),
        ("Ships", "Harbour", 18),
        ("Red", "Ships", 12),
        ("White", "Ships", 6),
        ("Shore", "Harbour", 9),
        ("Blue", "Shore", 6),
        ("Green", "Shore", 3),
    ]


def test_open_freezes_only_what_stands_above_its_teams(teams):
    grow({"Elsewhere": {"Yellow": 8}})

    campaign = opened(teams[2:])

    assert [name for name, _, _ in frozen(campaign)] == ["Harbour", "Shore", "Blue", "Green"]


def test_parents_come_before_children_at_any_depth(shipped):
    deep = {"A": {"B": {"C": {"D": {"Deep": 5}, "Middle": 6}}, "High": 7}, "Z": {"Other": 8}}

    campaign = opened(grow(deep))
    position = {node.pk: node.position for node in campaign.nodes.all()}

    assert all(
        position[node.parent_id] < node.position
        for node in campaign.nodes.exclude(parent__isnull=True)
    )
    assert sorted(position.values()) == list(range(len(position)))
    assert ("C", "B", 11) in frozen(campaign)


def test_open_invites_everybody_once(teams):
    campaign = opened(teams)
    invited = list(campaign.invitations.select_related("node"))

    counts = {node.name: 0 for node in campaign.nodes.filter(team__isnull=False)}
    for invitation in invited:
        counts[invitation.node.name] += 1

    assert counts == {"Red": 12, "White": 6, "Blue": 6, "Green": 3}
    assert len({bytes(invitation.seed_encrypted) for invitation in invited}) == 27
    assert len({invitation.token_hash for invitation in invited}) == 27


def test_team_sheet_invites_each_team_once(teams):
    campaign = opened(teams, kind=Campaign.Kind.TEAM_SHEET)

    assert campaign.k == 1
    assert campaign.invitations.count() == 4
    assert frozen(campaign)[0] == ("Harbour", None, 4)


def test_frozen_tree_outlives_every_change_of_the_organisation(teams):
    campaign = opened(teams)
    before = frozen(campaign)
    red, white, _blue, green = teams

    ships, shore = Unit.objects.get(name="Ships"), Unit.objects.get(name="Shore")
    organisation.change_team(red, name="Crimson", headcount=40, unit=ships)
    organisation.change_team(white, name="White", headcount=6, unit=shore)
    shore.parent, shore.name = ships, "Coast"
    shore.save()
    with pytest.raises(ProtectedError):
        green.delete()
    grow({"New": {"Team": 9}}, ships)

    assert frozen(campaign) == before
    assert campaign.invitations.count() == 27


def test_tree_that_is_not_frozen_is_seen(teams):
    campaign = opened(teams)
    before = frozen(campaign)

    campaign.nodes.filter(name="Red").update(name="Crimson")

    assert frozen(campaign) != before


def test_opening_twice_is_refused_and_changes_nothing(teams):
    campaign = opened(teams)
    key = keyring.read(campaign)

    with pytest.raises(WrongStateError, match="open"):
        campaigns.open(campaign, at=OPENS)

    assert campaign.invitations.count() == 27
    assert keyring.read(campaign) == key


def test_opening_twice_does_not_replace_a_lost_key(teams):
    campaign = opened(teams)
    keyring.destroy(campaign)

    with pytest.raises(WrongStateError):
        campaigns.open(campaign, at=OPENS)

    assert not keyring.exists(campaign)
    with pytest.raises(KeyMissingError):
        responses.open_sheet(token=tokens(campaign)["Red"][0], at=DURING)


def test_opening_after_the_close_is_refused(teams):
    campaign = drafted(teams)

    with pytest.raises(InvalidCampaignError, match="closing time has passed"):
        campaigns.open(campaign, at=CLOSES)

    assert not campaign.nodes.exists()


def test_interrupted_opening_is_repeated_with_the_same_key(teams):
    campaign = drafted(teams)
    left = keyring.create(campaign)

    campaign = campaigns.open(campaign, at=OPENS)

    assert keyring.read(campaign) == left
    assert send(tokens(campaign)["Red"][0], alike(campaign.edition.outline()))


def test_draft_has_no_links(teams):
    with pytest.raises(WrongStateError, match="draft"):
        campaigns.issue_links(drafted(teams))


def test_links_are_numbered_by_team_and_stored_as_hashes_only(teams):
    campaign = opened(teams)

    issued = campaigns.issue_links(campaign)
    stored = set(campaign.invitations.values_list("token_hash", flat=True))

    assert [(link.node.name, link.number) for link in issued] == [
        (name, number + 1)
        for name, people in [("Red", 12), ("White", 6), ("Blue", 6), ("Green", 3)]
        for number in range(people)
    ]
    assert len({link.token for link in issued}) == 27
    assert stored.isdisjoint(link.token for link in issued)


def test_new_links_replace_the_old_ones(teams):
    campaign = opened(teams)
    old, new = tokens(campaign)["Red"], tokens(campaign)["Red"]

    for token in old:
        with pytest.raises(UnknownLinkError):
            responses.open_sheet(token=token, at=DURING)
    assert all(responses.open_sheet(token=token, at=DURING) for token in new)


def test_links_asked_for_before_others_were_made_are_refused(teams):
    campaign = opened(teams)
    first = campaigns.issue_links(campaign, made=0)

    with pytest.raises(LinksMadeError, match="already made"):
        campaigns.issue_links(campaign, made=0)

    assert responses.open_sheet(token=first[0].token, at=DURING)
    assert campaigns.issue_links(campaign, made=1)
    with pytest.raises(UnknownLinkError):
        responses.open_sheet(token=first[0].token, at=DURING)


def test_new_link_writes_the_same_answer_not_one_more(teams):
    campaign = opened(teams)
    outline = campaign.edition.outline()
    for token in tokens(campaign)["Red"]:
        send(token, alike(outline, 0.2))

    for token in tokens(campaign)["Red"]:
        send(token, alike(outline, 0.9))

    rows = list(responses.Response.objects.values_list("answers", flat=True))
    assert rows == 12 * [responses.stored(alike(outline, 0.9), outline)]


def test_new_links_leave_seeds_and_rows_as_they_were(teams):
    campaign = opened(teams)
    fields = ("pk", "node_id", "address", "seed_encrypted")
    before = list(campaign.invitations.order_by("pk").values_list(*fields))

    tokens(campaign)

    assert list(campaign.invitations.order_by("pk").values_list(*fields)) == before


def test_move_close_moves_the_deadline_and_nothing_else(teams):
    campaign = opened(teams)
    token = tokens(campaign)["Red"][0]

    moved = campaigns.move_close(campaign, closes_at=CLOSES + HOUR, at=DURING)

    assert moved.closes_at == CLOSES + HOUR
    assert send(token, alike(campaign.edition.outline()), at=CLOSES + HOUR / 2)


@pytest.mark.parametrize("closes_at", [OPENS, DURING])
def test_move_close_refuses_what_is_over(teams, closes_at):
    with pytest.raises(InvalidCampaignError, match="must lie ahead"):
        campaigns.move_close(opened(teams), closes_at=closes_at, at=DURING)


def test_move_close_refuses_a_closed_campaign(teams):
    campaign = campaigns.close(opened(teams), at=AFTER)

    with pytest.raises(WrongStateError, match="closed"):
        campaigns.move_close(campaign, closes_at=AFTER + HOUR, at=AFTER)


def test_close_keeps_the_deadline_that_has_passed(teams):
    campaign = campaigns.close(opened(teams), at=AFTER)

    assert (campaign.state, campaign.closes_at) == (Campaign.State.CLOSED, CLOSES)


def test_closing_early_moves_the_deadline_to_now(teams):
    campaign = campaigns.close(opened(teams), at=DURING)

    assert (campaign.state, campaign.closes_at) == (Campaign.State.CLOSED, DURING)


def test_closing_twice_does_nothing(teams):
    campaign = campaigns.close(opened(teams), at=DURING)

    again = campaigns.close(campaign, at=AFTER)

    assert (again.state, again.closes_at) == (Campaign.State.CLOSED, DURING)


def test_draft_cannot_be_closed_or_finished(teams):
    draft = drafted(teams)

    with pytest.raises(WrongStateError, match="draft"):
        campaigns.close(draft, at=AFTER)
    with pytest.raises(WrongStateError, match="never opened"):
        releases.finish(draft, at=AFTER)


def test_plan_holds_everything_that_a_draft_needs(teams):
    plan = planned(teams, smallest_group=7)

    campaign = campaigns.create(plan, at=OPENS)

    stored = {
        field.name: getattr(campaign, field.name)
        for field in dataclasses.fields(plan)
        if field.name != "teams"
    }
    assert stored == {name: getattr(plan, name) for name in stored}
    assert campaign.k == 7


def test_invitations_of_two_campaigns_are_strangers(teams):
    first = opened(teams)
    second = opened(teams)
    hashes = list(Invitation.objects.values_list("token_hash", flat=True))

    assert len(set(hashes)) == 2 * 27
    assert keyring.read(first) != keyring.read(second)
    assert TREE["Harbour"]["Ships"]["Red"] == first.nodes.get(name="Red").invited
