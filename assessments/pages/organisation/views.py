"""The heatmap of a unit: released results of everything directly below it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from assessments.models import Campaign, CampaignNode, Result, Unit
from assessments.pages import policy
from assessments.pages.downloads import csv_download

from . import present
from .forms import HeatmapForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.models.campaign import NodeQuerySet


@policy.unit_reader
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the units that the reader leads, or go to the only one."""
    units = list(Unit.objects.led_by(request.user).order_by("name", "pk"))
    if len(units) == 1:
        return redirect("organisation:latest", unit=units[0].pk)
    return render(request, "assessments/organisation/index.html", {"units": units})


@policy.unit_reader
@require_GET
def latest(request: HttpRequest, unit: int) -> HttpResponse:
    """Go to the unit's latest results, or say when there will be some."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    node = _nodes(request, unit).first()
    if node is not None:
        return redirect("organisation:heatmap", unit=unit, campaign=node.campaign.public_id)
    under_way = Campaign.objects.filter(
        state__in=Campaign.UNDER_WAY, nodes__unit__pk=unit
    ).latest_first()
    context = {"unit": found, "campaign": under_way.first()}
    return render(request, "assessments/organisation/no_results.html", context)


@policy.unit_reader
@require_GET
def heatmap(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Show one campaign's results of the units and teams directly below a unit."""
    others = list(_nodes(request, unit))
    node = next((node for node in others if node.campaign.public_id == campaign), None)
    if node is None:
        raise Http404
    practices = node.campaign.edition.outline().practices
    form = HeatmapForm(request.GET, [practice.key for practice in practices])
    table = present.heatmap(
        node,
        children=list(node.children.in_order()),
        own=list(Result.objects.of(node)),
        cells=list(Result.objects.of_children(node)),
        asked=form.asked(),
    )
    if request.GET.get("csv") == "heatmap":
        return csv_download("heatmap", *present.as_table(table))
    context = {
        "node": node,
        "campaign": node.campaign,
        "table": table,
        "form": form,
        "above": CampaignNode.objects.above(node).readable_by(request.user),
        "others": [other for other in others if other.pk != node.pk],
    }
    return render(request, "assessments/organisation/heatmap.html", context)


def _nodes(request: HttpRequest, unit: int) -> NodeQuerySet:
    # Not unit=: given a number too large for the database, Django then finds nothing, not an error.
    return (
        CampaignNode.objects.units_with_results()
        .readable_by(request.user)
        .filter(unit__pk=unit)
        .select_related("campaign__edition", "campaign__benchmark")
    )
