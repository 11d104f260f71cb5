"""The heatmap of a unit: rows of what lies directly below it, from released cells alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from assessments.charts.told import named
from assessments.models import NOT_PLACED, PERFORMANCE, CampaignNode, Practice, Result
from assessments.pages import survey_language
from assessments.scoring.values import (
    LabelKind,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
)

from . import markup
from .by_role import RoleScores
from .cells import Cell, score_cell, stored_score_cell, tier_cell
from .forms import BETWEEN, NAME, STRONGEST_FIRST
from .tier_bar import TierBar, tier_bar

NOT_ASKED = Suppressed(Reason.NOT_ASKED)


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
    unit: int | None = None

    def head(self) -> SafeString:
        """Return the markup below the name, and that of the tier."""
        return markup.row_head(self.tier, self.turnout, self.teams)

    def body(self) -> SafeString:
        """Return the markup of the cells."""
        return markup.cells(self.cells)


@dataclass(frozen=True)
class Released:
    """A unit's cells, its children, and their cells: placements, and scores as plain rows."""

    own: Sequence[Result]
    children: Sequence[CampaignNode]
    placements: Sequence[Result]
    scores: Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Heatmap:
    """The whole: `own` is the unit itself, `rest` what is hidden below it, `rows` as asked."""

    columns: tuple[Column, ...]
    own: Row
    rows: tuple[Row, ...]
    rest: Row | None
    hidden_by_filter: int

    @cached_property
    def bodies(self) -> SafeString:
        """The markup of all rows, made once for a table that is shown again."""
        return markup.bodies(self)


def heatmap(
    node: CampaignNode,
    released: Released,
    asked: Mapping[str, str],
    role: RoleScores | None = None,
) -> Heatmap:
    """Return the heatmap as asked for: `asked` holds sort, tier and q, empty for none.

    With a role, its scores stand in the place of everybody's, and there is no rest.
    """
    children = released.children
    practices = survey_language.reads(node.campaign.edition.outline()).practices
    # Not asked of each child: that would be a query a row
    campaign = node.campaign.public_id
    placed = {placement.node_id: placement for placement in released.placements}
    names = {practice.key: practice.name for practice in practices}
    of_node: dict[int, dict[str, Cell]] = {child.pk: {} for child in children}
    for node_id, column, *fields in released.scores:
        of_node[node_id][column] = stored_score_cell(names[column], tuple(fields))
    own_results = {cell.column: cell for cell in released.own}
    own_cells = _own_cells(own_results, names)
    if role:
        of_node = {pk: role.cells(pk, cells) for pk, cells in of_node.items()}
        own_cells = role.cells(node.pk, own_cells)
    sort = asked["sort"] or PERFORMANCE
    everything = [
        _row(child, campaign, placed.get(child.pk), of_node[child.pk], names) for child in children
    ]
    rows = [row for row in everything if _is_asked(row, asked)]
    return Heatmap(
        columns=_columns(practices, sort),
        own=_row(node, campaign, own_results.get(PERFORMANCE), own_cells, names),
        rows=tuple(sorted_rows(rows, sort, [practice.key for practice in practices])),
        rest=None if role else _rest(own_results, practices),
        hidden_by_filter=len(everything) - len(rows),
    )


def leading_on(table: Heatmap, asked: Mapping[str, str]) -> Heatmap:
    """Return the heatmap with links that keep what was asked on the way down."""
    rows = [
        replace(row, href=with_query(row.href, asked)) if row.kind == "unit" else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def with_query(address: str, asked: Mapping[str, str]) -> str:
    """Return an address with what was asked, without what was not."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def way(above: Iterable[CampaignNode], campaign: uuid.UUID) -> list[dict[str, str]]:
    """Return the units above as links of a breadcrumb."""
    return [{"url": address(node, campaign), "text": node.name} for node in above]


def _columns(practices: Sequence[Practice], sort: str) -> tuple[Column, ...]:
    names = [(NAME, gettext("Name")), (PERFORMANCE, gettext("Performance"))]
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
    placed: Result | None,
    cells: Mapping[str, Cell],
    names: Mapping[str, str],
) -> Row:
    teams = placed.detail.get("teams", {}) if placed else {}
    return Row(
        name=node.name,
        kind="team" if node.team_id else "unit",
        href=address(node, campaign),
        tier=tier_cell(_value(placed) if placed else NOT_ASKED),
        cells=tuple(cells.get(key) or score_cell(name, NOT_ASKED) for key, name in names.items()),
        turnout=node.turnout_band,
        teams=tier_bar(teams),
        unit=node.unit_id,
    )


def _own_cells(own: Mapping[str, Result], names: Mapping[str, str]) -> dict[str, Cell]:
    return {
        key: score_cell(name, _value(cell)) for key, name in names.items() if (cell := own.get(key))
    }


def _value(cell: Result) -> Any:
    return cell.value()


def address(node: CampaignNode, campaign: uuid.UUID) -> str:
    """Return where a node's results of a campaign are."""
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
    name = ngettext(
        "Other teams, not shown on their own (%(number)s team)",
        "Other teams, not shown on their own (%(number)s teams)",
        teams,
    )
    return Row(
        name=name % {"number": teams},
        kind="rest",
        href="",
        tier=_rest_not_placed(),
        cells=tuple(
            score_cell(one.name, shown.get(one.key, Suppressed(Reason.NOT_ENOUGH_ANSWERS)))
            for one in practices
        ),
    )


def _rest_not_placed() -> Cell:
    """Return the cell of the tier of a rest, of which only scores are worked out."""
    why = gettext("not worked out for teams that are hidden")
    return Cell("–", "tier-none", named(gettext("Performance"), why), why=why)


def _is_asked(row: Row, asked: Mapping[str, str]) -> bool:
    named = asked["q"].strip().casefold() in row.name.casefold()
    return named and asked["tier"] in {"", _tier_of(row.tier)}


def _tier_of(cell: Cell) -> str:
    """Return what a tier's cell counts as for the filter."""
    if not isinstance(cell.value, ReleasedPlacement):
        return NOT_PLACED
    if cell.value.label.kind is LabelKind.BETWEEN:
        return BETWEEN
    return cell.value.label.tiers[0]


def sorted_rows(rows: Iterable[Row], sort: str, keys: Sequence[str]) -> list[Row]:
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
