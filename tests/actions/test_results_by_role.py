"""Results by role: chosen before, decided once, and nobody below k can be worked out from them."""

from random import Random

import numpy as np
import pytest
from filter_reference import isolated
from role_sheets import by_role, person, put
from small_organisation import CLOSES, grow, opened

from assessments.actions import campaigns, releases
from assessments.actions.responses import stored
from assessments.errors import InvalidCampaignError
from assessments.models import Campaign, Result, RoleResult
from assessments.models.response import Response, SealedResponse
from assessments.scoring import filter_cells, guards, likert
from assessments.scoring.crossing import Crossed
from assessments.scoring.values import Bound, Reason

pytestmark = pytest.mark.django_db
ROLES = range(1, 7)
PRACTICE = "version_control"


def scored(campaign, **options):
    return releases.score(campaigns.close(campaign, at=CLOSES), **options)


@pytest.fixture
def two_teams(shipped):
    """A unit of two teams, 12 and 32 people; role 1 is nearly all in the first."""
    return grow({"Harbour": {"Red": 12, "White": 32}})


def crossed(campaign, teams, share=0.5):
    """Role 1 at the unit less the team Red are two people of White."""
    outline = campaign.edition.outline()
    roles = {"Red": 12 * [1], "White": 2 * [1] + 30 * [2]}
    for team in teams:
        put(campaign, team, [person(outline, role, share) for role in roles[team.name]])


@pytest.fixture
def one_unit(shipped):
    return grow({"Harbour": {"Red": 20, "White": 20}})


def mixed(campaign, teams, shares=(0.25, 0.75)):
    """Both teams half role 1, half role 2."""
    outline = campaign.edition.outline()
    for team in teams:
        put(
            campaign,
            team,
            [person(outline, number % 2 + 1, shares[number % 2]) for number in range(20)],
        )


def cells(campaign, column=PRACTICE):
    found = RoleResult.objects.filter(node__campaign=campaign, column=column)
    return {(cell.node.name, cell.role): cell for cell in found.select_related("node")}


def test_scores_are_those_of_the_people_of_a_role(one_unit):
    campaign = by_role(one_unit)
    mixed(campaign, one_unit, shares=(0.33, 0.66))

    scored(campaign)

    found = cells(campaign)
    assert {place for place, cell in found.items() if not cell.reason} == {
        ("Harbour", 1),
        ("Harbour", 2),
    }
    assert {found["Harbour", role].reason for role in (3, 4, 5, 6)} == {Reason.TOO_FEW}
    assert {name for name, _ in found} == {"Harbour"}
    outline = campaign.edition.outline()
    practice = outline.practices[0]
    items = outline.items(practice)
    for role, share in ((1, 0.33), (2, 0.66)):
        row = stored(person(outline, role, share), outline)
        codes = np.array(20 * [[row[place] for place in outline.places(practice)]], dtype=float)
        expected = guards.guard_score(likert.score_group(codes, items), 10, 7)
        assert found["Harbour", role].value() == expected
        assert expected.n_band == "20-49"


def test_small_and_unanimous_role_is_shown_as_a_limit_only(one_unit):
    campaign = by_role(one_unit)
    outline = campaign.edition.outline()
    for team, role in zip(one_unit, (1, 2), strict=True):
        put(
            campaign,
            team,
            [person(outline, role, 0.95 if role == 1 else 0.5) for _ in range(15)]
            + [person(outline, 3 - role, 0.95 if role == 2 else 0.5) for _ in range(4)],
        )

    scored(campaign)

    found = cells(campaign)["Harbour", 1]
    assert (found.score, found.bound, found.low) == (88, Bound.AT_LEAST, None)
    assert found.n_band == "10-19"


def test_score_of_a_role_does_not_undo_the_limit_of_a_team_in_it(shipped):
    """Six at 100 and ten at 50: 69, which less the ten would tell what each of the six said."""
    teams = grow({"Harbour": {"Red": 6, "White": 24}})
    campaign = by_role(teams)
    outline = campaign.edition.outline()
    sheets = {
        "Red": 6 * [person(outline, 1, 1.0)],
        "White": 10 * [person(outline, 1)] + 14 * [person(outline, 2)],
    }
    for team in teams:
        put(campaign, team, sheets[team.name])

    scored(campaign)

    red = Result.objects.get(node__name="Red", column=PRACTICE)
    assert (red.score, red.bound) == (88, Bound.AT_LEAST)
    assert cells(campaign)["Harbour", 1].score == 64


