"""Targets: the score that a unit wants to reach in a practice, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from .bank import Questionnaire
from .organisation import Unit

HIGHEST = 100


class TargetQuerySet(models.QuerySet["Target"]):
    """Chains over targets."""

    def of(self, units: Iterable[int | None], questionnaire: int) -> Self:
        """Keep those of units (ids) for one questionnaire's practices."""
        return self.filter(unit__in=[unit for unit in units if unit], questionnaire=questionnaire)


class Target(models.Model):
    """A unit's one target for a practice of a questionnaire, whichever edition asks it.

    `score` is on 0 to 100, as practices are shown; `by` is the last day on which it counts as met
    in time.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="targets")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="+")
    practice = models.SlugField(max_length=60)
    score = models.PositiveSmallIntegerField()
    by = models.DateField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    set_at = models.DateTimeField()

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "questionnaire", "practice"], name="target_once"
            ),
            models.CheckConstraint(
                condition=models.Q(score__lte=HIGHEST), name="target_score_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.practice}: {self.score} by {self.by}"
