"""An edition's texts in another language, text by text; what is not translated stays as written.

The copies are to be shown and never saved. Codes, values and positions are the source's, so a sheet
holds the same whatever language its questions were read in.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from .bank import Outline
    from .question import Practice, Question

Row = TypeVar("Row", "Practice", "Question")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Spoken:
    """In which language a row's texts are: the asked one, but those not translated."""

    language: str = ""
    source: str = ""
    missing: frozenset[str] = frozenset()

    def of(self, slot: str) -> str:
        """Return the language of one text, named as translations are kept: "text", "option.3"."""
        return self.source if slot in self.missing else self.language


@dataclass
class Reader:
    """Reads the texts of one row in a language, and notes which it did not find."""

    texts: Texts
    missing: set[str]

    def text(self, slot: str, source: str) -> str:
        """Return one text, translated if it can be."""
        found = self.texts.get(slot, "")
        if found.strip():
            return found
        if source:
            self.missing.add(slot)
        return source


def languages(rows: Iterable[Any], offered: Iterable[str]) -> tuple[str, ...]:
    """Return those of the languages on offer in which there is at least one text."""
    found = {
        code for row in rows for code, texts in row.translations.items() if any(texts.values())
    }
    return tuple(code for code in offered if code in found)


def outline_in(outline: Outline, language: str) -> Outline:
    """Return an outline whose texts are in a language, as far as they are translated."""
    source = outline.spoken.source
    reader = Reader(outline.lead_in_translations.get(language, {}), set())
    practices = {one.pk: practice_in(one, language, source) for one in outline.practices}
    questions = {one.pk: question_in(one, language, source) for one in outline.questions}
    pages = tuple(
        replace(
            page,
            practice=page.practice and practices[page.practice.pk],
            questions=tuple(questions[one.pk] for one in page.questions),
        )
        for page in outline.pages
    )
    return replace(
        outline,
        lead_in=reader.text("lead_in", outline.lead_in),
        pages=pages,
        questions=tuple(questions[one.pk] for one in outline.questions),
        spoken=Spoken(language, source, frozenset(reader.missing)),
    )


def practice_in(practice: Practice, language: str, source: str) -> Practice:
    """Return a practice as it reads in a language, with its guide."""
    said, reader = _copied(practice, language)
    said.name = reader.text("name", practice.name)
    said.short_name = reader.text("short_name", practice.short_name)
    said.guide = _guide(practice.guide or {}, reader)
    said.spoken = Spoken(language, source, frozenset(reader.missing))
    return said


def question_in(question: Question, language: str, source: str) -> Question:
    """Return a question as it reads in a language, with the labels of its answers."""
    said, reader = _copied(question, language)
    for slot in ("text", "help", "unit", "short_name", "missing_label"):
        setattr(said, slot, reader.text(slot, getattr(question, slot)))
    said.options = [
        option | {"label": reader.text(f"option.{option['code']}", option["label"])}
        for option in question.options
    ]
    said.spoken = Spoken(language, source, frozenset(reader.missing))
    return said


def _copied(row: Row, language: str) -> tuple[Row, Reader]:
    return copy.copy(row), Reader(row.translations.get(language, {}), set())


def _guide(guide: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    said = dict(guide)
    for key in ("what", "why", "caution"):
        if key in guide:
            said[key] = reader.text(f"guide.{key}", guide[key])
    levels = guide.get("levels", {})
    if levels:
        said["levels"] = {name: _level(name, one, reader) for name, one in levels.items()}
    return said


def _level(name: str, level: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    at = f"guide.{name}"
    steps = [
        {key: reader.text(f"{at}.steps.{number}.{key}", text) for key, text in step.items()}
        for number, step in enumerate(level["steps"])
    ]
    looks_like = reader.text(f"{at}.looks_like", level["looks_like"])
    return {**level, "looks_like": looks_like, "steps": steps}
