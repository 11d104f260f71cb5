"""Imports units and teams from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.actions import import_diff, imports, organisation_file
from assessments.errors import ImportRefusedError


class Command(BaseCommand):
    """Print what it changes, or every line that stands in the way."""

    help = "Import units and teams from a CSV file with the columns unit, team, people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = organisation_file.parse(options["file"].read_bytes())
            diff = import_diff.compare(rows) if options["dry_run"] else imports.apply(rows)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except ImportRefusedError as error:
            lines = (f"line {line}: {text}" if line else text for line, text in error.problems)
            raise CommandError("\n".join(["Nothing is imported.", *lines])) from error
        self._print(diff)
        self.stdout.write("Nothing was changed." if options["dry_run"] else "Imported.")

    def _print(self, diff: import_diff.Diff) -> None:
        for path in diff.new_units:
            self.stdout.write(f"new unit: {' / '.join(path)}")
        for row in diff.new_teams:
            self.stdout.write(f"new team: {' / '.join((*row.path, row.team))} ({row.people})")
        for change in diff.resized:
            now = f"{change.team.name}, {change.row.people} people"
            self.stdout.write(f"changed: {' / '.join(change.path)} / {now}")
        for change in diff.moved:
            self.stdout.write(f"moved: {change.team.name} to {' / '.join(change.row.path)}")
        self.stdout.write(f"unchanged teams: {diff.unchanged}")
        self.stdout.write(f"teams not in the file, left as they are: {len(diff.missing)}")
