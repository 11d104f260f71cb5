"""Makes a draft of a questionnaire from a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.actions import carry
from assessments.content.formats.carried import FileRefusedError
from assessments.errors import BankImportError
from assessments.models import Edition


class Command(BaseCommand):
    """Print what would change, what was decided and left out, or each problem with its place."""

    help = "Import a questionnaire from YAML, JSON, CSV, XLSX or XLSForm as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")
        parser.add_argument(
            "--replace-draft", action="store_true", help="Put it in place of a draft that is there."
        )
        parser.add_argument(
            "--rename", action="store_true", help="Take the file’s title, for all editions."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                seen = carry.look(file, path.name)
                self._print(seen)
                if options["dry_run"]:
                    self.stdout.write("Nothing was changed.")
                    return
                file.seek(0)
                edition = carry.apply(
                    file,
                    path.name,
                    expected=seen.digest,
                    replace_draft=options["replace_draft"],
                    rename=options["rename"],
                )
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except FileRefusedError as error:
            more = [f"And {error.more} more."] if error.more else []
            lines = ["Nothing is imported.", *map(str, error.problems), *more]
            raise CommandError("\n".join(lines)) from error
        except BankImportError as error:
            raise CommandError(str(error)) from error
        state = "Draft" if edition.state == Edition.State.DRAFT else "Renamed"
        self.stdout.write(f"{state}: {edition}")

    def _print(self, seen: carry.Look) -> None:
        base = f"Compared with {seen.base}." if seen.base else "A new questionnaire."
        self.stdout.write(base)
        if seen.new_title and seen.base:
            known = f"“{seen.base.questionnaire}” keeps its name without --rename"
            self.stdout.write(f"title: the file says “{seen.new_title}”; {known}")
        for one in seen.found:
            self.stdout.write(f"{one.change}: {one.part} {one.key}")
        for note in seen.carried.decisions:
            self.stdout.write(f"decided: {note}")
        for note in seen.carried.left_out:
            self.stdout.write(f"left out: {note}")
