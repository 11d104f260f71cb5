"""The heatmap of a unit: rows of what lies directly below it, from released cells alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from django.urls import reverse

from assessments.models import PERFORMANCE, CampaignNode, Practice, Result
from assessments.scoring.values import Reason, ReleasedScore, Suppressed

from .cells import Cell, score_cell, tier_cell
from .forms import NAME, STRONGEST_FIRST
from .tier_bar import TierBar, tier_bar

# Of a rest, only scores are worked out
REST_NOT_PLACED = Cell("–", "tier-none", "Performance: not worked out for teams that are hidden")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head: its name, the address part that sorts by it, and how it is sorted now."""

    key: str
    name: str
    sort: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit or team, or what is hidden together; `cells` are in the order of the columns."""

    name: str
    kind: str
    href: str
    tier: Cell
    cells: tuple[Cell, ...]
    turnout: str = ""
    teams: TierBar | None = None


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The whole: `own` is the unit itself, `rest` what is hidden below it, `rows` as asked."""

    columns: tuple[Column, ...]
    own: Row
    rows: tuple[Row, ...]
    rest: Row | None
    hidden_by_filter: int


def heatmap(
    node: CampaignNode,
    *,
    children: Sequence[CampaignNode],
    own: Sequence[Result],
    cells: Iterable[Result],
    asked: Mapping[str, str],
) -> Heatmap:
    """Return the heatmap as asked for: `asked` holds sort, tier and q, empty for none."""
    practices = node.campaign.edition.outline().practices
    # Not asked of each child: that would be a query a row
    campaign = node.campaign.public_id
    of_node: dict[int, dict[str, Result]] = {child.pk: {} for child in children}
    for cell in cells:
        of_node[cell.node_id][cell.column] = cell
    own_cells = {cell.column: cell for cell in own}
    sort = asked["sort"] or PERFORMANCE
    everything = [_row(child, campaign, of_node[child.pk], practices) for child in children]
    rows = [row for row in everything if _is_asked(row, asked)]
    return Heatmap(
        columns=_columns(practices, sort),
        own=_row(node, campaign, own_cells, practices),
        rows=tuple(_sorted(rows, sort, [practice.key for practice in practices])),
        rest=_rest(own_cells, practices),
        hidden_by_filter=len(everything) - len(rows),
    )


def way(above: Iterable[CampaignNode], campaign: uuid.UUID) -> list[dict[str, str]]:
    """Return the units above as links of a breadcrumb."""
    return [{"url": _address(node, campaign), "text": node.name} for node in above]


def as_table(table: Heatmap) -> tuple[Sequence[str], list[list[object]]]:
    """Return the heatmap as columns and rows of a file: figures, or the reason for none."""
    columns = ["Name", "Kind", "Turnout", *(column.name for column in table.columns[1:])]
    shown = [table.own, *table.rows, *([table.rest] if table.rest else [])]
    return columns, [
        [row.name, row.kind, row.turnout, row.tier.text, *(cell.text for cell in row.cells)]
        for row in shown
    ]


def _columns(practices: Sequence[Practice], sort: str) -> tuple[Column, ...]:
    names = [(NAME, "Name"), (PERFORMANCE, "Performance")]
    names += [(practice.key, practice.short_name) for practice in practices]
    current, backwards = sort.lstrip(STRONGEST_FIRST), sort.startswith(STRONGEST_FIRST)
    return tuple(
        Column(
            key=key,
            name=name,
            sort=STRONGEST_FIRST + key if key == current and not backwards else key,
            sorted="" if key != current else "descending" if backwards else "ascending",
        )
        for key, name in names
    )


def _row(
    node: CampaignNode,
    campaign: uuid.UUID,
    cells: Mapping[str, Result],
    practices: Sequence[Practice],
) -> Row:
    placed = cells.get(PERFORMANCE)
    teams = placed.detail.get("teams", {}) if placed else {}
    return Row(
        name=node.name,
        kind="team" if node.team_id else "unit",
        href=_address(node, campaign),
        tier=tier_cell(_value(placed)),
        cells=tuple(score_cell(one.name, _value(cells.get(one.key))) for one in practices),
        turnout=node.turnout_band,
        teams=tier_bar(teams),
    )


def _value(cell: Result | None) -> Any:
    return cell.value() if cell else Suppressed(Reason.NOT_ASKED)


def _address(node: CampaignNode, campaign: uuid.UUID) -> str:
    if node.team_id:
        return reverse("team:result", args=[node.team_id, campaign])
    return reverse("organisation:heatmap", args=[node.unit_id, campaign])


def _rest(own: Mapping[str, Result], practices: Sequence[Practice]) -> Row | None:
    """Return what is hidden below a shown unit as one row; None where nothing is."""
    rests = {one.key: cell.rest() for one in practices if (cell := own.get(one.key))}
    shown = {key: score for key, score in rests.items() if isinstance(score, ReleasedScore)}
    if not shown:
        return None
    teams = max(own[key].detail["rest"]["teams"] for key in shown)
    count = "1 team" if teams == 1 else f"{teams} teams"
    return Row(
        name=f"Other teams, not shown on their own ({count})",
        kind="rest",
        href="",
        tier=REST_NOT_PLACED,
        cells=tuple(
            score_cell(one.name, shown.get(one.key, Suppressed(Reason.NOT_ENOUGH_ANSWERS)))
            for one in practices
        ),
    )


def _is_asked(row: Row, asked: Mapping[str, str]) -> bool:
    named = asked["q"].strip().casefold() in row.name.casefold()
    return named and (not asked["tier"] or row.tier.look == f"tier-{asked['tier']}")


def _sorted(rows: list[Row], sort: str, keys: Sequence[str]) -> list[Row]:
    """Return the rows by a column, those without a figure last whichever way."""
    key, backwards = sort.lstrip(STRONGEST_FIRST), sort.startswith(STRONGEST_FIRST)
    if key == NAME:
        return sorted(rows, key=lambda row: row.name.casefold(), reverse=backwards)

    def order(row: Row) -> tuple[float, str]:
        cell = row.tier if key == PERFORMANCE else row.cells[keys.index(key)]
        if cell.order is None:
            return inf, row.name.casefold()
        return (-cell.order if backwards else cell.order), row.name.casefold()

    return sorted(rows, key=order)
