"""Finding a unit in a campaign, as far as the reader may see it, and what frames its pages."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import Http404

from assessments.models import CampaignNode

from .present import way

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.models.campaign import NodeQuerySet


def find(
    request: HttpRequest, unit: int, campaign: uuid.UUID
) -> tuple[CampaignNode, list[CampaignNode]]:
    """Return the unit in a campaign, and in all of its kind and questionnaire, latest first."""
    others = list(nodes_of(request, unit))
    node = next((node for node in others if node.campaign.public_id == campaign), None)
    if node is None:
        raise Http404
    kind, line = node.campaign.kind, node.campaign.edition.questionnaire_id
    return node, [
        other
        for other in others
        if other.campaign.kind == kind and other.campaign.edition.questionnaire_id == line
    ]


def frame(request: HttpRequest, node: CampaignNode, others: list[CampaignNode]) -> dict[str, Any]:
    """Return what stands around every page of a unit in a campaign."""
    above = CampaignNode.objects.above(node).readable_by(request.user)
    return {
        "node": node,
        "campaign": node.campaign,
        "above": way(above, node.campaign.public_id),
        "others": [other for other in others if other.pk != node.pk],
    }


def nodes_of(request: HttpRequest, unit: int) -> NodeQuerySet:
    """Return the unit in each campaign whose results are out, if the reader may see it."""
    # Not unit=: given a number too large for the database, Django then finds nothing, not an error.
    return (
        CampaignNode.objects.units_with_results()
        .readable_by(request.user)
        .filter(unit__pk=unit)
        .told_whether_asking()
        .select_related("campaign__edition", "campaign__benchmark")
    )
