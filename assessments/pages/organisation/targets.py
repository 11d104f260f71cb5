"""Setting the targets of a unit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from assessments.actions import targets as verbs
from assessments.charts import words
from assessments.charts.gap import Aim
from assessments.errors import InvalidTargetError
from assessments.models import CampaignNode, Result, Target
from assessments.pages import policy, survey_language
from assessments.scoring.values import Reason, ReleasedScore, Suppressed

from .gaps import inherited
from .lookup import find, frame
from .target_form import TargetsForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@policy.unit_reader
@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Set, change and remove the unit's targets; whoever leads it or a unit above may."""
    node, others = find(request, unit, campaign)
    form = TargetsForm(
        request.POST if request.method == "POST" else None,
        practices=survey_language.reads(node.campaign.edition.outline()).practices,
        stored={one.practice: one for one in _stored(node)},
        told=_told(node, inherited(request.user, node)),
    )
    if request.method == "POST" and form.is_valid() and (done := _write(request, node, form)):
        messages.info(request, _said(done))
        heatmap = reverse("organisation:heatmap", args=[unit, campaign])
        return redirect(f"{heatmap}?show=gap")
    context = frame(request, node, others) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/organisation/targets.html", context, status=status)


def _stored(node: CampaignNode) -> list[Target]:
    return list(Target.objects.of([node.unit_id], node.campaign.edition.questionnaire_id))


def _told(node: CampaignNode, above: Mapping[str, Aim]) -> dict[str, str]:
    """Return where the unit stands in each practice, and what holds without an own target."""
    cells = {cell.column: cell.value() for cell in Result.objects.of(node)}
    told = {}
    for practice in node.campaign.edition.outline().practices:
        value = cells.get(practice.key, Suppressed(Reason.NOT_ASKED))
        if isinstance(value, ReleasedScore | Suppressed):
            told[practice.key] = gettext("In %(survey)s: %(score)s.") % {
                "survey": node.campaign.name,
                "score": words.score_and_interval_text(value),
            }
        if aim := above.get(practice.key):
            text = gettext(
                "While this is empty, the target set for %(unit)s holds: %(score)s by %(date)s."
            ) % {"unit": aim.of, "score": aim.score, "date": date_format(aim.by)}
            told[practice.key] += f" {text}"
    return told


def _write(request: HttpRequest, node: CampaignNode, form: TargetsForm) -> verbs.Written | None:
    if node.unit is None:
        return None
    try:
        return verbs.write(
            node.unit,
            node.campaign,
            form.wanted(),
            user=cast("User", request.user),
            at=timezone.now(),
        )
    except InvalidTargetError as error:
        form.add_error(f"{error.about}-by", str(error))
        return None


def _said(done: verbs.Written) -> str:
    parts = []
    if done.kept:
        text = ngettext("%(count)s target set", "%(count)s targets set", done.kept)
        parts.append(text % {"count": done.kept})
    if done.removed:
        parts.append(gettext("%(count)s removed") % {"count": done.removed})
    if not parts:
        return gettext("Nothing was changed.")
    return gettext("Saved: %(what)s.") % {"what": words.joined(parts)}
