"""A campaign before it opens: plan it, change the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.actions import campaigns as verbs
from assessments.errors import InvalidCampaignError, SurveyError
from assessments.models import Campaign, Edition, Team
from assessments.pages import policy

from .campaign_form import CampaignForm
from .lookup import find

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.http import HttpRequest, HttpResponse


@policy.organiser
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a campaign; it stays a draft until it is opened."""
    now = timezone.now()
    form = CampaignForm(request.POST or None, at=now)
    if request.method == "POST" and (saved := _saved(form, None, now)):
        messages.info(request, gettext("The draft is saved. Nobody can answer before you open it."))
        return redirect("manage:campaign", campaign=saved.public_id)
    ready = Team.objects.active().exists() and Edition.objects.published().exists()
    context = {"form": form, "ready": ready}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/new.html", context, status=status)


@policy.organiser
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Change the plan of a draft."""
    draft, now = find(campaign), timezone.now()
    if draft.state != Campaign.State.DRAFT:
        return redirect("manage:campaign", campaign=campaign)
    form = CampaignForm(request.POST or None, at=now, draft=draft)
    if request.method == "POST" and _saved(form, draft, now):
        messages.info(request, gettext("The draft is saved."))
        return redirect("manage:campaign", campaign=campaign)
    context = {"form": form, "campaign": draft}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/change.html", context, status=status)


def _saved(form: CampaignForm, draft: Campaign | None, now: dt.datetime) -> Campaign | None:
    """Save what was typed; what is wrong with it stands in the form."""
    if not form.is_valid():
        return None
    try:
        plan = form.plan()
        return verbs.change(draft, plan, at=now) if draft else verbs.create(plan, at=now)
    except InvalidCampaignError as error:
        form.add_error(error.about, str(error))
    except SurveyError as error:
        form.add_error(None, str(error))
    return None
