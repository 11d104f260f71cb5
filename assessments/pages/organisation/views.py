"""The heatmap of a unit: released results of everything directly below it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from assessments.models import Campaign, Result, Unit
from assessments.pages import downloads, policy

from . import by_role, export, gaps, kept, own_metrics, present, search
from .forms import GAP, HeatmapForm
from .lookup import find, frame, nodes_of
from .sentences import sentences
from .since import campaign_before, same_rules

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
    node = nodes_of(request, unit).first()
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
    node, others = find(request, unit, campaign)
    practices = node.campaign.edition.outline().practices
    roles = by_role.roles(node.campaign)
    form = HeatmapForm(request.GET, [practice.key for practice in practices], roles)
    asked = form.asked()
    role = by_role.choice(asked["role"], roles)
    table = kept.heatmap(node, asked, role)
    if held := asked["show"] == GAP:
        table = gaps.with_gaps(table, gaps.aims(request.user, node, table), asked["sort"])
        table = present.leading_on(table, {"show": GAP})
    if downloads.asked_table(request) is not None:
        return export.heatmap_file(request, node, table, asked, role=role.name)
    context = frame(request, node, others) | {
        "table": table,
        "own_metrics": own_metrics.of_unit(node, kept.released(node).children),
        "form": form,
        "roles": roles,
        "role": role,
        "shows_gap": held,
        "sentences": sentences(node, campaign_before(node, others)),
        "search": search.further_below(request.user, node, asked),
    }
    lasting = {name: asked[name] for name in ("sort", "role", "show")}
    context["above"] = [
        one | {"url": present.with_query(one["url"], lasting)} for one in context["above"]
    ]
    return render(request, "assessments/organisation/heatmap.html", context)


@policy.unit_reader
@require_GET
def history(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Show a unit over its campaigns, up to the one chosen."""
    # Charts bring numpy and plotly, which no page that asks should wait for.
    from assessments.pages import figures

    from . import history as past

    node, others = find(request, unit, campaign)
    nodes = [one for one in reversed(others) if one.campaign.closes_at <= node.campaign.closes_at]
    tiers = [Result.objects.of_teams_below(one).tiers() for one in nodes[-2:]]
    cells = Result.objects.filter(node__in=nodes)
    charts = past.history(nodes, cells, tiers, gaps.of_unit(request.user, node))
    if len(nodes) > 1 and not same_rules(*(one.campaign.benchmark for one in nodes[-2:])):
        # Another table may place the same answers elsewhere: that is no move.
        charts["movement"] = None
    if downloads.asked_table(request) is not None:
        names = (node.name, node.campaign.name)
        return downloads.chart_file(request, charts.values(), export.about(node), *names)
    context = frame(request, node, others) | {"chart_themes": figures.themes(), **charts}
    return render(request, "assessments/organisation/history.html", context)
