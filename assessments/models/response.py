"""Sheets of answers. Named only here, in actions.responses and in actions.releases."""

from __future__ import annotations

import uuid

from django.db import models

from .bank import Edition
from .campaign import Campaign, CampaignNode


class Response(models.Model):
    """One sheet while its campaign is open, whole, in one row.

    The nullifier is HMAC-SHA256(campaign key, seed of the link): the same link always hits the
    same row, and without the key nobody can say whose it is. No date, no sequence. `answers`
    is a list in the order of the edition's outline. `revision` is drawn anew at each sending,
    so that a draft from before the sending can no longer be found (docs/privacy.md).
    """

    nullifier = models.CharField(max_length=64, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    revision = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.nullifier


class SealedResponse(models.Model):
    """One sheet after the seal: shuffled, under a fresh random id, without free text and role.

    `node` is the smallest released group the person belongs to, or none where no group above
    may be shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, null=True, related_name="+")
    answers = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)
