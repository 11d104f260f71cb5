"""What stands in a form beside what is read: columns, settings and sheets, each named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .carried import Note
from .xlsform_words import COUNTS

# The columns that are read, by sheet; those of ours among them. Texts have a language beside.
READ = {
    "survey": {
        *("type", "name", "label", "hint", "required", "relevant", "constraint", "disabled"),
        *("appearance", "calculation", "default", "choice_filter", "kind", "reverse", "weight"),
        *("metric", "unit", "source", "wording_version", "short_name"),
    },
    "choices": {"list_name", "name", "label", COUNTS},
    "settings": {"form_title", "form_id", "default_language"},
}
# Looks that say how something is answered; all others only say how it is drawn
LOOKS = {"", "likert", "multiline"}
APPEARANCE = "appearance"


def unread(
    sheet: str, head: Sequence[str], names: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[Note]:
    """Return the columns of a sheet that hold something and are not read; a row is its cells."""
    counts: Counter[str] = Counter()
    for row in rows:
        for title, name, cell in zip(head, names, row, strict=False):
            if not cell.strip() or not title.strip():
                continue
            known = name in READ[sheet]
            if not known or (name == APPEARANCE and cell.strip().casefold() not in LOOKS):
                counts[title.strip()] += 1
    for title, count in counts.items():
        rows_of = "1 row" if count == 1 else f"{count} rows"
        yield Note(f"{sheet}, column “{title[:40]}”", f"it is not read ({rows_of}).")


def unread_sheets(names: Iterable[str]) -> Iterator[Note]:
    """Return the sheets that no form of ours is made of."""
    for name in names:
        if name not in READ:
            yield Note("", f"The sheet “{name[:40]}” is not read.")
