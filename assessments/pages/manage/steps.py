"""What cannot be taken back: delete a draft, open, make links, close and release."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import campaigns as verbs
from assessments.errors import LinksMadeError, SurveyError
from assessments.models import Campaign
from assessments.pages import policy
from assessments.pages.downloads import csv_download

from . import confirmations, link_rows
from .forms import LinksForm
from .lookup import find

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

Step = Callable[[Campaign], Campaign]
UNKNOWN = -1

logger = logging.getLogger(__name__)


@policy.organiser
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Delete a draft, after saying what goes with it."""
    draft = find(campaign)
    if request.method == "GET" and draft.state == Campaign.State.DRAFT:
        context = {"campaign": draft, "asks": confirmations.discard(draft, draft.teams.count())}
        return render(request, "assessments/manage/confirm.html", context)
    if request.method == "GET":
        return redirect("manage:campaign", campaign=campaign)
    try:
        verbs.discard(draft)
    except SurveyError as error:
        messages.error(request, str(error))
        return redirect("manage:campaign", campaign=campaign)
    messages.info(request, gettext("The draft “%(name)s” is deleted.") % {"name": draft.name})
    return redirect("manage:campaigns")


@policy.organiser
@require_POST
def open_campaign(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Open a draft."""
    now = timezone.now()
    found = find(campaign)
    done = gettext("Now make the links and hand them out.")
    if found.opens_at > now:
        opens = date_format(found.opens_at.astimezone(found.zone), "DATETIME_FORMAT")
        begins = gettext("Answers are taken from %(opens)s on.") % {"opens": opens}
        done = f"{begins} {done}"
    return _do(request, campaign, lambda found: verbs.open(found, at=now), done)


@policy.organiser
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Make fresh links and show them, this once; say first what is lost if there are some."""
    found = find(campaign)
    if request.method == "GET":
        again = found.state == Campaign.State.OPEN and found.links_made > 0
        back = redirect("manage:campaign", campaign=campaign)
        return _ask_again(request, found) if again else back
    form = LinksForm(request.POST)
    made = form.cleaned_data["made"] if form.is_valid() else UNKNOWN
    try:
        issued = verbs.issue_links(found, made=made)
    except LinksMadeError as error:
        return _ask_again(request, find(campaign), error)
    except SurveyError as error:
        messages.error(request, str(error))
        return redirect("manage:campaign", campaign=campaign)
    rows = link_rows.whole(issued, request.build_absolute_uri)
    return _handed_out(request, found, rows)


@policy.organiser
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Close, seal and release, or go on where an earlier try was interrupted."""
    # Scoring brings numpy, which no page that asks should wait for.
    from assessments.actions import releases

    now = timezone.now()
    if request.method == "GET":
        return _ask_to_release(request, find(campaign))
    return _do(
        request,
        campaign,
        lambda found: releases.finish(found, at=now),
        gettext("The survey is closed, sealed and released. Team leads see their results now."),
    )


def _ask_to_release(request: HttpRequest, found: Campaign) -> HttpResponse:
    if found.state != Campaign.State.OPEN:
        return redirect("manage:campaign", campaign=found.public_id)
    asks = confirmations.release(found, found.nodes.asked(), at=timezone.now())
    return render(request, "assessments/manage/confirm.html", {"campaign": found, "asks": asks})


def _ask_again(
    request: HttpRequest, found: Campaign, error: LinksMadeError | None = None
) -> HttpResponse:
    asks = confirmations.links_again(found, found.nodes.asked())
    context = {"campaign": found, "asks": asks, "error": error}
    status = 409 if error else 200
    return render(request, "assessments/manage/confirm.html", context, status=status)


def _handed_out(
    request: HttpRequest, found: Campaign, rows: list[link_rows.LinkRow]
) -> HttpResponse:
    if request.POST.get("as") != "csv":
        context = {"campaign": found, "groups": link_rows.by_team(rows)}
        return render(request, "assessments/manage/links.html", context)
    return csv_download(
        "survey-links",
        ("unit", "team", "number", "link"),
        ((row.unit, row.team, row.number, row.url) for row in rows),
    )


def _do(request: HttpRequest, public_id: uuid.UUID, step: Step, done: str) -> HttpResponse:
    try:
        step(find(public_id))
    except SurveyError as error:
        messages.error(request, str(error))
    except (DatabaseError, OSError):
        # Every step can be repeated, so whatever held it up, the same button goes on.
        logger.exception("A step of a campaign was held up")
        messages.error(
            request, gettext("The server was held up. Nothing is lost; please try again.")
        )
    else:
        messages.success(request, done)
    return redirect("manage:campaign", campaign=public_id)
