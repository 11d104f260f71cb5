"""The lists of choices of an XLSForm as options with codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .carried import Note
from .cells import number_of
from .xlsform_sheets import Record, Sheets
from .xlsform_words import COUNTS, DONT_KNOW, begins_high, is_agreement, is_unknowing

MOST_OPTIONS, LONGEST = 100, 120
FEWEST_POINTS, MOST_POINTS = 3, 11


@dataclass
class Choices:
    """One list: its options, what its missing answer is called, and its names' codes."""

    options: list[dict[str, Any]] = field(default_factory=list)
    missing: str = ""
    codes: dict[str, int] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)

    def in_languages(self, more: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """Return the translations by language, with more of them by field and language."""
        made = {language: dict(texts) for language, texts in self.translations.items()}
        for name, texts in more.items():
            for language, text in texts.items():
                made.setdefault(language, {})[name] = text
        return made

    @property
    def is_valued(self) -> bool:
        """Whether each option has a value."""
        return bool(self.options) and all("value" in option for option in self.options)

    @property
    def is_scale(self) -> bool:
        """Whether the codes count from one, as those of a statement have to."""
        codes = [option["code"] for option in self.options]
        return codes == list(range(1, len(codes) + 1)) and len(codes) <= MOST_POINTS

    @property
    def is_agreement(self) -> bool:
        """Whether they are degrees that a statement is answered with."""
        labels = [option["label"] for option in self.options]
        return self.is_scale and len(labels) >= FEWEST_POINTS and is_agreement(labels)


def choices_of(name: str, sheets: Sheets, decisions: list[Note], left_out: list[Note]) -> Choices:
    """Return a list of a form; what was made of it is added to the two lists of notes."""
    made, kept = Choices(), []
    for record in sheets.choices.get(name, []):
        label = record.text("label", sheets.language) or record.get("name")
        if record.get("name") == DONT_KNOW or is_unknowing(label):
            _add_missing(made, record, label, sheets, (decisions, left_out))
        else:
            kept.append((record, label))
    kept = _in_order(name, kept, decisions)
    numbered = _numbered(kept)
    for number, (record, label) in enumerate(kept, start=1):
        code = int(record.get("name")) if numbered else number
        made.codes[record.get("name")] = code
        option: dict[str, Any] = {"code": code, "label": _cut(label, record, left_out)}
        try:
            value = number_of(record.get(COUNTS))
        except ValueError:
            value = None
        made.options.append(option | ({} if value is None else {"value": value}))
        for language in sheets.others:
            if text := record.text("label", language):
                made.translations.setdefault(language, {})[f"option.{code}"] = text[:2000]
    if not all("value" in option for option in made.options):
        for option in made.options:
            option.pop("value", None)
    return made


def _add_missing(
    made: Choices,
    record: Record,
    label: str,
    sheets: Sheets,
    notes: tuple[list[Note], list[Note]],
) -> None:
    decisions, left_out = notes
    if made.missing:
        left_out.append(Note(record.place, f"“{label[:60]}”: there is one such answer already."))
        return
    made.missing = _cut(label, record, left_out)
    if record.get("name") != DONT_KNOW:
        decisions.append(Note(record.place, f"“{label[:60]}” counts as a missing answer."))
    for language in sheets.others:
        if text := record.text("label", language):
            made.translations.setdefault(language, {})["missing_label"] = text[:2000]


def _in_order(
    name: str, kept: list[tuple[Record, str]], decisions: list[Note]
) -> list[tuple[Record, str]]:
    """Return degrees lowest first: by their numbers, or turned where they begin high."""
    labels = [label for _, label in kept]
    if len(kept) < FEWEST_POINTS or not is_agreement(labels):
        return kept
    if _numbered(kept):
        return sorted(kept, key=lambda pair: int(pair[0].get("name")))
    if begins_high(labels[0]) and not begins_high(labels[-1]):
        place = f"choices, list {name}"
        decisions.append(Note(place, "The list begins with its highest answer, so it is turned."))
        return kept[::-1]
    return kept


def _numbered(kept: list[tuple[Record, str]]) -> bool:
    """Tell whether the names are codes already."""
    names = [record.get("name") for record, _ in kept]
    whole = all(name.isascii() and name.isdecimal() and len(name) <= 3 for name in names)  # noqa: PLR2004 (digits of 100)
    return (
        whole
        and len(set(map(int, names))) == len(names)
        and all(1 <= int(name) <= MOST_OPTIONS for name in names)
    )


def _cut(label: str, record: Record, left_out: list[Note]) -> str:
    if len(label) <= LONGEST:
        return label
    left_out.append(Note(record.place, f"The label is cut to {LONGEST} characters."))
    return f"{label[: LONGEST - 1]}…"
