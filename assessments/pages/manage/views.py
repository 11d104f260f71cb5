"""Campaigns for their organiser: plan, open, hand out links, close and release."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions import campaigns as verbs
from assessments.actions import responses
from assessments.errors import SurveyError
from assessments.models import Campaign, Edition, Result, Team
from assessments.pages import policy
from assessments.pages.downloads import csv_download

from . import present
from .forms import CampaignForm, ClosingForm

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

logger = logging.getLogger(__name__)


@policy.organiser
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """List all campaigns, latest first."""
    found = Campaign.objects.latest_first().with_sizes()
    context = {"campaigns": found, "has_teams": Team.objects.exists()}
    return render(request, "assessments/manage/campaigns.html", context)


@policy.organiser
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a campaign; it stays a draft until it is opened."""
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            campaign = verbs.create(form.plan())
        except SurveyError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, "The draft is saved. Nobody can answer before you open it.")
            return redirect("manage:campaign", campaign=campaign.public_id)
    ready = Team.objects.exists() and Edition.objects.published().exists()
    context = {"form": form, "ready": ready}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/new.html", context, status=status)


@policy.organiser
@require_GET
def campaign(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Show one campaign: what it asks whom, how far it is, and the next step."""
    return _page(request, _find(campaign))


@policy.organiser
@require_POST
def open_campaign(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Open a draft."""
    now = timezone.now()
    found = _find(campaign)
    done = "Now make the links and hand them out."
    if found.opens_at > now:
        opens = found.opens_at.astimezone(found.zone)
        done = f"Answers are taken from {opens:%-d %B %Y, %H:%M} on. {done}"
    return _do(request, campaign, lambda found: verbs.open(found, at=now), done)


@policy.organiser
@require_POST
def links(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Make fresh links and show them, this once, as a page or as a CSV file."""
    found = _find(campaign)
    try:
        issued = verbs.issue_links(found)
    except SurveyError as error:
        messages.error(request, str(error))
        return redirect("manage:campaign", campaign=campaign)
    rows = present.link_rows(issued, request.build_absolute_uri)
    if request.POST.get("as") != "csv":
        context = {"campaign": found, "groups": present.link_groups(rows)}
        return render(request, "assessments/manage/links.html", context)
    return csv_download(
        "survey-links",
        ("unit", "team", "number", "link"),
        ((row.unit, row.team, row.number, row.url) for row in rows),
    )


@policy.organiser
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Move the closing time of a campaign that is not closed."""
    found = _find(campaign)
    form = ClosingForm(
        request.POST or None, zone=found.zone, initial={"closes": found.closes_locally()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            verbs.move_close(found, closes_at=form.cleaned_data["closes"], at=timezone.now())
        except SurveyError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, "The closing time is moved.")
            return redirect("manage:campaign", campaign=campaign)
    context = {"campaign": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/closing.html", context, status=status)


@policy.organiser
@require_POST
def release(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Close, seal and release, or go on where an earlier try was interrupted."""
    # Scoring brings numpy, which no page that asks should wait for.
    from assessments.actions import releases

    return _do(
        request,
        campaign,
        lambda found: releases.finish(found, at=timezone.now()),
        "The survey is closed, sealed and released. Team leads see their results now.",
    )


def _find(public_id: uuid.UUID) -> Campaign:
    found = Campaign.objects.select_related("edition__questionnaire", "benchmark")
    return get_object_or_404(found, public_id=public_id)


def _do(request: HttpRequest, public_id: uuid.UUID, step: present.Step, done: str) -> HttpResponse:
    try:
        step(_find(public_id))
    except SurveyError as error:
        messages.error(request, str(error))
    except (DatabaseError, OSError):
        # Every step can be repeated, so whatever held it up, the same button goes on.
        logger.exception("A step of a campaign was held up")
        messages.error(request, "The server was held up. Nothing is lost; please try again.")
    else:
        messages.success(request, done)
    return redirect("manage:campaign", campaign=public_id)


def _page(request: HttpRequest, found: Campaign) -> HttpResponse:
    nodes = list(found.nodes.in_order())
    teams = list(found.teams.select_related("unit").order_by("unit__name", "name", "pk"))
    context = present.campaign_page(found, nodes, teams, _told(found), at=timezone.now())
    return render(request, "assessments/manage/campaign.html", context)


def _told(found: Campaign) -> present.Told:
    is_open, is_out = (found.state == Campaign.State.OPEN, found.state == Campaign.State.RELEASED)
    hidden = Result.objects.hidden_teams(found).values_list("node", "reason") if is_out else ()
    return present.Told(responses.turnout(found) if is_open else {}, dict(hidden))
