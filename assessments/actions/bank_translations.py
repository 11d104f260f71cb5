"""A draft's texts in other languages: what there is to translate, and how far it is done.

A translation is kept with its row, under the field's name: "text", "option.3", "guide.what". An
answer's label that stands with many questions is translated once for all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.errors import BankError
from assessments.models import Edition, Practice, Question

from . import bank

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ANSWERS, WHOLE, GENERAL = "answers", "whole", "general"


class TranslationConflictError(BankError):
    """Somebody else has written some of the same meanwhile; `stored` is theirs, by slot."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        self.stored = stored
        super().__init__("Somebody else has translated some of this meanwhile.")


@dataclass(frozen=True)
class Slot:
    """A text to translate: where it is kept, what it says, and what it says translated."""

    name: str
    part: str
    label: str
    source: str
    stored: str
    places: tuple[tuple[Any, str], ...]


def slots(edition: Edition, language: str) -> list[Slot]:
    """Return every text of an edition, part by part; two queries.

    The parts are WHOLE, each practice's key, GENERAL and ANSWERS.
    """
    practices = list(edition.practices.order_by("position"))
    questions = list(edition.questions.select_related("practice").order_by("position"))
    found = [_slot(edition, WHOLE, ("lead_in", "Lead-in", edition.lead_in), language)]
    for practice in practices:
        found += [
            _slot(practice, practice.key, (key, label, text), language)
            for key, label, text in _practice_texts(practice)
        ]
    for question in questions:
        part = question.practice.key if question.practice else GENERAL
        found += [
            _slot(question, part, (key, f"{question.code}: {label}", text), language)
            for key, label, text in _question_texts(question)
        ]
    return [slot for slot in [*found, *_labels(questions, language)] if slot.source.strip()]


def save(
    edition: Edition,
    language: str,
    texts: Mapping[str, tuple[str, str]],
    *,
    by: User,
) -> None:
    """Store translations, by slot: what it was when the form was opened, and what it is to be.

    Raises:
        TranslationConflictError: a slot is not what it was. Nothing is stored.
        NotADraftError, BrokenDraftError: as `bank.changing` says.
    """
    with bank.changing(edition) as draft:
        of_name = {slot.name: slot for slot in slots(draft, language)}
        known = {name: pair for name, pair in texts.items() if name in of_name}
        stored = {name: of_name[name].stored for name in known}
        theirs = {name: stored[name] for name, (was, _) in known.items() if stored[name] != was}
        if theirs:
            raise TranslationConflictError(theirs)
        rows: dict[tuple[str, int], Any] = {}
        for name, (_, text) in known.items():
            for row, key in of_name[name].places:
                kept = rows.setdefault((type(row).__name__, row.pk), row)
                kept.translations = _with(kept.translations, language, key, text)
        for row in rows.values():
            row._history_user = by  # noqa: SLF001 (the library's way)
            row.save(update_fields=["translations"])


def _with(
    translations: Mapping[str, Mapping[str, str]], language: str, key: str, text: str
) -> dict[str, dict[str, str]]:
    texts = {name: one for name, one in translations.get(language, {}).items() if name != key}
    texts |= {key: text} if text.strip() else {}
    others = {code: dict(one) for code, one in translations.items() if code != language}
    return others | ({language: texts} if texts else {})


def _slot(row: Any, part: str, text: tuple[str, str, str], language: str) -> Slot:
    key, label, source = text
    name = f"{type(row).__name__.lower()}.{row.pk}.{key}"
    stored = row.translations.get(language, {}).get(key, "")
    return Slot(name, part, label, source, stored, ((row, key),))


def _practice_texts(practice: Practice) -> Iterator[tuple[str, str, str]]:
    yield "name", "Name", practice.name
    yield "short_name", "Short name", practice.short_name
    guide = practice.guide or {}
    for key, label in (("what", "What it is"), ("why", "Why it matters"), ("caution", "Caution")):
        yield f"guide.{key}", label, guide.get(key, "")
    for level, texts in guide.get("levels", {}).items():
        yield f"guide.{level}.looks_like", f"{level}: looks like", texts.get("looks_like", "")
        for number, step in enumerate(texts.get("steps", ())):
            for key in ("title", "text", "done_when"):
                words = f"{level}, step {number + 1}: {key.replace('_', ' ')}"
                yield f"guide.{level}.steps.{number}.{key}", words, step.get(key, "")


def _question_texts(question: Question) -> Iterator[tuple[str, str, str]]:
    yield "text", "question", question.text
    yield "help", "help", question.help
    yield "unit", "unit", question.unit


def _labels(questions: list[Question], language: str) -> Iterator[Slot]:
    places: dict[str, list[tuple[Any, str]]] = {}
    for question in questions:
        for option in question.options:
            places.setdefault(option["label"], []).append((question, f"option.{option['code']}"))
        if question.options and question.missing_label:
            places.setdefault(question.missing_label, []).append((question, "missing_label"))
    for label, where in places.items():
        name = f"label.{hashlib.sha256(label.encode()).hexdigest()[:16]}"
        known = (row.translations.get(language, {}).get(key, "") for row, key in where)
        stored = next((text for text in known if text), "")
        yield Slot(name, ANSWERS, "Answer", label, stored, tuple(where))
