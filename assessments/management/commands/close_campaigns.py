"""Closes and releases what is due; made for a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.actions import releases
from assessments.models import Campaign


class Command(BaseCommand):
    """Print each campaign released; a second run finds nothing to do."""

    help = "Close, seal and release every campaign past its closing time. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for campaign in Campaign.objects.due(now):
            releases.finish(campaign, at=now)
            self.stdout.write(f"Released: {campaign.name}")
