"""What holds for the tree at every change of it; asked under its lock, so it still holds after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext, ngettext

from assessments.errors import NameTakenError, OrganisationError
from assessments.models import Team, Unit

NAMED = 5  # of several names in a sentence, this many are said

Node = TypeVar("Node", Unit, Team)


@contextmanager
def locked() -> Iterator[None]:
    """Hold the tree's lock in a transaction."""
    with transaction.atomic():
        Unit.objects.lock_tree()
        yield


def unit_now(unit: Unit) -> Unit:
    """Return the unit as it is under the lock."""
    found: Unit = Unit.objects.select_related("parent").get(pk=unit.pk)
    return found


def team_now(team: Team) -> Team:
    """Return the team as it is under the lock."""
    return Team.objects.select_related("unit").get(pk=team.pk)


def active_unit(unit: Unit) -> Unit:
    """Return the unit as it is now; refuse one that is retired."""
    return _require_active(unit_now(unit))


def active_team(team: Team) -> Team:
    """Return the team as it is now; refuse one that is retired."""
    return _require_active(team_now(team))


def _require_active(node: Node) -> Node:
    if node.retired_at is not None:
        raise OrganisationError(
            gettext("“%(name)s” is retired. Please bring it back first.") % {"name": node.name}
        )
    return node


def place_unit(unit: Unit, parent: Unit | None) -> None:
    """Put a unit, not saved here, where there is room for its name."""
    unit.parent = active_unit(parent) if parent else None
    require_free_unit(unit, unit.parent)


def place_team(team: Team, unit: Unit) -> None:
    """Put a team, not saved here, where there is room for its name."""
    team.unit = active_unit(unit)
    same = Team.objects.active().filter(unit=team.unit, name=team.name).exclude(pk=team.pk)
    if same.exists():
        raise NameTakenError(
            gettext("There is already a team “%(name)s” in “%(unit)s”.")
            % {"name": team.name, "unit": team.unit.name}
        )


def require_free_unit(unit: Unit, parent: Unit | None) -> None:
    """Refuse a unit whose name another active one there bears."""
    same = Unit.objects.active().filter(parent=parent, name=unit.name).exclude(pk=unit.pk)
    if same.exists():
        said = gettext("There is already a unit “%(name)s” at the top.")
        if parent:
            said = gettext("There is already a unit “%(name)s” in “%(parent)s”.")
        raise NameTakenError(said % {"name": unit.name, "parent": parent and parent.name})


def require_different_names(source: Unit, into: Unit) -> None:
    """Refuse two units whose active parts or teams share a name."""
    teams = set(into.teams.active().values_list("name", flat=True))
    units = set(into.children.active().exclude(pk=source.pk).values_list("name", flat=True))
    both = [
        *source.teams.active().filter(name__in=teams).values_list("name", flat=True),
        *source.children.active().filter(name__in=units).values_list("name", flat=True),
    ]
    if both:
        said = gettext("Both have %(names)s. Please rename or merge these first, then the units.")
        raise NameTakenError(said % {"names": some(sorted(both))})


def some(names: Sequence[str]) -> str:
    """Return the first of several names in quotes, and how many more there are."""
    named = ", ".join(gettext("“%(name)s”") % {"name": name} for name in names[:NAMED])
    if len(names) <= NAMED:
        return named
    return gettext("%(names)s and %(n)s more") % {"names": named, "n": len(names) - NAMED}


def require_empty(unit: Unit) -> None:
    """Refuse a unit with anything active in it."""
    teams, units = unit.teams.active().count(), unit.children.active().count()
    if teams or units:
        said = gettext(
            "“%(name)s” still has %(teams)s and %(units)s in it. Please move, merge or retire "
            "them first."
        )
        raise OrganisationError(
            said % {"name": unit.name, "teams": _teams(teams), "units": _units(units)}
        )


def _teams(number: int) -> str:
    if not number:
        return gettext("no teams")
    return ngettext("%(n)s team", "%(n)s teams", number) % {"n": number}


def _units(number: int) -> str:
    if not number:
        return gettext("no units")
    return ngettext("%(n)s unit", "%(n)s units", number) % {"n": number}
