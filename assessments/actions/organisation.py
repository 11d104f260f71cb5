"""The organisation's units and teams."""

from __future__ import annotations

from assessments.models import Team, Unit


def add_unit(*, name: str, parent: Unit | None) -> Unit:
    """Add a unit under a parent, or at the top of the tree."""
    unit = Unit(name=name, parent=parent)
    unit.save()
    return unit


def add_team(*, name: str, unit: Unit, headcount: int) -> Team:
    """Add a team to a unit."""
    return Team.objects.create(name=name, unit=unit, headcount=headcount)


def change_team(team: Team, *, name: str, unit: Unit, headcount: int) -> Team:
    """Change a team's name, unit or headcount; open campaigns keep what they froze."""
    team.name = name
    team.unit = unit
    team.headcount = headcount
    team.save(update_fields=["name", "unit", "headcount"])
    return team
