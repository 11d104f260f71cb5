"""Campaigns for their organiser: all of them, one of them, and its closing time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions import campaigns as verbs
from assessments.actions import responses
from assessments.errors import SurveyError
from assessments.models import Campaign, Result, Team
from assessments.pages import policy

from . import present
from .forms import ClosingForm
from .lookup import find

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest


@policy.organiser
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """List all campaigns, latest first."""
    found = Campaign.objects.latest_first().with_sizes()
    context = {"campaigns": found, "has_teams": Team.objects.active().exists()}
    return render(request, "assessments/manage/campaigns.html", context)


@policy.organiser
@require_GET
def campaign(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Show one campaign: what it asks whom, how far it is, and the next step."""
    return _page(request, find(campaign))


@policy.organiser
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Move the closing time of a campaign that is not closed."""
    found = find(campaign)
    form = ClosingForm(
        request.POST or None, zone=found.zone, initial={"closes": found.closes_locally()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            verbs.move_close(found, closes_at=form.cleaned_data["closes"], at=timezone.now())
        except SurveyError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, gettext("The closing time is moved."))
            return redirect("manage:campaign", campaign=campaign)
    context = {"campaign": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/closing.html", context, status=status)


def _page(request: HttpRequest, found: Campaign) -> HttpResponse:
    nodes = list(found.nodes.in_order())
    teams = list(found.teams.select_related("unit").order_by("unit__name", "name", "pk"))
    context = present.campaign_page(found, nodes, teams, _told(found), at=timezone.now())
    return render(request, "assessments/manage/campaign.html", context)


def _told(found: Campaign) -> present.Told:
    is_open, is_out = (found.state == Campaign.State.OPEN, found.state == Campaign.State.RELEASED)
    hidden = Result.objects.hidden_teams(found).values_list("node", "reason") if is_out else ()
    return present.Told(responses.turnout(found) if is_open else {}, dict(hidden))
