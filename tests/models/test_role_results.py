"""Results by role: kept apart, and what a campaign says of them."""

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Campaign, CampaignNode, Result, RoleResult
from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Interval,
    Reason,
    ReleasedScore,
    Suppressed,
)

pytestmark = pytest.mark.django_db
PRACTICE = "version_control"


@pytest.fixture
def tree(campaign, team):
    """A unit over a unit over a team, each with one cell of the roles 1 and 2."""
    nodes, parent = [], None
    for position, name in enumerate(["Harbour", "Ships", "Red"]):
        parent = CampaignNode.objects.create(
            campaign=campaign, position=position, end=2, name=name, invited=40, parent=parent
        )
        nodes.append(parent)
    for node in nodes:
        for role in (1, 2):
            RoleResult.objects.create(
                node=node, column=PRACTICE, role=role, score=10 * role, bound="exact", n_band="50+"
            )
    return nodes


def test_one_role_is_seen_from_a_node_and_what_lies_directly_below(tree):
    harbour, ships, _ = tree

    seen = RoleResult.objects.seen_from(harbour, 2)

    assert {(cell.node, cell.role) for cell in seen} == {(harbour, 2), (ships, 2)}


def test_results_of_everybody_hold_none_of_a_role(tree):
    assert not Result.objects.exists()
    assert not Result.objects.of(tree[0]).exists()


def test_results_by_role_go_with_their_campaign(tree, campaign):
    campaign.nodes.update(parent=None)
    campaign.delete()

    assert not RoleResult.objects.exists()


def test_cell_is_a_score_or_a_reason(tree):
    shown = RoleResult(
        node=tree[0],
        column=PRACTICE,
        role=1,
        score=88,
        bound=Bound.AT_LEAST,
        n_band="10-19",
    )
    whole = RoleResult(
        node=tree[0],
        column=PRACTICE,
        role=1,
        score=50,
        bound=Bound.EXACT,
        low=40,
        high=60,
        n_band="20-49",
        agreement=AgreementWord.WEAK,
        opinions_differ=True,
    )
    hidden = RoleResult(node=tree[0], column=PRACTICE, role=1, reason=Reason.TOO_FEW)

    assert shown.value() == ReleasedScore(88, Bound.AT_LEAST, "10-19")
    assert whole.value() == ReleasedScore(
        50,
        Bound.EXACT,
        "20-49",
        interval=Interval(40, 60),
        opinions_differ=True,
        agreement=AgreementWord.WEAK,
    )
    assert hidden.value() == Suppressed(Reason.TOO_FEW)
    assert str(hidden) == f"{tree[0].pk}/{PRACTICE}/1"


@pytest.mark.parametrize(
    ("smallest", "of_a_role", "of_a_unit"), [(5, 10, 30), (10, 10, 30), (12, 12, 30), (40, 40, 40)]
)
def test_roles_are_never_shown_below_the_smallest_group(smallest, of_a_role, of_a_unit):
    campaign = Campaign(smallest_group=smallest)

    assert (campaign.role_group, campaign.by_role_from) == (of_a_role, of_a_unit)


def test_campaign_is_not_by_role_unless_it_says_so():
    assert not Campaign().is_by_role
    assert Campaign(result_filter=Campaign.Filter.ROLE).is_by_role


@pytest.mark.parametrize(
    ("kind", "result_filter", "taken"),
    [
        ("anonymous", "none", True),
        ("anonymous", "role", True),
        ("team sheet", "none", True),
        ("team sheet", "role", False),
    ],
)
def test_database_refuses_a_team_sheet_by_role(campaign, kind, result_filter, taken):
    campaign.kind, campaign.result_filter = kind, result_filter

    if taken:
        campaign.save()
    else:
        with pytest.raises(IntegrityError, match="sheet_has_no_filter"), transaction.atomic():
            campaign.save()
