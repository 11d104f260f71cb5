"""Loads the shipped question bank and benchmarks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.actions import content
from assessments.content.loader import ContentError


class Command(BaseCommand):
    """Print what was added; a second run adds nothing."""

    help = "Load the shipped question bank and benchmarks. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = content.load(at=timezone.now())
        except ContentError as error:
            raise CommandError(str(error)) from error
        for added in filter(None, (loaded.edition, *loaded.benchmarks)):
            self.stdout.write(f"Added: {added}")
        if not (loaded.edition or loaded.benchmarks):
            self.stdout.write("The content is up to date.")
