"""A team's results: for its lead, and for the team itself right after a team sheet."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from assessments.actions import comparisons
from assessments.errors import SurveyError
from assessments.models import Campaign, CampaignNode, Comment, Result, Team
from assessments.pages import downloads, link_needed, policy, sheet_access

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


@policy.team_reader
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the teams that the reader leads, each with its latest results and what is under way.

    Not all that are visible: a unit's leader may read ten thousand, and finds them by their unit.
    """
    teams = list(Team.objects.led_by(request.user).select_related("unit").order_by("name", "pk"))
    nodes = (
        CampaignNode.objects.with_results_for(request.user)
        .filter(team__in=teams)
        .select_related("campaign")
    )
    under_way = CampaignNode.objects.filter(
        team__in=teams, campaign__state__in=Campaign.UNDER_WAY
    ).select_related("campaign")
    latest = {node.team_id: node for node in reversed(nodes)}
    waiting = {node.team_id: node.campaign for node in under_way}
    rows = [(team, latest.get(team.pk), waiting.get(team.pk)) for team in teams]
    return render(request, "assessments/team/index.html", {"rows": rows})


@policy.team_reader
@require_GET
def latest(request: HttpRequest, team: int) -> HttpResponse:
    """Go to the team's latest results, or say when there will be some."""
    found = get_object_or_404(Team.objects.visible_to(request.user), pk=team)
    node = (
        CampaignNode.objects.with_results_for(request.user)
        .filter(team=found)
        .select_related("campaign")
        .first()
    )
    if node is not None:
        return redirect("team:result", team=team, campaign=node.campaign.public_id)
    campaign = found.campaigns.filter(state__in=Campaign.UNDER_WAY).latest_first().first()
    context = {"team": found, "campaign": campaign}
    return render(request, "assessments/team/no_results.html", context)


@policy.team_reader
@require_GET
def result(request: HttpRequest, team: int, campaign: uuid.UUID) -> HttpResponse:
    """Show one campaign's results of a team."""
    # Not team=: given a number too large for the database, Django then finds nothing, not an error.
    nodes = CampaignNode.objects.with_results_for(request.user).filter(team__pk=team)
    others = list(
        nodes.select_related(
            "campaign__edition", "campaign__benchmark", "before__campaign__edition"
        )
    )
    node = next((node for node in others if node.campaign.public_id == campaign), None)
    if node is None:
        raise Http404
    return _page(request, node, others, Comment.objects.visible_to(request.user))


@policy.link_holder
@require_GET
def sheet_result(request: HttpRequest, sheet: str) -> HttpResponse:
    """Show a team sheet's result to whoever holds the sheet's link."""
    try:
        token, opened = sheet_access.open_sheet(request, sheet)
    except sheet_access.LinkNeededError:
        return link_needed.ask(request)
    except SurveyError as error:
        context = {"error": error, "texts": [], "chosen": False}
        return render(request, "assessments/respond/refused.html", context, status=409)
    node = opened.node
    if not (opened.campaign.is_team_sheet and node.answered):
        raise Http404
    node.campaign = opened.campaign
    return sheet_access.give_cookie(_page(request, node, [node], Comment.objects.all()), token)


def _before(node: CampaignNode) -> list[Result]:
    if node.before is None:
        return []
    now, then = node.campaign.edition.outline(), node.before.campaign.edition.outline()
    same = comparisons.same_practices(now, then)
    return [cell for cell in Result.objects.of_node_before(node) if cell.column in same]


def _page(
    request: HttpRequest,
    node: CampaignNode,
    others: list[CampaignNode],
    comments: QuerySet[Comment],
) -> HttpResponse:
    # Charts bring numpy and plotly, which no page that asks should wait for.
    from . import present

    context = present.team_page(
        node,
        cells=list(Result.objects.of(node)),
        before=_before(node),
        at=timezone.now(),
        comments=list(comments.filter(node=node).order_by("practice", "pk")),
    )
    if downloads.asked_table(request) is not None:
        about = [(gettext("Team"), node.name), *downloads.about_campaign(node.campaign)]
        names = (node.name, node.campaign.name)
        return downloads.chart_file(request, context.values(), about, *names)
    context["others"] = [other for other in others if other.pk != node.pk]
    return render(request, "assessments/team/result.html", context)
