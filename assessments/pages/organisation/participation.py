"""Who takes part while campaigns are open: bands of teams, and of units what these add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments.models import Campaign, CampaignNode, Unit
from assessments.pages import policy

from .turnout_rows import Row, address, row

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
        "above": [{"url": address(one.pk), "text": one.name} for one in above],
        "asking": asking,
    }
    return render(request, "assessments/organisation/participation.html", context)


def _asking(node: CampaignNode, below: Sequence[CampaignNode]) -> Asking:
    campaign = node.campaign
    children = [one for one in below if one.parent_id == node.pk]
    teams = [one for one in below if one.team_id]
    rows = [
        replace(row(child, _of(child, teams), campaign), href=address(child.unit_id))
        for child in children
    ]
    return Asking(
        campaign=campaign,
        own=row(node, teams, campaign),
        rows=sorted(rows, key=lambda one: (one.order, one.name.casefold())),
    )


def _of(node: CampaignNode, teams: Sequence[CampaignNode]) -> Sequence[CampaignNode]:
    """Return the teams at and below a node, of those given in the order of the tree."""
    start = bisect_left(teams, node.position, key=_position)
    return teams[start : bisect_right(teams, node.end, key=_position)]


def _position(node: CampaignNode) -> int:
    return node.position
