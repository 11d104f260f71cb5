"""A unit's board report, as a page for the screen and for paper, and as a PDF."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from assessments.pages import downloads, paper, policy

from . import board
from .lookup import find, frame
from .since import campaign_before

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.models import CampaignNode
    from assessments.reporting.board_report import BoardReport


@policy.unit_reader
@require_GET
def page(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Show a unit's board report."""
    node, others = find(request, unit, campaign)
    context = frame(request, node, others) | {"report": _report(request, node, others)}
    return render(request, "assessments/organisation/report.html", context)


@policy.unit_reader
@require_GET
def pdf(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Return the same report as a PDF."""
    # Imported here: a fifth of a second that only a PDF should pay.
    from assessments.reporting.board_pdf import board_pdf

    node, others = find(request, unit, campaign)
    file = board_pdf(_report(request, node, others), paper.colours())
    names = (node.name, node.campaign.name, gettext("board report"))
    return downloads.file_of(downloads.PDF, file, *names)


def _report(request: HttpRequest, node: CampaignNode, others: list[CampaignNode]) -> BoardReport:
    earlier = campaign_before(node, others)
    today = timezone.now().astimezone(node.campaign.zone).date()
    return board.report(
        node, board.read(request.user, node, earlier), before=earlier, made_on=today
    )
