"""Figures of the teams that are hidden together, and the tiers of the teams below a unit."""

import pytest
from small_organisation import AFTER, alike, grow, opened, send_all

from assessments.actions import releases
from assessments.models import PERFORMANCE, Result

pytestmark = pytest.mark.django_db(transaction=True)

PRACTICE = "version_control"
TREE = {"Harbour": {"Ships": {"Red": 12, "Tiny": 3, "Wee": 2}, "Shore": {"Blue": 12}}}


def finished(tree, shares, **plan):
    """Release a campaign in which everybody of a team answers alike."""
    teams = grow(tree)
    campaign = opened(teams, **plan)
    outline = campaign.edition.outline()
    sheets = {
        team.name: team.headcount * [alike(outline, shares[team.name])]
        for team in teams
        if team.name in shares
    }
    send_all(campaign, sheets)
    return releases.finish(campaign, at=AFTER)


def cell(campaign, name, column=PRACTICE):
    return Result.objects.get(node__campaign=campaign, node__name=name, column=column)


def test_hidden_teams_have_one_figure_together(shipped):
    shares = {"Red": 0.2, "Tiny": 0.5, "Wee": 0.7, "Blue": 0.5}

    campaign = finished(TREE, shares)

    ships = cell(campaign, "Ships")
    assert cell(campaign, "Tiny").reason
    assert cell(campaign, "Wee").reason
    # Three people at 50 and two at 67
    assert ships.detail["rest"] == {
        "score": 57,
        "bound": "exact",
        "n_band": "5-9",
        "teams": 2,
        "interval": ships.detail["rest"]["interval"],
    }
    assert "rest" not in cell(campaign, "Harbour").detail
    assert "rest" not in cell(campaign, "Shore").detail


def test_small_rest_of_one_mind_is_shown_as_a_limit(shipped):
    campaign = finished(TREE, {"Red": 0.2, "Tiny": 1.0, "Wee": 1.0, "Blue": 0.5})

    assert cell(campaign, "Ships").detail["rest"] == {
        "score": 88,
        "bound": "at least",
        "n_band": "5-9",
        "teams": 2,
        "interval": None,
    }


def test_rest_is_never_smaller_than_a_group(shipped):
    tree = {"Harbour": {"Ships": {"Red": 12, "White": 6, "Tiny": 2}}}

    campaign = finished(tree, {"Red": 0.2, "White": 0.5, "Tiny": 0.9})

    rests = Result.objects.filter(detail__has_key="rest").values_list("node__name", "detail")
    assert all(detail["rest"]["n_band"] != "under 5" for _, detail in rests)
    assert {name for name, _ in rests} == {"Ships"}
    assert cell(campaign, "Red").reason == ""


def test_hidden_unit_leaves_its_teams_to_the_next_shown_one(shipped):
    tree = {"Harbour": {"Ships": {"Red": 12}, "Shore": {"Blue": 3}, "Office": {"Grey": 4}}}

    campaign = finished(tree, {"Red": 0.2, "Blue": 0.5, "Grey": 0.5})

    assert cell(campaign, "Harbour").detail["rest"]["score"] == 50
    assert cell(campaign, "Shore").reason


def test_unit_counts_the_tiers_of_its_teams(shipped):
    campaign = finished(TREE, {"Red": 1.0, "Tiny": 0.5, "Wee": 0.5, "Blue": 0.0})

    counts = {name: cell(campaign, name, PERFORMANCE).detail["teams"] for name in TREE["Harbour"]}
    assert counts == {"Ships": {"high": 1, "none": 2}, "Shore": {"low": 1}}
    assert cell(campaign, "Harbour", PERFORMANCE).detail["teams"] == {
        "high": 1,
        "none": 2,
        "low": 1,
    }
