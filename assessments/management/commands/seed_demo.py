"""Makes the demo organisation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from assessments.actions import demo, demo_accounts
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
            if demo.is_half_made():
                raise CommandError("The demo was interrupted: remove the data folder, run again.")
            self._print_accounts()
            return
        self.stdout.write("Making the demo organisation, about fifteen seconds ...")
        try:
            made = demo.seed(at=timezone.now())
        except SurveyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.teams} teams of {demo.ORGANISATION} are there.")
        self._print_accounts()
        address = options["base_url"].rstrip("/") + reverse("respond:link", args=[made.open_link])
        self.stdout.write(f"Answer as somebody who was invited: {address}")

    def _print_accounts(self) -> None:
        for username, what in demo_accounts.accounts():
            self.stdout.write(f"Sign in as {username} / {demo_accounts.PASSWORD} ({what})")
