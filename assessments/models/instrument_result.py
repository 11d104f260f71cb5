"""Released figures of how good a questionnaire is as an instrument: of everybody together."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from .campaign import Campaign

# The row of the questionnaire as a whole
WHOLE = ""


class InstrumentResultQuerySet(models.QuerySet["InstrumentResult"]):
    """Chains over figures of instruments."""

    def released_of(self, campaign: Campaign) -> Self:
        """Keep those of a campaign whose results are out."""
        return self.filter(campaign=campaign, campaign__state=Campaign.State.RELEASED)


class InstrumentResult(models.Model):
    """How well one practice's statements measured it in a campaign, as it may be shown.

    Written once with the results, of the whole campaign and never of a part. `practice` is the
    practice's key, WHOLE for the questionnaire; `detail` holds what `InstrumentFigures` says, for
    the whole the share of straight-lining alone. Alpha and omega stand beside it as numbers.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    practice = models.SlugField(max_length=60, blank=True)
    n_band = models.CharField(max_length=10, blank=True)
    withheld = models.CharField(max_length=12, blank=True)
    alpha = models.FloatField(null=True, blank=True)
    omega = models.FloatField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    objects = InstrumentResultQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "practice"], name="instrument_result_once"),
            models.CheckConstraint(
                condition=models.Q(withheld="") | models.Q(alpha__isnull=True, omega__isnull=True),
                name="instrument_withheld_has_no_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.practice or 'whole'}"
