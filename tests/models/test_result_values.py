import pytest

from assessments.models import Campaign, CampaignNode, Result
from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Reason,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedQuickScore,
    ReleasedScore,
    SecondOpinions,
    Suppressed,
    Tier,
)

pytestmark = pytest.mark.django_db


def stored(node, **fields):
    """Return a cell as it comes back from the database."""
    return Result.objects.get(pk=Result.objects.create(node=node, **fields).pk)


@pytest.mark.parametrize("reason", Reason)
def test_hidden_cell_is_its_reason(node, reason):
    cell = stored(node, column="version_control", kind="practice", reason=reason)

    assert cell.value() == Suppressed(reason)


def test_practice_is_a_score(node):
    cell = stored(
        node,
        column="version_control",
        kind="practice",
        n_band="10-19",
        score=63,
        bound="exact",
        low=58,
        high=69,
        standard_error=2.5,
        agreement="strong",
        opinions_differ=True,
        change=-9,
        change_is_real=True,
        peers=55,
    )

    assert cell.value() == ReleasedScore(
        score=63,
        bound=Bound.EXACT,
        n_band="10-19",
        interval=Interval(58, 69),
        opinions_differ=True,
        agreement=AgreementWord.STRONG,
        change=Change(-9, real=True),
        peers=55,
    )


def test_bounded_practice_has_neither_interval_nor_change(node):
    cell = stored(
        node, column="version_control", kind="practice", n_band="5-9", score=88, bound="at least"
    )

    assert cell.value() == ReleasedScore(88, Bound.AT_LEAST, "5-9")


def test_metric_is_a_position(node):
    cell = stored(
        node,
        column="lead_time",
        kind="metric",
        n_band="5-9",
        bound="exact",
        detail={"position": 3.5, "low": 2.0, "high": 5.0},
    )

    assert cell.value() == ReleasedMetric(Metric.LEAD_TIME, 3.5, Bound.EXACT, 2.0, 5.0, "5-9")


@pytest.mark.parametrize("mixed", [None, Mixed(MixedKind.MIXED, (Metric.LEAD_TIME,), ())])
def test_performance_is_a_placement(node, mixed):
    cell = stored(
        node,
        column="performance",
        kind="performance",
        n_band="20-49",
        detail={
            "rule_set": "report-2014",
            "year": 2014,
            "percents": {"low": 5, "medium": 20, "high": 75},
            "step": 1,
            "label": {"kind": "certain", "tiers": ["high"]},
            "mixed": mixed and {"kind": "mixed", "high": ["lead_time"], "low": []},
            "stable": True,
            "second_opinions": {
                "tier_2019": "medium",
                "score": {"score": 8.5, "bound": "at least", "step": 0.5, "metrics": 3},
                "by_share": "low",
            },
        },
    )

    assert cell.value() == ReleasedPlacement(
        rule_set="report-2014",
        year=2014,
        percents={Tier.LOW: 5, Tier.MEDIUM: 20, Tier.HIGH: 75},
        label=Label(LabelKind.CERTAIN, (Tier.HIGH,)),
        mixed=mixed,
        n_band="20-49",
        stable=True,
        second_opinions=SecondOpinions(
            Tier.MEDIUM,
            ReleasedQuickScore(8.5, Bound.AT_LEAST, 0.5, 3),
            Tier.LOW,
        ),
        step=1,
    )


@pytest.mark.parametrize("tier", ["medium", None])
def test_placement_of_an_earlier_release_says_what_is_true_of_it(node, tier):
    cell = stored(
        node,
        column="performance",
        kind="performance",
        n_band="5-9",
        detail={
            "rule_set": "report-2014",
            "year": 2014,
            "percents": {"low": 0, "medium": 25, "high": 75},
            "label": {"kind": "certain", "tiers": ["high"]},
            "mixed": None,
            "stable": True,
            "second_opinion": tier,
        },
    )

    assert (cell.value().step, cell.value().second_opinions) == (5, SecondOpinions(tier))


def test_cells_before_are_those_that_changes_refer_to(campaign, node):
    cell = stored(node, column="version_control", kind="practice", score=50, bound="exact")
    stored(node, column="lead_time", kind="metric", reason="too few")
    campaign.pk, campaign.public_id = None, "0" * 32
    campaign.save()
    red, new = (
        CampaignNode.objects.create(
            campaign=campaign, position=place, end=place, name="x", before=before, invited=12
        )
        for place, before in enumerate([node, None])
    )

    assert list(Result.objects.of_node_before(red)) == [cell]
    assert not Result.objects.of_node_before(new).exists()
    assert list(Result.objects.of(node).order_by("pk"))[:1] == [cell]
    assert Campaign.objects.latest_first().first() == campaign
