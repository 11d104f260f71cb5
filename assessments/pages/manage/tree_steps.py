"""What moving, merging and retiring do, in words: what will happen, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from assessments.actions import organisation
from assessments.models import Campaign, Role, Team, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT = "Surveys that were opened go on as they began, and results keep the tree of their survey."


@dataclass(frozen=True)
class Step:
    """One change of a unit or team, to be confirmed before it is made."""

    title: str
    button: str
    back: str
    act: Callable[[Any], Any]
    done: str
    happens: Callable[[Any], list[str]]
    stays: list[str]
    danger: bool = False
    asks: str = ""
    top: str | None = None
    offered: QuerySet[Any] = field(default_factory=Unit.objects.none)

    def choices(self, find: str, most: int) -> list[tuple[int, str]]:
        """Return what can be chosen, said with all that is above it."""
        found = self.offered.filter(name__icontains=find) if find else self.offered
        path_of = Unit.objects.paths()
        names = [
            (
                one.pk,
                (*path_of[one.unit_id], one.name) if isinstance(one, Team) else path_of[one.pk],
            )
            for one in found.order_by("name", "pk")[:most]
        ]
        return [(pk, " / ".join(path)) for pk, path in sorted(names, key=lambda pair: pair[1])]


def move_unit(unit: Unit) -> Step:
    """Put a unit under another one."""
    return Step(
        title=f"Move {unit.name}",
        button="Move the unit",
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda target: organisation.move_unit(unit, parent=target),
        done=f"{unit.name} is moved.",
        happens=lambda target: [
            f"{unit.name}, with {_inside(unit)}, "
            + (f"becomes a part of {target.name}." if target else "becomes a top."),
            (
                "Leaders of the units above it from then on read what is released of its teams; "
                "leaders it moves away from do not any more."
            ),
        ],
        stays=[KEPT, "Its own leaders and its teams’ leads stay."],
        asks="Into the unit",
        top="The top of the organisation",
        offered=_units_outside(unit),
    )


def merge_unit(unit: Unit) -> Step:
    """Dissolve a unit in another one."""
    leaders = _held_by(Role.objects.filter(unit=unit))
    return Step(
        title=f"Merge {unit.name} into another unit",
        button="Merge the units",
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda target: organisation.merge_units(unit, into=target, at=timezone.now()),
        done=f"{unit.name} is merged.",
        happens=lambda target: [
            f"Everything active in {unit.name} ({_inside(unit)}) moves into {target.name}.",
            (
                f"Leaders of {unit.name} ({leaders}) also become leaders of {target.name} and read "
                "what is released of all teams there."
            ),
            f"{unit.name} is retired and cannot be chosen any more.",
        ],
        stays=[KEPT, "What was retired in it before stays in it."],
        danger=True,
        asks="Into the unit",
        offered=_units_outside(unit),
    )


def retire_unit(unit: Unit) -> Step:
    """Take a unit out of use."""
    return Step(
        title=f"Retire {unit.name}",
        button="Retire the unit",
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda _: organisation.retire_unit(unit, at=timezone.now()),
        done=f"{unit.name} is retired.",
        happens=lambda _: ["It cannot be chosen any more. This needs it to be empty."],
        stays=[KEPT, "You can bring it back at any time."],
        danger=True,
    )


def move_team(team: Team) -> Step:
    """Put a team into another unit."""
    return Step(
        title=f"Move {team.name}",
        button="Move the team",
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda target: organisation.move_team(team, unit=target),
        done=f"{team.name} is moved.",
        happens=lambda target: [
            f"{team.name} moves from {team.unit.name} into {target.name}.",
            (
                f"Leaders of {target.name} and above from then on read what is released of it; "
                "leaders it moves away from do not any more."
            ),
        ],
        stays=[KEPT, "It stays the same team: its next results are compared with its last."],
        asks="Into the unit",
        offered=Unit.objects.active().exclude(pk=team.unit_id),
    )


def merge_team(team: Team) -> Step:
    """Dissolve a team in another one."""
    leads = _held_by(Role.objects.filter(team=team))
    return Step(
        title=f"Merge {team.name} into another team",
        button="Merge the teams",
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda target: organisation.merge_teams(team, into=target, at=timezone.now()),
        done=f"{team.name} is merged.",
        happens=lambda target: [
            (
                f"{target.name} then has {target.headcount + team.headcount} people: "
                f"{target.headcount} and the {team.headcount} of {team.name}."
            ),
            (
                f"Leads of {team.name} ({leads}) also become leads of {target.name} and read its "
                "results."
            ),
            f"{team.name} is retired; draft surveys that ask it ask {target.name} instead.",
        ],
        stays=[KEPT, f"The results of {team.name} stay with its leads and the leaders above it."],
        danger=True,
        asks="Into the team",
        offered=Team.objects.active().exclude(pk=team.pk),
    )


def retire_team(team: Team) -> Step:
    """Take a team out of use."""
    drafts = team.campaigns.filter(state=Campaign.State.DRAFT).count()
    return Step(
        title=f"Retire {team.name}",
        button="Retire the team",
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda _: organisation.retire_team(team, at=timezone.now()),
        done=f"{team.name} is retired.",
        happens=lambda _: [
            "No new survey asks it.",
            f"Draft surveys that it is taken out of: {drafts or 'none'}.",
        ],
        stays=[
            KEPT,
            "Its leads and the leaders above it go on reading its results.",
            "You can bring it back at any time.",
        ],
        danger=True,
    )


def _units_outside(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.active().exclude(pk__in=Unit.objects.below(unit).values("pk"))


def _inside(unit: Unit) -> str:
    units = Unit.objects.active().below(unit)
    teams = Team.objects.active().filter(unit__in=units.values("pk")).count()
    return f"{_count(units.count() - 1, 'unit')} and {_count(teams, 'team')} in it"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _held_by(roles: QuerySet[Role]) -> str:
    names = [role.user.get_full_name() or role.user.get_username() for role in roles]
    return ", ".join(sorted(names)) or "nobody yet"
