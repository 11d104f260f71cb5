"""Rows of the page on who takes part: a team by its band, a unit by the bands of its teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessments.actions import participation as turnout
from assessments.actions.responses import TURNOUT_BANDS
from assessments.charts import words
from assessments.charts.moves import counted
from assessments.models import Campaign, CampaignNode
from assessments.scoring.guards import n_band

# Lowest first
BANDS = tuple(word for _, word in reversed(TURNOUT_BANDS))
NOT_COUNTED = "not counted yet"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit or team: how many were asked, how many of them answered, and notes in words."""

    name: str
    asked: str
    answered: str
    note: str = ""
    order: int = len(BANDS)
    href: str = ""


def row(node: CampaignNode, teams: Sequence[CampaignNode], campaign: Campaign) -> Row:
    """Return a node’s row; `teams` are those at and below it."""
    if campaign.is_team_sheet:
        return _sheets(node, teams)
    return _team(node, campaign) if node.team_id else _unit(node, teams, campaign)


def _sheets(node: CampaignNode, teams: Sequence[CampaignNode]) -> Row:
    sent = sum(team.answered for team in teams)
    if node.team_id:
        return Row(node.name, "1 sheet", "sent" if sent else "not yet", order=sent)
    asked = "1 sheet" if len(teams) == 1 else f"{len(teams)} sheets"
    # As a band's place, so that who lags comes first
    return Row(node.name, asked, f"{sent} sent", order=len(BANDS) * sent // len(teams))


def _team(node: CampaignNode, campaign: Campaign) -> Row:
    if node.invited < campaign.k:
        return Row(node.name, f"fewer than {campaign.k} people", "not shown: too few people")
    people = _people(node.invited, campaign)
    if not node.turnout_band:
        return Row(node.name, people, NOT_COUNTED)
    return Row(node.name, people, node.turnout_band, order=BANDS.index(node.turnout_band))


def _unit(node: CampaignNode, teams: Sequence[CampaignNode], campaign: Campaign) -> Row:
    large = [team for team in teams if team.invited >= campaign.k]
    if not large:
        return Row(node.name, "", f"not shown: each team has fewer than {campaign.k} people")
    asked = f"{_people(sum(team.invited for team in large), campaign)} in {counted(len(large))}"
    note = _left_out(len(teams) - len(large), campaign)
    if not all(team.turnout_band for team in large):
        return Row(node.name, asked, NOT_COUNTED, note)
    band = turnout.together((team.turnout_band, team.invited) for team in large)
    in_band = Counter(team.turnout_band for team in large)
    told = words.joined(f"{counted(in_band[one])} {one}" for one in BANDS if in_band[one])
    note = f"{told}. {note}" if note else f"{told}."
    return Row(node.name, asked, f"{band}, roughly", note, BANDS.index(band))


def _people(number: int, campaign: Campaign) -> str:
    return words.answers_text(n_band(number, campaign.k)).replace("answers", "people")


def _left_out(teams: int, campaign: Campaign) -> str:
    if not teams:
        return ""
    are = "is" if teams == 1 else "are"
    return f"{counted(teams)} with fewer than {campaign.k} people {are} left out."


def address(unit: int | None) -> str:
    """Return where a unit’s own page is; a team has none."""
    return reverse("organisation:participation", args=[unit]) if unit else ""
