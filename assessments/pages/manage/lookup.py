"""The campaign that an address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from assessments.models import Campaign

if TYPE_CHECKING:
    import uuid


def find(public_id: uuid.UUID) -> Campaign:
    """Return the campaign with what its pages show of it, or "not found"."""
    found = Campaign.objects.select_related("edition__questionnaire", "benchmark")
    return get_object_or_404(found, public_id=public_id)
