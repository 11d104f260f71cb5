"""How good the questionnaire of a released campaign is, as an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from assessments.models import Campaign, InstrumentResult
from assessments.pages import downloads, policy

from . import instrument_cards, instrument_lines, instrument_tables
from .lookup import find

if TYPE_CHECKING:
    import uuid


@policy.organiser
@require_GET
def instrument(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Say of each practice how well its statements measure it, once results are out."""
    found = find(campaign)
    results = list(InstrumentResult.objects.released_of(found))
    shown = instrument_cards.page(found, results)
    if downloads.asked_table(request) is not None:
        return _file(request, found, shown)
    context = {
        "campaign": found,
        "shown": shown,
        "lines": instrument_lines.LINES,
        "columns": [gettext(column) for column in instrument_cards.STATEMENT_COLUMNS],
    }
    return render(request, "assessments/manage/instrument.html", context)


def _file(request: HttpRequest, campaign: Campaign, shown: instrument_cards.Page) -> HttpResponse:
    table = instrument_tables.table(shown, str(downloads.asked_table(request)), campaign)
    if table is None:
        raise Http404
    return downloads.table_file(request, table, campaign.name, table.title)
