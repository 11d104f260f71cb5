"""Makes a campaign's links from the command line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from assessments.actions import campaigns
from assessments.errors import LinksMadeError, SurveyError
from assessments.models import Campaign
from assessments.reporting.csv_table import csv_table


class Command(BaseCommand):
    """Write the links as CSV; links made before stop working."""

    help = "Make fresh links for an open campaign and print them as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", help="The id in the address of the campaign.")
        parser.add_argument("--base-url", required=True, help="Such as https://survey.example.org")
        parser.add_argument("--again", action="store_true", help="Also if that ends earlier links.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            campaign = Campaign.objects.get(public_id=options["campaign"])
            issued = campaigns.issue_links(campaign, made=None if options["again"] else 0)
        except (Campaign.DoesNotExist, ValidationError) as error:
            raise CommandError(f"There is no campaign {options['campaign']}.") from error
        except LinksMadeError as error:
            raise CommandError(
                "Links were made before. New ones would end them, and the drafts behind them: "
                "add --again if that is meant."
            ) from error
        except SurveyError as error:
            raise CommandError(f"No links made. {error}") from error
        base = options["base_url"].rstrip("/")
        rows = (
            (
                link.node.parent.name if link.node.parent else "",
                link.node.name,
                link.number,
                base + reverse("respond:link", args=[link.token]),
            )
            for link in issued
        )
        self.stdout.write(csv_table(("unit", "team", "number", "link"), rows), ending="")