def test_role_at_an_end_is_levelled_in_the_score_of_everybody(shipped):
    """Ten at 100 and thirty at 50: 63 less the thirty would tell what each of the ten said."""
    teams = grow({"Harbour": {"Red": 40}})
    campaign = by_role(teams)
    outline = campaign.edition.outline()
    put(campaign, teams[0], 10 * [person(outline, 1, 1.0)] + 30 * [person(outline, 2)])

    scored(campaign)

    assert cells(campaign)["Red", 2].score == 50
    assert Result.objects.get(node__name="Red", column=PRACTICE).score == 61


def test_nothing_is_by_role_unless_it_was_chosen(one_unit):
    campaign = opened(one_unit)
    mixed(campaign, one_unit)

    assert not scored(campaign).filter_dropped
    assert not RoleResult.objects.exists()


def everything(campaign):
    return list(
        Result.objects.filter(node__campaign=campaign)
        .order_by("node__position", "column")
        .values_list("node__name", "column", "reason", "score", "low", "high", "n_band", "detail")
    )


def sealed(campaign):
    releases.seal(campaign)
    rows = SealedResponse.objects.filter(campaign=campaign)
    return sorted(rows.values_list("node__name", "answers"), key=repr)


def test_filter_changes_nothing_that_is_shown_of_everybody_nor_what_is_sealed(one_unit):
    plain, filtered = opened(one_unit), by_role(one_unit)
    outline = plain.edition.outline()
    for campaign in (plain, filtered):
        mixed(campaign, one_unit)
        scored(campaign)
        campaign.refresh_from_db()

    assert everything(filtered) == everything(plain)
    kept = sealed(filtered)
    assert kept == sealed(plain)
    assert {answers[outline.role_place()] for _, answers in kept} == {None}


def test_audit_hides_what_crosses_the_tree_and_without_it_two_people_are_shown(
    two_teams, monkeypatch
):
    campaign = by_role(two_teams)
    crossed(campaign, two_teams)

    scored(campaign)

    assert cells(campaign)["Harbour", 1].reason == Reason.PROTECTS_NEIGHBOUR
    assert published_and_isolated(campaign, PRACTICE) == []

    # The negative control: the same release without the audit
    Campaign.objects.filter(pk=campaign.pk).update(state="closed")
    monkeypatch.setattr(filter_cells.Audit, "found", lambda _: [])
    releases.score(Campaign.objects.get(pk=campaign.pk))
    assert cells(campaign)["Harbour", 1].reason == ""
    assert 2 in published_and_isolated(campaign, PRACTICE)


def test_audit_without_an_answer_in_time_drops_the_filter_alone(one_unit):
    plain, late = opened(one_unit), by_role(one_unit)
    for campaign in (plain, late):
        mixed(campaign, one_unit)
        scored(campaign, audit_seconds=0)
        campaign.refresh_from_db()

    assert (late.state, late.filter_dropped) == (Campaign.State.SCORED, True)
    assert not RoleResult.objects.exists()
    assert everything(late) == everything(plain)


def test_answers_play_no_part_in_what_is_shown(two_teams):
    patterns = []
    for share in (0.1, 0.6):
        campaign = by_role(two_teams)
        crossed(campaign, two_teams, share)
        scored(campaign)
        patterns.append({place: cell.reason for place, cell in cells(campaign).items()})

    assert patterns[0] == patterns[1]
    assert len(patterns[0]) == 2 * len(ROLES)


def test_larger_smallest_group_counts_for_roles_too(one_unit):
    campaign = by_role(one_unit, smallest_group=15)
    outline = campaign.edition.outline()
    for team in one_unit:
        roles = 6 * [1] + 14 * [2]
        put(campaign, team, [person(outline, role) for role in roles])

    scored(campaign)

    assert {place: cell.reason for place, cell in cells(campaign).items() if place[1] < 3} == {
        ("Harbour", 1): Reason.TOO_FEW,
        ("Harbour", 2): Reason.PROTECTS_NEIGHBOUR,
    }


