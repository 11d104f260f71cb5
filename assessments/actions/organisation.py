"""The organisation's units and teams: added, changed, moved, merged, retired, brought back.

Campaigns keep the tree they were opened with, so none of this changes what was asked or found.
Every verb holds the tree's lock: what it checks is still true when it writes.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext

from assessments.errors import CycleError, OrganisationError
from assessments.models import Campaign, Role, Team, Unit
from assessments.models.organisation import LARGEST_TEAM

from . import tree_rules as rules


def add_unit(*, name: str, parent: Unit | None) -> Unit:
    """Add a unit under a parent, or at the top of the tree.

    Raises:
        OrganisationError: the name is taken there, or the parent is retired.
    """
    with rules.locked():
        unit = Unit(name=name, parent=parent)
        rules.place_unit(unit, parent)
        unit.save()
    return unit


def add_team(*, name: str, unit: Unit, headcount: int) -> Team:
    """Add a team to a unit.

    Raises:
        OrganisationError: the name is taken there, or the unit is retired.
    """
    with rules.locked():
        team = Team(name=name, headcount=headcount)
        rules.place_team(team, unit)
        team.save()
    return team


def rename_unit(unit: Unit, *, name: str) -> Unit:
    """Change a unit's name; campaigns that were opened keep the old one.

    Raises:
        NameTakenError: there is another of that name beside it.
    """
    with rules.locked():
        unit = rules.unit_now(unit)
        unit.name = name
        if unit.retired_at is None:
            rules.require_free_unit(unit, unit.parent)
        unit.save(update_fields=["name"])
    return unit


def change_team(team: Team, *, name: str, unit: Unit, headcount: int) -> Team:
    """Change a team's name, unit or headcount; open campaigns keep what they froze.

    Raises:
        OrganisationError: the name is taken there, or the team or the unit is retired.
    """
    with rules.locked():
        team = rules.active_team(team)
        team.name, team.headcount = name, headcount
        rules.place_team(team, unit)
        team.save(update_fields=["name", "unit", "headcount"])
    return team


def move_unit(unit: Unit, *, parent: Unit | None) -> Unit:
    """Put a unit with all in it under another parent, or at the top.

    Raises:
        CycleError: the parent is the unit itself or a part of it.
        OrganisationError: the name is taken there, or one of the two is retired.
    """
    with rules.locked():
        unit = rules.active_unit(unit)
        if parent is not None and Unit.objects.below(unit).filter(pk=parent.pk).exists():
            said = gettext("“%(name)s” cannot be moved into itself.")
            if parent != unit:
                said = gettext(
                    "“%(name)s” cannot be moved into “%(target)s”, which is a part of it."
                )
            raise CycleError(said % {"name": unit.name, "target": parent.name})
        rules.place_unit(unit, parent)
        unit.save(update_fields=["parent"])
    return unit


def move_team(team: Team, *, unit: Unit) -> Team:
    """Put a team into another unit; it stays the same team, with its history.

    Raises:
        OrganisationError: the name is taken there, or one of the two is retired.
    """
    with rules.locked():
        team = rules.active_team(team)
        rules.place_team(team, unit)
        team.save(update_fields=["unit"])
    return team


def merge_units(source: Unit, *, into: Unit, at: dt.datetime) -> Unit:
    """Move all that is active in one unit into another, its leaders too, and retire it.

    Raises:
        CycleError: the other unit is the same or a part of it.
        OrganisationError: names are in both, or one of the two is retired.
    """
    with rules.locked():
        source, into = rules.active_unit(source), rules.active_unit(into)
        if Unit.objects.below(source).filter(pk=into.pk).exists():
            said = gettext("“%(name)s” cannot be merged into itself.")
            if into != source:
                said = gettext(
                    "“%(name)s” cannot be merged into “%(target)s”, which is a part of it."
                )
            raise CycleError(said % {"name": source.name, "target": into.name})
        rules.require_different_names(source, into)
        # First, because a part of it may bear its name.
        source.retired_at = at
        source.save(update_fields=["retired_at"])
        source.children.active().update(parent=into)
        source.teams.active().update(unit=into)
        for role in Role.objects.filter(unit=source).select_related("user"):
            Role.objects.get_or_create(user=role.user, kind=role.kind, unit=into)
    return into


def merge_teams(source: Team, *, into: Team, at: dt.datetime) -> Team:
    """Add one team's people and leads to another, and retire it.

    Its past stays its own: its leads go on reading it. Drafts ask the other team instead.

    Raises:
        OrganisationError: the two are the same, too large together, or one is retired.
    """
    with rules.locked():
        source, into = rules.active_team(source), rules.active_team(into)
        if source == into:
            raise OrganisationError(
                gettext("“%(name)s” cannot be merged into itself.") % {"name": source.name}
            )
        into.headcount += source.headcount
        if into.headcount > LARGEST_TEAM:
            raise OrganisationError(
                gettext(
                    "Together they are %(headcount)s people; a team has at most %(largest_team)s."
                )
                % {"headcount": into.headcount, "largest_team": LARGEST_TEAM}
            )
        into.save(update_fields=["headcount"])
        for role in Role.objects.filter(team=source).select_related("user"):
            Role.objects.get_or_create(user=role.user, kind=role.kind, team=into)
        for draft in Campaign.objects.filter(state=Campaign.State.DRAFT, teams=source):
            draft.teams.add(into)
        _retire_team(source, at)
    return into


def retire_unit(unit: Unit, *, at: dt.datetime) -> Unit:
    """Take a unit out of use; what was found about it stays. A second call changes nothing.

    Raises:
        OrganisationError: there is still something active in it.
    """
    with rules.locked():
        unit = rules.unit_now(unit)
        if unit.retired_at is None:
            rules.require_empty(unit)
            unit.retired_at = at
            unit.save(update_fields=["retired_at"])
    return unit


def retire_team(team: Team, *, at: dt.datetime) -> Team:
    """Take a team out of use and out of drafts; open campaigns go on, and its results stay."""
    with rules.locked():
        team = rules.team_now(team)
        if team.retired_at is None:
            _retire_team(team, at)
    return team


def bring_back_unit(unit: Unit) -> Unit:
    """Take a retired unit into use again, where it was.

    Raises:
        OrganisationError: the unit above is retired, or the name is taken by now.
    """
    with rules.locked():
        unit = rules.unit_now(unit)
        rules.place_unit(unit, unit.parent)
        unit.retired_at = None
        unit.save(update_fields=["retired_at"])
    return unit


def bring_back_team(team: Team) -> Team:
    """Take a retired team into use again, where it was; drafts do not ask it by themselves.

    Raises:
        OrganisationError: its unit is retired, or the name is taken by now.
    """
    with rules.locked():
        team = rules.team_now(team)
        rules.place_team(team, team.unit)
        team.retired_at = None
        team.save(update_fields=["retired_at"])
    return team


def _retire_team(team: Team, at: dt.datetime) -> None:
    Campaign.teams.through.objects.filter(campaign__state=Campaign.State.DRAFT, team=team).delete()
    team.retired_at = at
    team.save(update_fields=["retired_at"])
