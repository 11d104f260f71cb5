"""The sheets of an XLSForm as records: columns by name, texts by language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .carried import Note, refuse
from .workbook import Workbook
from .xlsform_columns import unread, unread_sheets
from .xlsform_words import language_of

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
TEXTS = {"label", "hint"}
# Of older forms and of the columns that people write
ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "list": "list_name",
    "value": "name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
# Of a column: its name, and its language ("" where it names none)
Column = tuple[str, str]


@dataclass(frozen=True)
class Record:
    """One row: what its columns say, and its texts by language."""

    place: str
    cells: dict[str, str]
    texts: dict[Column, str]

    def get(self, column: str) -> str:
        """Return what a column says, without spaces around it."""
        return self.cells.get(column, "").strip()

    def text(self, column: str, language: str) -> str:
        """Return a text in a language; "" where it is not written."""
        return self.texts.get((column, language), "").strip()


@dataclass
class Sheets:
    """A form's three sheets; `language` is that of its own texts, `others` those beside it."""

    survey: list[Record]
    choices: dict[str, list[Record]]
    settings: dict[str, str]
    language: str
    others: list[str]
    left_out: list[Note] = field(default_factory=list)


def read(book: Workbook) -> Sheets:
    """Return the sheets of a form.

    Raises:
        FileRefusedError: the columns that a form needs are not there.
    """
    left_out: list[Note] = [*unread_sheets(book.names())]
    settings = next((record.cells for record in _records(book, SETTINGS, {}, left_out)), {})
    own = language_of(settings.get("default_language", "")) or ""
    languages: dict[str, None] = {}
    survey = list(_records(book, SURVEY, languages, left_out))
    if not survey or "type" not in survey[0].cells:
        raise refuse(SURVEY, "an XLSForm’s survey needs the columns type, name and label.")
    choices: dict[str, list[Record]] = {}
    for record in _records(book, CHOICES, languages, left_out):
        choices.setdefault(record.get("list_name"), []).append(record)
    spoken = [language for language in languages if language]
    if "" in languages or not spoken:
        # Columns that name no language are in the form's own
        own = own or "en"
        survey = _named(survey, own)
        choices = {name: _named(records, own) for name, records in choices.items()}
    elif own not in spoken:
        own = spoken[0]
    others = [language for language in spoken if language != own]
    return Sheets(survey, choices, settings, own, others, left_out)


def _named(records: list[Record], own: str) -> list[Record]:
    """Return the records with the texts that name no language under the form's own."""
    return [
        Record(
            record.place,
            record.cells,
            {(column, language or own): text for (column, language), text in record.texts.items()},
        )
        for record in records
    ]


def _records(
    book: Workbook, sheet: str, languages: dict[str, None], left_out: list[Note]
) -> Iterator[Record]:
    rows = book.rows(sheet) if sheet in book else iter(())
    number, head = next(rows, (1, []))
    columns = [_column(cell) for cell in head]
    for place, column in enumerate(columns):
        # Of two columns of one name the first is read
        if column in columns[:place]:
            columns[place] = ("", "")
    for place, (name, language) in enumerate(columns):
        known = language_of(language) if language else ""
        if name in TEXTS and known is None:
            left_out.append(
                Note(f"{sheet}, row {number}", f"The language “{language[:40]}” is not known.")
            )
            columns[place] = ("", "")
        elif name in TEXTS:
            columns[place] = (name, known or "")
            if any(head[place]):
                languages.setdefault(known or "")
    read = list(rows)
    names = [name for name, _ in columns]
    left_out += unread(sheet, head, names, (values for _, values in read))
    for number, values in read:
        named = list(zip(columns, values, strict=False))
        yield Record(
            f"{sheet}, row {number}",
            {name: value for (name, _), value in named if name and name not in TEXTS},
            {column: value for column, value in named if column[0] in TEXTS and value},
        )


def _column(cell: str) -> Column:
    """Return "label::Deutsch (de)" as its two parts; older forms have one colon."""
    name, _, language = cell.strip().partition("::" if "::" in cell else ":")
    name = name.strip().casefold().replace(" ", "_")
    name = ALIASES.get(name, name)
    return (name, language.strip() if name in TEXTS else "")
