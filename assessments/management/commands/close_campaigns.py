"""Closes and releases what is due, counts turnout once a day, forgets files; made for a timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from assessments.actions import participation, releases
from assessments.errors import SurveyError
from assessments.models import Campaign, PendingImport


class Command(BaseCommand):
    """Print each campaign released; a second run finds nothing to do."""

    help = (
        "Close, seal and release every campaign past its closing time; count the turnout of the "
        "open ones once a day. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        failed = []
        for campaign in Campaign.objects.due(now):
            try:
                releases.finish(campaign, at=now)
            except (SurveyError, OSError, DatabaseError) as error:
                # One that fails must not hold up the others.
                failed.append(f"{campaign.name}: {error}")
            else:
                self.stdout.write(f"Released: {campaign.name}")
        PendingImport.objects.forget(now)
        for campaign in Campaign.objects.filter(state=Campaign.State.OPEN):
            participation.count(campaign, at=now)
        if failed:
            raise CommandError("Not released, run again: " + "; ".join(failed))
