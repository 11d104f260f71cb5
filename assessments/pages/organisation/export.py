"""The heatmap and the list of teams as tables of a file: typed figures, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.charts import words
from assessments.charts.labels import label_words
from assessments.models import NOT_PLACED, CampaignNode
from assessments.pages import downloads, paper
from assessments.pages.turnout_words import turnout_text
from assessments.reporting.table import Cell as FileCell
from assessments.reporting.table import ExportTable, Facts, Shown
from assessments.scoring.values import (
    Bound,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
    Tier,
)

from . import file_titles, gaps
from .file_heads import details_names, heatmap_heads, how_to_read, kind_word, of_role, team_heads
from .forms import GAP

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from assessments.charts.overview_grid import OverviewGrid

    from .cells import Cell
    from .present import Heatmap, Row

HEATMAP, TEAMS = "heatmap", "overview"
TIERS = (*(tier.value for tier in Tier), NOT_PLACED)
Figure = ReleasedScore | Suppressed | None


def heatmap_file(
    request: HttpRequest,
    node: CampaignNode,
    table: Heatmap,
    asked: Mapping[str, str],
    *,
    role: str = "",
) -> HttpResponse:
    """Return the heatmap as it is shown, sorted and filtered as `asked`, as a file.

    The scores are those of a `role`, of everybody where it is "".
    """
    held, narrowed = asked["show"] == GAP, file_titles.narrowed(asked, role)
    if downloads.asked_table(request) != HEATMAP:
        raise Http404
    if downloads.asked_format(request) == downloads.PNG:
        return _picture(node, table, narrowed)
    practices = [column.name for column in table.columns[2:]]
    shown = [table.own, *table.rows, *([table.rest] if table.rest else [])]
    export = ExportTable(
        title=gettext("Heatmap"),
        columns=[
            *heatmap_heads(practices, [_tier_name(tier) for tier in TIERS]),
            *(gaps.file_columns(practices) if held else []),
            *([of_role()] if role else []),
        ],
        rows=[
            [
                *_heatmap_row(row),
                *(gaps.file_cells(row) if held else []),
                *([role] if role else []),
            ]
            for row in shown
        ],
        about=[*about(node), *_shown_is(narrowed), *_left_out(table), *_of_role(role)],
    )
    names = (node.name, node.campaign.name, gettext("heatmap"), *narrowed)
    return downloads.table_file(request, export, *names)


def teams_file(
    request: HttpRequest, node: CampaignNode, grid: OverviewGrid, teams: Sequence[int]
) -> HttpResponse:
    """Return teams below a unit, by their places in the grid, as a file."""
    if downloads.asked_table(request) != TEAMS:
        raise Http404
    practices = [practice.name for practice in grid.practices]
    export = ExportTable(
        title=gettext("Teams"),
        columns=[*team_heads(), *practices, *details_names(practices)],
        rows=_team_rows(grid, teams),
        about=[*about(node), *_not_found(len(grid.names) - len(teams))],
    )
    return downloads.table_file(request, export, node.name, node.campaign.name, gettext("teams"))


def about(node: CampaignNode) -> Facts:
    """Return what a file says of the figures in it, and why some are missing."""
    hidden = [
        (words.opening(words.reason_text(reason)), words.reason_sentence(reason))
        for reason in Reason
    ]
    return [
        (gettext("Unit"), node.name),
        *downloads.about_campaign(node.campaign),
        *how_to_read(),
        *hidden,
    ]


def figure(value: Figure, otherwise: str = "") -> FileCell:
    """Return a practice's cell: its score as a number, or the reason for none in words."""
    if isinstance(value, ReleasedScore):
        limit = words.bound_text(value.bound)
        return Shown(value.score, limit) if limit else value.score
    return words.reason_text(value.reason) if value else otherwise


def details(values: Iterable[Figure]) -> list[FileCell]:
    """Return for each score its limit, interval, band of answers and real change."""
    cells: list[FileCell] = []
    for value in values:
        if not isinstance(value, ReleasedScore):
            cells += [None] * len(details_names([""]))
            continue
        interval, change = value.interval, value.change
        cells += [
            "" if value.bound is Bound.EXACT else words.bound_text(value.bound).strip(),
            round(interval.low) if interval else None,
            round(interval.high) if interval else None,
            words.answers_text(value.n_band),
            change.points if change and change.real else None,
        ]
    return cells


def _picture(node: CampaignNode, table: Heatmap, narrowed: Sequence[str]) -> HttpResponse:
    # Imported here: a quarter of a second that only a picture should pay.
    from assessments.reporting.heatmap_picture import heatmap_picture

    from .board_grid import grid

    campaign = node.campaign
    source = gettext(
        "Source: released results of %(survey)s, closed on %(date)s; tiers from %(benchmark)s."
    ) % {
        "survey": campaign.name,
        "date": date_format(campaign.closes_locally()),
        "benchmark": campaign.benchmark.title,
    }
    title = ", ".join([node.name, *narrowed])
    picture = heatmap_picture(grid(table), title, source, paper.colours())
    names = (node.name, campaign.name, gettext("heatmap"), *narrowed)
    return downloads.file_of(downloads.PNG, picture, *names)


def _heatmap_row(row: Row) -> Sequence[FileCell]:
    scores = [_score(cell) for cell in row.cells]
    placed = row.tier.value
    is_placed = isinstance(placed, ReleasedPlacement)
    counts = row.teams.counts if row.teams else {}
    return [
        row.name,
        kind_word(row.kind),
        turnout_text(row.turnout),
        row.tier.text if is_placed else row.tier.why,
        *(_shown(cell) for cell in row.cells),
        *(counts.get(tier, 0) if counts else None for tier in TIERS),
        words.chances_text(placed) if isinstance(placed, ReleasedPlacement) else None,
        words.answers_text(placed.n_band) if isinstance(placed, ReleasedPlacement) else None,
        *details(scores),
    ]


def _shown(cell: Cell) -> FileCell:
    # In the words of the cell: a role is hidden for other reasons than a team
    hidden = isinstance(cell.value, Suppressed)
    return cell.why if hidden else figure(_score(cell))


def _score(cell: Cell) -> Figure:
    return cell.value if isinstance(cell.value, ReleasedScore | Suppressed) else None


def _team_rows(grid: OverviewGrid, teams: Iterable[int]) -> Iterator[Sequence[FileCell]]:
    for team in teams:
        scores = [grid.score(team, place) for place in range(len(grid.practices))]
        label = label_words(grid.labels[int(grid.placements[team])])
        yield [grid.names[team], grid.units[team], label, *map(figure, scores), *details(scores)]


def _shown_is(narrowed: Sequence[str]) -> Facts:
    return [(gettext("Shown"), ", ".join(narrowed))] if narrowed else []


def _left_out(table: Heatmap) -> Facts:
    if not table.hidden_by_filter:
        return []
    return [(gettext("Rows left out by the filter"), table.hidden_by_filter)]


def _not_found(teams: int) -> Facts:
    return [(gettext("Teams left out by the search"), teams)] if teams else []


def _of_role(role: str) -> Facts:
    if not role:
        return []
    return [
        (of_role(), role),
        (gettext("Turnout, performance, teams"), gettext("Of everybody, not by role.")),
    ]


def _tier_name(tier: str) -> str:
    return words.place_word(None if tier == NOT_PLACED else Tier(tier))
