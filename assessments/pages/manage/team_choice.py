"""Choosing teams out of many: all of them, or ticks by unit and by team.

A ticked unit stands for all of its own teams, so a form without scripts sends few fields and no
two ticks contradict each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from assessments.models import Team, Unit

ALL, SOME = "all", "some"
Branch = tuple[Unit, list[Team]]


@dataclass(frozen=True)
class UnitView:
    """One unit to tick, with its teams as (value, name, people, whether ticked)."""

    value: str
    name: str
    ticked: bool
    people: int
    teams: list[tuple[str, str, int, bool]]
    is_open: bool


class Ticks(forms.MultipleChoiceField):
    """Ticked values; looked up in a set, because there may be ten thousand."""

    known: Collection[str] = ()

    def valid_value(self, value: Any) -> bool:
        """Tell whether there is such a unit or team."""
        return str(value) in self.known


class Branches:
    """The units that hold teams, in the order of the tree, each with its teams."""

    def __init__(self) -> None:
        of_unit: dict[int, list[Team]] = {}
        for team in Team.objects.active().order_by("name", "pk"):
            of_unit.setdefault(team.unit_id, []).append(team)
        self.units = list(Unit.objects.with_tree_fields().order_siblings_by("name"))
        self.all: list[Branch] = [
            (unit, of_unit[unit.pk]) for unit in self.units if unit.pk in of_unit
        ]

    @cached_property
    def teams(self) -> dict[str, Team]:
        """All teams by the value of their tick."""
        return {str(team.pk): team for _, teams in self.all for team in teams}

    def chosen(self, units: Collection[str], teams: Collection[str]) -> list[Team]:
        """Return the teams that are ticked, or whose unit is."""
        return [
            team
            for unit, below in self.all
            for team in below
            if str(unit.pk) in units or str(team.pk) in teams
        ]

    def ticks(self, asked: Collection[int]) -> dict[str, Any]:
        """Return the form's values that stand for these teams (keys)."""
        whole = [unit for unit, teams in self.all if asked and all(t.pk in asked for t in teams)]
        covered = {unit.pk for unit in whole}
        single = [
            str(team.pk)
            for unit, teams in self.all
            for team in teams
            if unit.pk not in covered and team.pk in asked
        ]
        everything = len(whole) == len(self.all)
        return {
            "asked": ALL if everything else SOME,
            "units": [] if everything else [str(unit.pk) for unit in whole],
            "teams": single,
        }

    def views(self, units: Collection[str], teams: Collection[str]) -> list[UnitView]:
        """Return the rows of the form."""
        names = self._names()
        return [
            _view(unit, names[unit.pk], below, set(units), set(teams)) for unit, below in self.all
        ]

    def _names(self) -> Mapping[int, str]:
        """Name each unit with those above it; a single top says nothing and is left out."""
        tops = sum(unit.parent_id is None for unit in self.units)
        name_of = {unit.pk: unit.name for unit in self.units}
        return {
            unit.pk: " › ".join(
                name_of[pk] for pk in (unit.tree_path[tops == 1 :] or unit.tree_path)
            )
            for unit in self.units
        }


def _view(
    unit: Unit, name: str, below: list[Team], units: Collection[str], teams: Collection[str]
) -> UnitView:
    rows = [(str(team.pk), team.name, team.headcount, str(team.pk) in teams) for team in below]
    return UnitView(
        value=str(unit.pk),
        name=name,
        ticked=str(unit.pk) in units,
        people=sum(team.headcount for team in below),
        teams=rows,
        is_open=any(ticked for *_, ticked in rows),
    )
