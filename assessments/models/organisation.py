"""The organisation: units that nest, the teams that hang on them, and who holds which role."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connections, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext, gettext_lazy
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from assessments.permissions import RoleKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LARGEST_TEAM = 500
LONGEST_NAME = 120
# Between the names of a unit and of what lies in it
DOWN = " / "

# Starts at the units led and goes down from there, so it costs what the subtree is, not what the
# organisation is. UNION keeps each unit once, also where somebody leads a unit and its parent.
_LED_AND_BELOW = """
    WITH RECURSIVE led(id) AS (
        SELECT unit_id FROM assessments_role WHERE user_id = %s AND kind = %s
        UNION
        SELECT unit.id FROM assessments_unit unit JOIN led ON unit.parent_id = led.id
    )
    SELECT id FROM led
"""
_AT_AND_BELOW = """
    WITH RECURSIVE part(id) AS (
        SELECT id FROM assessments_unit WHERE id = %s
        UNION
        SELECT unit.id FROM assessments_unit unit JOIN part ON unit.parent_id = part.id
    )
    SELECT id FROM part
"""

# A retired unit or team keeps its name and its history; its name may be given again.
_ACTIVE = models.Q(retired_at__isnull=True)


class UnitQuerySet(TreeQuerySet):
    """Chains over the tree."""

    def active(self) -> Self:
        """Leave out what is retired."""
        return self.filter(_ACTIVE)

    def below(self, unit: Unit) -> Self:
        """Keep the unit and all in it."""
        return self.filter(pk__in=RawSQL(_AT_AND_BELOW, (unit.pk,)))  # noqa: S611 (no outside text)

    def paths(self) -> dict[int, tuple[str, ...]]:
        """Return the names from the top down to each unit of the organisation; one query."""
        rows = list(self.model.objects.values_list("pk", "parent_id", "name"))
        named = {pk: (parent, name) for pk, parent, name in rows}
        found: dict[int | None, tuple[str, ...]] = {None: ()}
        for pk in named:
            waiting = []
            current: int | None = pk
            while current not in found and current is not None:
                waiting.append(current)
                current = named[current][0]
            for one in reversed(waiting):
                parent, name = named[one]
                found[one] = (*found[parent], name)
        return {pk: found[pk] for pk in named}

    def in_order(self) -> Self:
        """Order parents before their children, beside each other by name, with `tree_depth`."""
        return self.with_tree_fields().order_siblings_by("name")

    def lock_tree(self) -> None:
        """Let nobody else write a unit or team until the transaction ends; everybody may read.

        Whoever moves something looks first whether it may go there: two who look at the same
        time could together make a circle. On SQLite the transaction (BEGIN IMMEDIATE) is the lock.
        """
        connection = connections[self.db]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "LOCK TABLE assessments_unit, assessments_team IN SHARE ROW EXCLUSIVE MODE"
                )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the units whose results this person may read: those led, and all below."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        led = RawSQL(_LED_AND_BELOW, (user.pk, RoleKind.LEADER.value))  # noqa: S611 (no outside text)
        return self.filter(pk__in=led)

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Keep the units that this person leads as such, not those below."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        held = Role.objects.filter(user=user, kind=RoleKind.LEADER)
        return self.filter(pk__in=held.values("unit"))


class Unit(TreeNode):
    """A part of the organisation; a unit without a parent is a top of the tree."""

    name = models.CharField(max_length=LONGEST_NAME)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # Two constraints, because SQLite holds every NULL for a value of its own.
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=_ACTIVE,
                name="unit_name_unique_in_parent",
                violation_error_message=gettext_lazy("There is already a unit of that name there."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=_ACTIVE & models.Q(parent__isnull=True),
                name="unit_name_unique_at_top",
                violation_error_message=gettext_lazy("There is already a unit of that name there."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that a file of units could not tell from two units."""
        if DOWN in self.name:
            raise ValidationError(
                {
                    "name": gettext(
                        "Please write the slash without spaces: “ / ” stands for “in” in files."
                    )
                }
            )


class TeamQuerySet(models.QuerySet["Team"]):
    """Chains from the person who looks."""

    def active(self) -> Self:
        """Leave out what is retired."""
        return self.filter(_ACTIVE)

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Keep the teams that this person leads as their team lead."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        held = Role.objects.filter(user=user, kind=RoleKind.TEAM_LEAD)
        return self.filter(pk__in=held.values("team"))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the teams whose results this person may read: led, or in a unit that is."""
        units = Unit.objects.visible_to(user).values("pk")
        return self.filter(
            models.Q(pk__in=self.model.objects.led_by(user).values("pk")) | models.Q(unit__in=units)
        )


class Team(models.Model):
    """A team: the smallest node that a result can stand for."""

    name = models.CharField(max_length=LONGEST_NAME)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teams")
    headcount = models.PositiveSmallIntegerField(
        "people",
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TEAM)],
        help_text=gettext_lazy("Everybody in the team who will be asked."),
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=_ACTIVE,
                name="team_name_unique_in_unit",
                violation_error_message=gettext_lazy(
                    "There is already a team of that name in this unit."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(headcount__gte=1, headcount__lte=LARGEST_TEAM),
                name="team_headcount_sensible",
            ),
        ]

    def __str__(self) -> str:
        return self.name


# Roles that are held for the whole installation
EVERYWHERE = (RoleKind.ORGANISER, RoleKind.EDITOR, RoleKind.PUBLISHER)


class Role(models.Model):
    """What a person may do here; a team lead's role names the team, a leader's the unit."""

    KINDS: ClassVar = [(kind.value, kind.value.capitalize()) for kind in RoleKind]

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="roles"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="roles"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "team"], name="role_held_once"),
            models.UniqueConstraint(fields=["user", "kind", "unit"], name="role_on_unit_held_once"),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(team__isnull=True, unit__isnull=True),
                name="role_without_team_held_once",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind=RoleKind.TEAM_LEAD, team__isnull=False, unit__isnull=True)
                    | models.Q(kind=RoleKind.LEADER, team__isnull=True, unit__isnull=False)
                    | models.Q(kind__in=EVERYWHERE, team__isnull=True, unit__isnull=True)
                ),
                name="role_team_fits_kind",
                violation_error_message=(
                    "A team lead needs a team, a leader a unit; the other roles have neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        held_on = self.team or self.unit
        return f"{self.user}: {self.kind}{f' of {held_on}' if held_on else ''}"
