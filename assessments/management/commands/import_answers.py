"""Brings in answers that another survey tool collected, from a file of one row a respondent."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.actions import releases
from assessments.actions.collected import bring, columns
from assessments.actions.collected.about import About
from assessments.actions.collected.look import Look
from assessments.actions.collected.mapping import Days, Meaning
from assessments.actions.collected.teams import Teams
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.table_file import Table
from assessments.errors import SurveyError
from assessments.models import SMALLEST_GROUP, Benchmark, Edition


class Command(BaseCommand):
    """Print what comes in and what stays out; all or nothing."""

    help = (
        "Bring in answers collected elsewhere: CSV or XLSX, one row a respondent. What the columns "
        "mean is guessed from their names; --write-meaning writes that to a file to change."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("name", help="Leaders see it, such as 'Autumn 2024'.")
        parser.add_argument("--first", required=True, type=dt.date.fromisoformat, help="2024-10-01")
        parser.add_argument("--last", required=True, type=dt.date.fromisoformat, help="2024-10-14")
        parser.add_argument("--time-zone", default="UTC", help="Such as Europe/Berlin")
        parser.add_argument("--questionnaire", help="Its key; the one published last if left out.")
        parser.add_argument("--edition", type=int, help="Its number; the last one if left out.")
        parser.add_argument("--smallest-group", type=int, default=SMALLEST_GROUP)
        parser.add_argument("--days", choices=[one.value for one in Days], help="How days are set.")
        parser.add_argument("--meaning", type=Path, help="What columns and values mean, as JSON.")
        parser.add_argument("--write-meaning", type=Path, help="Write it there and do no more.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would come in.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            with options["file"].open("rb") as file:
                self._handle(Table(file, options["file"].name), options, now)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except FileRefusedError as error:
            raise CommandError(
                "\n".join(["Nothing is brought in.", *map(str, error.problems)])
            ) from error
        except (SurveyError, ValueError, TypeError, KeyError) as error:
            raise CommandError(str(error)) from error

    def _handle(self, table: Table, options: dict[str, Any], now: dt.datetime) -> None:
        about = _about(options)
        meaning = _meaning(table, about, options)
        if options["write_meaning"]:
            said = json.dumps(meaning.as_data(), indent=2, ensure_ascii=False)
            options["write_meaning"].write_text(said + "\n", encoding="utf-8")
            return
        if options["dry_run"]:
            reading = bring.reading(table, meaning, about)
            self._print(reading.whole(), reading.teams, table.header)
            for sentence in bring.obstacles(reading.look, meaning, about, at=now):
                self.stdout.write(f"in the way: {sentence}")
            self.stdout.write("Nothing was brought in.")
            return
        campaign = releases.finish(bring.bring_in(table, meaning, about, at=now), at=now)
        self.stdout.write(f"Brought in and released: {campaign.public_id}")

    def _print(self, look: Look, teams: Teams, header: list[str]) -> None:
        self.stdout.write(f"rows: {look.rows}, of which come in: {look.kept}")
        for pk, rows in sorted(look.of_team.items()):
            self.stdout.write(f"team: {teams.path(pk)}: {rows}")
        for reason, rows in look.out.most_common():
            self.stdout.write(f"left out: {rows}: {reason.value}")
        for name, rows in look.unknown_teams.most_common():
            self.stdout.write(f"unknown team: {name}: {rows}")
        for one in look.odd:
            self.stdout.write(f"not understood: row {one.row}, {header[one.column]}: {one.cell}")
        self.stdout.write(f"values not understood: {look.odd_count}")


def _about(options: dict[str, Any]) -> About:
    editions = Edition.objects.select_related("questionnaire").exclude(state=Edition.State.DRAFT)
    if options["questionnaire"]:
        editions = editions.filter(questionnaire__key=options["questionnaire"])
    if options["edition"]:
        editions = editions.filter(number=options["edition"])
    edition = editions.order_by("-published_at", "-pk").first()
    benchmark = Benchmark.objects.default()
    if edition is None or benchmark is None:
        raise CommandError("There is no such published edition. Run manage.py load_content first.")
    return About(
        name=options["name"],
        edition=edition,
        benchmark=benchmark,
        first=options["first"],
        last=options["last"],
        time_zone=options["time_zone"],
        smallest_group=options["smallest_group"],
    )


def _meaning(table: Table, about: About, options: dict[str, Any]) -> Meaning:
    if options["meaning"]:
        said = Meaning.from_data(json.loads(options["meaning"].read_text(encoding="utf-8")))
        if len(said.columns) != len(table.header):
            raise CommandError("The meaning is of a file with another number of columns.")
        return said
    meaning = columns.meaning(table, about.edition.outline())
    return meaning.but(days=options["days"]) if options["days"] else meaning
