"""The organisation: units that nest, the teams that hang on them, and who holds which role."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from tree_queries.models import TreeNode

from assessments.permissions import RoleKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LARGEST_TEAM = 500


class Unit(TreeNode):
    """A part of the organisation; a unit without a parent is a top of the tree."""

    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            # Two constraints, because SQLite holds every NULL for a value of its own.
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="unit_name_unique_in_parent",
                violation_error_message="There is already a unit of that name there.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(parent__isnull=True),
                name="unit_name_unique_at_top",
                violation_error_message="There is already a unit of that name there.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet["Team"]):
    """Chains from the person who looks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the teams whose results this person may read."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(roles__user=user, roles__kind=RoleKind.TEAM_LEAD)


class Team(models.Model):
    """A team: the smallest node that a result can stand for."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teams")
    headcount = models.PositiveSmallIntegerField(
        "people",
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TEAM)],
        help_text="Everybody in the team who will be asked.",
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="team_name_unique_in_unit",
                violation_error_message="There is already a team of that name in this unit.",
            ),
            models.CheckConstraint(
                condition=models.Q(headcount__gte=1, headcount__lte=LARGEST_TEAM),
                name="team_headcount_sensible",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a person may do here; a team lead's role names the team."""

    KINDS: ClassVar = [(kind.value, kind.value.capitalize()) for kind in RoleKind]

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="roles"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "team"], name="role_held_once"),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(team__isnull=True),
                name="role_without_team_held_once",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind=RoleKind.TEAM_LEAD, team__isnull=False)
                    | models.Q(kind=RoleKind.ORGANISER, team__isnull=True)
                ),
                name="role_team_fits_kind",
                violation_error_message="A team lead needs a team; an organiser has none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}{f' of {self.team}' if self.team_id else ''}"
