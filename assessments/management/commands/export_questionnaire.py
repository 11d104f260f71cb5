"""Writes an edition of a questionnaire into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.actions import carry
from assessments.content.formats import json_schema
from assessments.content.formats.carried import Written
from assessments.content.formats.files import Format
from assessments.models import Edition


class Command(BaseCommand):
    """Print what the format cannot say; the file itself goes to --output."""

    help = "Export an edition of a questionnaire, or with --schema the JSON Schema of all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", nargs="?", help="The questionnaire’s key.")
        parser.add_argument("--edition", type=int, help="Its number; the published one if not.")
        parser.add_argument("--format", choices=[*Format], default=Format.YAML)
        parser.add_argument("--output", type=Path, required=True)
        parser.add_argument("--schema", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            written = Written(json_schema.schema_file())
        else:
            edition = _edition(options["key"], options["edition"])
            written = carry.write(edition, Format(options["format"]))
            self.stdout.write(f"Exported: {edition}")
        try:
            options["output"].write_bytes(written.data)
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error}") from error
        for note in written.left_out:
            self.stdout.write(str(note))


def _edition(key: str | None, number: int | None) -> Edition:
    editions = Edition.objects.filter(questionnaire__key=key).select_related("questionnaire")
    found = editions.filter(number=number).first() if number else editions.current()
    if found is None:
        which = f"edition {number}" if number else "published edition"
        raise CommandError(f"There is no {which} of a questionnaire “{key}”.")
    return found