def test_scoring_again_after_an_interruption_shows_the_same(one_unit):
    campaign = by_role(one_unit)
    mixed(campaign, one_unit)
    scored(campaign)
    first = {place: cell.value() for place, cell in cells(campaign).items()}

    Campaign.objects.filter(pk=campaign.pk).update(state="closed")
    releases.score(Campaign.objects.get(pk=campaign.pk))

    assert {place: cell.value() for place, cell in cells(campaign).items()} == first


def test_team_sheet_cannot_be_by_role(one_unit):
    with pytest.raises(InvalidCampaignError, match="does not ask the role"):
        by_role(one_unit, kind=Campaign.Kind.TEAM_SHEET)


def published_and_isolated(campaign, column):
    """Attack: from all cells of a column, the sizes of the groups below k that come out."""
    nodes = list(campaign.nodes.order_by("position"))
    index = {node.pk: place for place, node in enumerate(nodes)}
    outline = campaign.edition.outline()
    practice = next(one for one in outline.practices if one.key == column)
    places, role = outline.places(practice), outline.role_place()
    own = np.zeros((len(nodes), len(ROLES) + 1), dtype=np.int64)
    for node_pk, answers in Response.objects.filter(campaign=campaign).values_list(
        "node", "answers"
    ):
        if sum(bool(answers[place]) for place in places) >= likert.required_answers(len(places)):
            own[index[node_pk], answers[role] or 0] += 1
    shown = np.zeros(len(nodes), dtype=bool)
    for node_pk in Result.objects.filter(
        node__campaign=campaign, column=column, reason=""
    ).values_list("node", flat=True):
        shown[index[node_pk]] = True
    by = np.zeros(own.shape, dtype=bool)
    for node_pk, value in RoleResult.objects.filter(
        node__campaign=campaign, column=column, reason=""
    ).values_list("node", "role"):
        by[index[node_pk], value] = True
    parents = [index.get(node.parent_id, -1) for node in nodes]
    return isolated(Crossed(parents, shown, own), by, campaign.k)


def random_release(random):
    """A campaign by role of two or three units of teams in which roles are unevenly spread."""
    tree = {
        f"Unit {number}": {f"Team {number}.{team}": 0 for team in range(random.randint(1, 3))}
        for number in range(random.randint(2, 3))
    }
    sizes = {name: random.choice([3, 6, 9, 14, 22, 34]) for of in tree.values() for name in of}
    for of in tree.values():
        of.update({name: sizes[name] for name in of})
    teams = grow({f"Top {random.random()}": tree})
    campaign = by_role(teams)
    outline = campaign.edition.outline()
    first = [outline.questions[at].code for at in outline.places(outline.practices[0])]
    for team in teams:
        usual, gaps = random.choice([1, 2]), random.random() / 3
        people = []
        for _ in range(team.headcount):
            role = usual if random.random() < 0.8 else random.choice([1, 2, 3, None])
            skipped = dict.fromkeys(first) if random.random() < gaps else {}
            people.append(person(outline, role, random.random(), **skipped))
        put(campaign, team, people)
    return campaign


def test_attacker_on_released_cells_isolates_nobody_but_does_without_the_rules(
    shipped, monkeypatch
):
    random, shown, found = Random(3), 0, 0
    columns = (PRACTICE, "architecture")
    released = [random_release(random) for _ in range(12)]
    for campaign in released:
        scored(campaign)
        assert [published_and_isolated(campaign, column) for column in columns] == [[], []]
        shown += RoleResult.objects.filter(node__campaign=campaign, reason="").count()
    assert shown > 50

    def by_size(table, k, *, least, node_from, **_):
        people = filter_cells.people_below(table)
        large = table.shown & (people.sum(axis=1) >= node_from)
        cells = (people >= least) & large[:, None]
        cells[:, 0] = False
        return cells

    # The negative control: cells of ten on nodes of thirty, without child rule and audit
    monkeypatch.setattr(filter_cells, "choose", by_size)
    Campaign.objects.update(state="closed")
    for campaign in released:
        releases.score(Campaign.objects.get(pk=campaign.pk))
        found += sum(bool(published_and_isolated(campaign, column)) for column in columns)
    assert found >= 5
