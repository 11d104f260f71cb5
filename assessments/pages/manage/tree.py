"""The organisation as its page shows it: the whole while it is small, by name when it is large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.models import Team, Unit

# With more teams than this the page lists units alone, and with more units only the upper ones.
LISTED = 300
UPPER = 2


@dataclass(frozen=True)
class TreeLine:
    """One unit with its teams, indented by its depth."""

    unit: Unit
    depth: int
    teams: list[Team]
    size: int


def tree_page() -> dict[str, Any]:
    """Return the tree, all of it or its upper part; four queries."""
    units = list(Unit.objects.active().in_order())
    teams = list(Team.objects.active().order_by("name", "pk").only("name", "unit", "headcount"))
    upper = units if len(units) <= LISTED else [one for one in units if one.tree_depth < UPPER]
    return {
        "lines": tree_lines(upper[:LISTED], teams, names=len(teams) <= LISTED),
        "units": len(units),
        "teams": len(teams),
        "is_whole": len(upper[:LISTED]) == len(units) and len(teams) <= LISTED,
        "retired": _retired(),
    }


def tree_lines(units: Iterable[Unit], teams: Iterable[Team], *, names: bool) -> list[TreeLine]:
    """Return units in the order of the tree, each with its own teams or their number alone."""
    of_unit: dict[int, list[Team]] = {}
    for team in teams:
        of_unit.setdefault(team.unit_id, []).append(team)
    lines = []
    for unit in units:
        own = of_unit.get(unit.pk, [])
        lines.append(TreeLine(unit, unit.tree_depth, own if names else [], len(own)))
    return lines


def _retired() -> int:
    return (
        Unit.objects.exclude(retired_at=None).count()
        + Team.objects.exclude(retired_at=None).count()
    )
