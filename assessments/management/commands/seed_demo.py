"""Makes the demo organisation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from assessments.actions import demo
from assessments.errors import SurveyError


class Command(BaseCommand):
    """Print the sign-ins and a survey link to try."""

    help = "Make the demo organisation: about 60 teams, two released campaigns and an open one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if there is an organisation."
        )
        parser.add_argument(
            "--base-url", default="http://127.0.0.1:8000", help="Where the server will answer."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not demo.is_empty():
            self.stdout.write(f"The demo is there: sign in as olga or tom, {demo.PASSWORD}")
            return
        self.stdout.write("Making the demo organisation ...")
        try:
            made = demo.seed(at=timezone.now())
        except SurveyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.teams} teams of {demo.ORGANISATION}. Sign in with")
        for username, what in made.accounts:
            self.stdout.write(f"  {username} / {demo.PASSWORD}   {what}")
        path = reverse("respond:link", args=[made.open_link])
        self.stdout.write(f"or answer as somebody who was invited: {options['base_url']}{path}")
