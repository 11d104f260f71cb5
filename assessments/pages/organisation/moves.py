"""The teams below a unit that are in another tier than in the survey before, by name."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from assessments.charts import words
from assessments.charts.team_moves import TeamMove, move_row, moves_of_way
from assessments.models import CampaignNode
from assessments.pages import downloads, policy
from assessments.reporting.table import ExportTable

from .lookup import find, frame
from .moved_teams import columns
from .since import campaign_before, moves_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


PAGE = 100
MOVES = "moves"
UP, DOWN = "up", "down"


@policy.unit_reader
@require_GET
def moves(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """List the teams that moved to a lower tier, or with ?way=up to a higher one."""
    node, others = find(request, unit, campaign)
    earlier = campaign_before(node, others)
    since = moves_since(node, earlier)
    is_up = request.GET.get("way") == UP
    found = moves_of_way(since.moves or (), is_up=is_up)
    if downloads.asked_table(request) is not None:
        return _file(request, node, found, gettext("moved up") if is_up else gettext("moved down"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = frame(request, node, others) | {
        "since": since,
        "earlier": earlier and earlier.campaign,
        "ways": _ways(since.moves or (), is_up=is_up),
        "columns": columns(),
        "certain_from": round(100 * node.campaign.benchmark.rule_set().certain_from),
        "page": page,
        "rows": [(_address(node, move), move_row(move)) for move in page],
    }
    return render(request, "assessments/organisation/moves.html", context)


def _file(
    request: HttpRequest, node: CampaignNode, found: Iterable[TeamMove], name: str
) -> HttpResponse:
    if downloads.asked_table(request) != MOVES:
        raise Http404
    about = [(gettext("Unit"), node.name), *downloads.about_campaign(node.campaign)]
    table = ExportTable(words.opening(name), columns(), [move_row(move) for move in found], about)
    return downloads.table_file(request, table, node.name, node.campaign.name, name)


def _address(node: CampaignNode, move: TeamMove) -> str:
    return reverse("team:result", args=[move.key, node.campaign.public_id])


def _ways(moves: Sequence[TeamMove], *, is_up: bool) -> list[dict[str, Any]]:
    down = sum(move.is_down for move in moves)
    return [
        {
            "way": DOWN,
            "text": gettext("To a lower tier (%(count)s)") % {"count": down},
            "is_shown": not is_up,
        },
        {
            "way": UP,
            "text": gettext("To a higher tier (%(count)s)") % {"count": len(moves) - down},
            "is_shown": is_up,
        },
    ]
