"""Released figures of one role: apart from `Result`, so that no page reads them by accident."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from assessments.scoring.values import Bound, Reason, ReleasedScore, Suppressed

from .campaign import CampaignNode
from .result import released_score


class RoleResultQuerySet(models.QuerySet["RoleResult"]):
    """Chains over released figures of roles."""

    def seen_from(self, node: CampaignNode, role: int) -> Self:
        """Keep one role's figures of a node and of what lies directly below it."""
        return self.filter(node__in=CampaignNode.objects.seen_from(node).values("pk"), role=role)


class RoleResult(models.Model):
    """A practice's score among the people of one role, or the reason why it is hidden.

    `role` is the code of the answer. Cells are kept where a team or unit is shown and large enough
    to be shown by role; nowhere else is anything known by role.
    """

    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, related_name="+")
    column = models.SlugField(max_length=60)
    role = models.PositiveSmallIntegerField()
    reason = models.CharField(
        max_length=30, blank=True, choices=[(reason.value, reason.value) for reason in Reason]
    )
    n_band = models.CharField(max_length=10, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    bound = models.CharField(
        max_length=10, blank=True, choices=[(bound.value, bound.value) for bound in Bound]
    )
    low = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    agreement = models.CharField(max_length=12, blank=True)
    opinions_differ = models.BooleanField(default=False)

    objects = RoleResultQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "column", "role"], name="role_result_once"),
            models.CheckConstraint(
                condition=models.Q(reason="")
                | models.Q(score__isnull=True, low__isnull=True, n_band=""),
                name="role_result_hidden_has_no_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id}/{self.column}/{self.role}"

    def value(self) -> ReleasedScore | Suppressed:
        """Return the cell as a value."""
        # Without a change and peers: of roles neither is worked out
        shown = (self.reason, self.score, self.bound, self.low, self.high, self.n_band)
        return released_score((*shown, self.opinions_differ, self.agreement, None, False, None))
