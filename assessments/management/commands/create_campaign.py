"""Makes and opens a campaign from the command line."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.actions import campaigns
from assessments.errors import SurveyError
from assessments.models import Benchmark, Campaign, Edition, Team


class Command(BaseCommand):
    """Print the campaign's id, which make_links takes."""

    help = "Make a campaign for all teams, or those named, and open it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="People see it, such as 'Autumn 2026'.")
        parser.add_argument("--closes", required=True, help="Wall-clock time, 2026-12-01T17:00")
        parser.add_argument("--time-zone", required=True, help="Such as Europe/Berlin")
        parser.add_argument("--kind", choices=Campaign.Kind.values, default="anonymous")
        parser.add_argument(
            "--filter",
            choices=Campaign.Filter.values,
            default="none",
            help="Whether leaders may also see results by role; people read so before they answer.",
        )
        parser.add_argument("--team", action="append", default=[], help="A name; all if left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            campaign = campaigns.open(campaigns.create(self._plan(options, now), at=now), at=now)
        except (SurveyError, ZoneInfoNotFoundError, ValueError, OverflowError) as error:
            raise CommandError(f"No campaign made. {error}") from error
        self.stdout.write(str(campaign.public_id))

    def _plan(self, options: dict[str, Any], now: dt.datetime) -> campaigns.Plan:
        zone = ZoneInfo(options["time_zone"])
        # One format only: a date alone would mean midnight, an offset would contradict the zone.
        local = dt.datetime.strptime(options["closes"], "%Y-%m-%dT%H:%M")  # noqa: DTZ007
        edition = Edition.objects.current()
        benchmark = Benchmark.objects.default()
        if edition is None or benchmark is None:
            raise CommandError("There is no questionnaire yet. Run manage.py load_content first.")
        return campaigns.Plan(
            name=options["name"],
            kind=options["kind"],
            edition=edition,
            benchmark=benchmark,
            teams=self._teams(options["team"]),
            opens_at=now,
            closes_at=campaigns.instant(local, zone, closing=True),
            time_zone=zone.key,
            result_filter=options["filter"],
        )

    def _teams(self, names: list[str]) -> list[Team]:
        teams = Team.objects.active()
        teams = teams.filter(name__in=names) if names else teams
        found = [team.name for team in teams]
        twice = sorted(name for name in names if found.count(name) > 1)
        if twice:
            raise CommandError(f"Several teams have this name: {', '.join(twice)}")
        missing = set(names) - set(found)
        if missing:
            raise CommandError(f"There is no team of that name: {', '.join(sorted(missing))}")
        return list(teams)
