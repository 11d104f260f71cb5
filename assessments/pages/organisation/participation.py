"""Who takes part while campaigns are open: bands of teams, and of units what these add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from assessments.actions import participation as turnout
from assessments.actions.responses import TURNOUT_BANDS
from assessments.charts import words
from assessments.charts.moves import counted
from assessments.models import Campaign, CampaignNode, Unit
from assessments.pages import policy
from assessments.scoring.guards import n_band

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

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


@dataclass(frozen=True, slots=True)
class Asking:
    """An open campaign as a unit's leader sees it; `own` is the unit itself."""

    campaign: Campaign
    own: Row
    rows: Sequence[Row]


@policy.unit_reader
@require_GET
def participation(request: HttpRequest, unit: int) -> HttpResponse:
    """Show how far each part of a unit has taken part in the campaigns that are open."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    nodes = list(
        CampaignNode.objects.units_under_way().filter(unit__pk=unit).select_related("campaign")
    )
    below: dict[int, list[CampaignNode]] = {node.campaign_id: [] for node in nodes}
    for one in CampaignNode.objects.of_subtrees(nodes):
        below[one.campaign_id].append(one)
    asking = [_asking(node, below[node.campaign_id]) for node in nodes]
    readable = Unit.objects.visible_to(request.user).values("pk")
    above = found.ancestors().filter(pk__in=readable)
    context = {
        "unit": found,
        "above": [{"url": _address(one.pk), "text": one.name} for one in above],
        "asking": asking,
    }
    return render(request, "assessments/organisation/participation.html", context)


def _asking(node: CampaignNode, below: Sequence[CampaignNode]) -> Asking:
    campaign = node.campaign
    children = [one for one in below if one.parent_id == node.pk]
    teams = [one for one in below if one.team_id]
    rows = [
        replace(_row(child, _of(child, teams), campaign), href=_address(child.unit_id))
        for child in children
    ]
    return Asking(
        campaign=campaign,
        own=_row(node, teams, campaign),
        rows=sorted(rows, key=lambda row: (row.order, row.name.casefold())),
    )


def _address(unit: int | None) -> str:
    return reverse("organisation:participation", args=[unit]) if unit else ""


def _of(node: CampaignNode, teams: Sequence[CampaignNode]) -> Sequence[CampaignNode]:
    """Return the teams at and below a node, of those given in the order of the tree."""
    start = bisect_left(teams, node.position, key=_position)
    return teams[start : bisect_right(teams, node.end, key=_position)]


def _position(node: CampaignNode) -> int:
    return node.position


def _row(node: CampaignNode, teams: Sequence[CampaignNode], campaign: Campaign) -> Row:
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
