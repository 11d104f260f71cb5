"""What moving, merging and retiring do, in words: what will happen, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext

from assessments.actions import organisation
from assessments.models import Campaign, Role, Team, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT = gettext_noop(
    "Surveys that were opened go on as they began, and results keep the tree of their survey."
)


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
        title=gettext("Move %(name)s") % {"name": unit.name},
        button=gettext("Move the unit"),
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda target: organisation.move_unit(unit, parent=target),
        done=gettext("%(name)s is moved.") % {"name": unit.name},
        happens=lambda target: [
            _moved(unit, target),
            (
                gettext(
                    "Leaders of the units above it from then on read what is released of its "
                    "teams; leaders it moves away from do not any more."
                )
            ),
        ],
        stays=[gettext(KEPT), gettext("Its own leaders and its teams’ leads stay.")],
        asks=gettext("Into the unit"),
        top=gettext("The top of the organisation"),
        offered=_units_outside(unit),
    )


def merge_unit(unit: Unit) -> Step:
    """Dissolve a unit in another one."""
    leaders = _held_by(Role.objects.filter(unit=unit))
    return Step(
        title=gettext("Merge %(name)s into another unit") % {"name": unit.name},
        button=gettext("Merge the units"),
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda target: organisation.merge_units(unit, into=target, at=timezone.now()),
        done=gettext("%(name)s is merged.") % {"name": unit.name},
        happens=lambda target: [
            gettext("Everything active in %(name)s (%(inside)s) moves into %(target)s.")
            % {"name": unit.name, "inside": _inside(unit), "target": target.name},
            (
                gettext(
                    "Leaders of %(name)s (%(leaders)s) also become leaders of %(target)s and "
                    "read what is released of all teams there."
                )
                % {"name": unit.name, "leaders": leaders, "target": target.name}
            ),
            gettext("%(name)s is retired and cannot be chosen any more.") % {"name": unit.name},
        ],
        stays=[gettext(KEPT), gettext("What was retired in it before stays in it.")],
        danger=True,
        asks=gettext("Into the unit"),
        offered=_units_outside(unit),
    )


def retire_unit(unit: Unit) -> Step:
    """Take a unit out of use."""
    return Step(
        title=gettext("Retire %(name)s") % {"name": unit.name},
        button=gettext("Retire the unit"),
        back=reverse("manage:unit", args=[unit.pk]),
        act=lambda _: organisation.retire_unit(unit, at=timezone.now()),
        done=gettext("%(name)s is retired.") % {"name": unit.name},
        happens=lambda _: [gettext("It cannot be chosen any more. This needs it to be empty.")],
        stays=[gettext(KEPT), gettext("You can bring it back at any time.")],
        danger=True,
    )


def move_team(team: Team) -> Step:
    """Put a team into another unit."""
    return Step(
        title=gettext("Move %(name)s") % {"name": team.name},
        button=gettext("Move the team"),
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda target: organisation.move_team(team, unit=target),
        done=gettext("%(name)s is moved.") % {"name": team.name},
        happens=lambda target: [
            gettext("%(name)s moves from %(unit)s into %(target)s.")
            % {"name": team.name, "unit": team.unit.name, "target": target.name},
            (
                gettext(
                    "Leaders of %(name)s and above from then on read what is released of it; "
                    "leaders it moves away from do not any more."
                )
                % {"name": target.name}
            ),
        ],
        stays=[
            gettext(KEPT),
            gettext("It stays the same team: its next results are compared with its last."),
        ],
        asks=gettext("Into the unit"),
        offered=Unit.objects.active().exclude(pk=team.unit_id),
    )


def merge_team(team: Team) -> Step:
    """Dissolve a team in another one."""
    leads = _held_by(Role.objects.filter(team=team))
    return Step(
        title=gettext("Merge %(name)s into another team") % {"name": team.name},
        button=gettext("Merge the teams"),
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda target: organisation.merge_teams(team, into=target, at=timezone.now()),
        done=gettext("%(name)s is merged.") % {"name": team.name},
        happens=lambda target: [
            (
                gettext(
                    "%(name)s then has %(total)s people: %(own)s and the %(joining)s of %(merged)s."
                )
                % {
                    "name": target.name,
                    "total": target.headcount + team.headcount,
                    "own": target.headcount,
                    "joining": team.headcount,
                    "merged": team.name,
                }
            ),
            (
                gettext(
                    "Leads of %(name)s (%(leads)s) also become leads of %(target)s and read "
                    "its results."
                )
                % {"name": team.name, "leads": leads, "target": target.name}
            ),
            gettext("%(name)s is retired; draft surveys that ask it ask %(target)s instead.")
            % {"name": team.name, "target": target.name},
        ],
        stays=[
            gettext(KEPT),
            gettext("The results of %(name)s stay with its leads and the leaders above it.")
            % {"name": team.name},
        ],
        danger=True,
        asks=gettext("Into the team"),
        offered=Team.objects.active().exclude(pk=team.pk),
    )


def retire_team(team: Team) -> Step:
    """Take a team out of use."""
    drafts = team.campaigns.filter(state=Campaign.State.DRAFT).count()
    of_drafts = drafts or gettext("none")
    return Step(
        title=gettext("Retire %(name)s") % {"name": team.name},
        button=gettext("Retire the team"),
        back=reverse("manage:change_team", args=[team.pk]),
        act=lambda _: organisation.retire_team(team, at=timezone.now()),
        done=gettext("%(name)s is retired.") % {"name": team.name},
        happens=lambda _: [
            gettext("No new survey asks it."),
            gettext("Draft surveys that it is taken out of: %(of_drafts)s.")
            % {"of_drafts": of_drafts},
        ],
        stays=[
            gettext(KEPT),
            gettext("Its leads and the leaders above it go on reading its results."),
            gettext("You can bring it back at any time."),
        ],
        danger=True,
    )


def _units_outside(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.active().exclude(pk__in=Unit.objects.below(unit).values("pk"))


def _inside(unit: Unit) -> str:
    units = Unit.objects.active().below(unit)
    teams = Team.objects.active().filter(unit__in=units.values("pk")).count()
    return gettext("%(units)s and %(teams)s in it") % {
        "units": _units(units.count() - 1),
        "teams": _teams(teams),
    }


def _units(number: int) -> str:
    if not number:
        return gettext("no units")
    return ngettext("%(n)s unit", "%(n)s units", number) % {"n": number}


def _teams(number: int) -> str:
    if not number:
        return gettext("no teams")
    return ngettext("%(n)s team", "%(n)s teams", number) % {"n": number}


def _moved(unit: Unit, target: Unit | None) -> str:
    named = {"name": unit.name, "inside": _inside(unit), "target": target and target.name}
    if target is None:
        return gettext("%(name)s, with %(inside)s, becomes a top.") % named
    return gettext("%(name)s, with %(inside)s, becomes a part of %(target)s.") % named


def _held_by(roles: QuerySet[Role]) -> str:
    names = [role.user.get_full_name() or role.user.get_username() for role in roles]
    return ", ".join(sorted(names)) or gettext("nobody yet")
