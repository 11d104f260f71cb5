"""Words and rows of the organiser's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from assessments.charts import words
from assessments.models import GRACE, Campaign, CampaignNode, Team
from assessments.pages.turnout_words import turnout_text
from assessments.scoring.values import Reason

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Told:
    """What an organiser may know of who took part, by team node.

    While the campaign is open, bands of turnout; after the release, why a team is hidden.
    """

    turnout: Mapping[int, str]
    hidden: Mapping[int, str]


def campaign_page(
    campaign: Campaign,
    nodes: Sequence[CampaignNode],
    teams: Sequence[Team],
    told: Told,
    *,
    at: dt.datetime,
) -> dict[str, Any]:
    """Return what an organiser sees of a campaign: settings, teams, turnout in bands."""
    small = [team for team in teams if team.headcount < campaign.smallest_group]
    return {
        "campaign": campaign,
        "opens_at": campaign.opens_at.astimezone(campaign.zone),
        "closes_at": campaign.closes_locally(),
        "released_at": campaign.released_at and campaign.released_at.astimezone(campaign.zone),
        "is_over": at >= campaign.closes_at + GRACE,
        "small_teams": [] if campaign.is_team_sheet else small,
        "rows": (_team_rows(campaign, nodes, told) if nodes else _planned_rows(campaign, teams)),
        "interrupted": campaign.state
        in {Campaign.State.CLOSED, Campaign.State.SCORED, Campaign.State.SEALED},
    }


def _team_rows(
    campaign: Campaign, nodes: Sequence[CampaignNode], told: Told
) -> list[dict[str, str]]:
    name_of = {node.pk: node.name for node in nodes}
    return [
        {
            "unit": name_of.get(node.parent_id or 0, ""),
            "team": node.name,
            "invited": _asked(campaign, node.invited),
            "turnout": (
                _sheet(campaign, node) if campaign.is_team_sheet else _turnout(campaign, node, told)
            ),
        }
        for node in nodes
        if node.team_id
    ]


def _planned_rows(campaign: Campaign, teams: Sequence[Team]) -> list[dict[str, str]]:
    return [
        {
            "unit": team.unit.name,
            "team": team.name,
            "invited": _asked(campaign, 1 if campaign.is_team_sheet else team.headcount),
            "turnout": "",
        }
        for team in teams
    ]


def _asked(campaign: Campaign, number: int) -> str:
    if campaign.is_team_sheet:
        return gettext("one sheet")
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _sheet(campaign: Campaign, node: CampaignNode) -> str:
    if node.answered:
        return gettext("sent")
    return gettext("not yet") if campaign.state == Campaign.State.OPEN else gettext("not sent")


def _turnout(campaign: Campaign, node: CampaignNode, told: Told) -> str:
    if campaign.state == Campaign.State.OPEN:
        too_small = gettext("not shown: the team has fewer than %(group)s people")
        band = told.turnout.get(node.pk)
        return turnout_text(band) if band else too_small % {"group": campaign.smallest_group}
    if campaign.state != Campaign.State.RELEASED:
        return gettext("after the release")
    if node.pk in told.hidden:
        return words.reason_text(Reason(told.hidden[node.pk]))
    return turnout_text(node.turnout_band) if node.turnout_band else ""
