"""All teams below a unit: on one screen as a picture, and as a paged table that can be searched."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from assessments.pages import downloads, policy

from . import export, kept
from .lookup import find, frame

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.charts.overview_grid import OverviewGrid

# Of a row of the chart's table: team, unit and tier stand before the practices
BEFORE_PRACTICES = 3


class SearchForm(forms.Form):
    """A part of a team's name, or of its unit's."""

    q = forms.CharField(required=False, max_length=120, label=gettext_lazy("Find a team or unit"))

    def asked(self) -> str:
        """Return what was asked, "" where it cannot be."""
        self.full_clean()
        return str(self.cleaned_data.get("q", ""))


@policy.unit_reader
@require_GET
def overview(request: HttpRequest, unit: int, campaign: uuid.UUID) -> HttpResponse:
    """Show all teams below a unit on one screen, and as a paged table."""
    # Charts bring numpy and plotly, which no page that asks should wait for.
    from assessments.charts.overview import PAGE, overview_chart
    from assessments.pages import figures

    node, others = find(request, unit, campaign)
    grid = kept.teams(node)
    context = frame(request, node, others) | {"chart_themes": figures.themes(), "chart": None}
    if grid:
        form = SearchForm(request.GET, auto_id="teams-%s", label_suffix="")
        asked = form.asked()
        found = matching(grid, asked)
        if downloads.asked_table(request) is not None:
            return export.teams_file(request, node, grid, found)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        as_of = date_format(node.campaign.closes_locally())
        # The picture has all teams; a search that finds none leaves its table as it is
        shown: Sequence[int] = list(page) or range(PAGE)
        chart = overview_chart(grid, as_of=as_of, rows=shown)
        rows = chart.table.rows if found else ()
        context |= {
            "chart": chart,
            "form": form,
            "asked": asked,
            "total": len(grid.names),
            "page": page,
            "rows": [_row(grid, team, row) for team, row in zip(page, rows, strict=True)],
        }
    return render(request, "assessments/organisation/overview.html", context)


def matching(grid: OverviewGrid, asked: str) -> Sequence[int]:
    """Return the places of the teams with these letters in their name or their unit's."""
    wanted = asked.strip().casefold()
    teams = range(len(grid.names))
    if not wanted:
        return teams
    return [
        team
        for team in teams
        if wanted in grid.names[team].casefold() or wanted in grid.units[team].casefold()
    ]


def _row(grid: OverviewGrid, team: int, row: Sequence[str]) -> dict[str, object]:
    """Return a row of the chart's table for the page: how many answered below each figure."""
    return {
        "href": grid.addresses[team],
        "name": row[0],
        "unit": row[1],
        "tier": row[2],
        "figures": [_in_two(cell) for cell in row[BEFORE_PRACTICES:]],
    }


def _in_two(cell: str) -> tuple[str, str]:
    """Return a figure and how many answered, short enough for a narrow column."""
    figure, _, answers = cell.partition(", ")
    to = gettext("%(low)s to %(high)s") % {"low": "", "high": ""}
    return figure, answers.replace(to, "–")
