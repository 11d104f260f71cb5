"""A draft's texts in other languages: what there is to translate, and how far it is done.

A translation is kept with its row, with the text that it was made of (`content.translatable`). An
answer's label that stands with many questions is translated once for all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from assessments.content import translatable
from assessments.content.translatable import Text
from assessments.content.translation_gaps import ANSWERS, GENERAL, WHOLE
from assessments.errors import BankError
from assessments.models import Edition, Practice, Question

from . import bank

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Row = Edition | Practice | Question


class TranslationConflictError(BankError):
    """Somebody else has written some of the same meanwhile; `stored` is theirs, by slot."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        self.stored = stored
        super().__init__(gettext("Somebody else has translated some of this meanwhile."))


@dataclass(frozen=True)
class Slot:
    """A text to translate: where it is kept, what it says, and what it says translated.

    It is outdated where the text was changed after its translation was written, or a label is
    translated in some questions and not in others.
    """

    name: str
    part: str
    label: str
    source: str
    stored: str
    places: tuple[tuple[Any, str], ...]
    outdated: bool = False


def slots(edition: Edition, language: str) -> list[Slot]:
    """Return every text of an edition, part by part; two queries.

    The parts are WHOLE, each practice's key, GENERAL and ANSWERS.
    """
    practices = list(edition.practices.order_by("position"))
    questions = list(edition.questions.select_related("practice").order_by("position"))
    found = [_slot(edition, WHOLE, text, language) for text in texts_of(edition)]
    for practice in practices:
        found += [_slot(practice, practice.key, text, language) for text in texts_of(practice)]
    for question in questions:
        part = question.practice.key if question.practice else GENERAL
        found += [
            _slot(question, part, text._replace(label=f"{question.code}: {text.label}"), language)
            for text in _own_texts(question)
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
                source = of_name[name].source
                kept.translations = _with(kept.translations, language, key, text, source)
        for row in rows.values():
            row._history_user = by  # noqa: SLF001 (the library's way)
            row.save(update_fields=["translations"])


def texts_of(row: Row) -> list[Text]:
    """Return all texts of a row that can be translated, the answers of a question among them."""
    if isinstance(row, Edition):
        return [Text("lead_in", gettext("Lead-in"), row.lead_in)]
    if isinstance(row, Practice):
        return list(translatable.of_practice(row.name, row.short_name, row.guide or {}))
    return [*_own_texts(row), *_answers(row)]


def know_labels(question: Question) -> None:
    """Give a question the translations that its answers have in other questions; one query."""
    labels = {text.source: text.field for text in _answers(question)}
    others = Question.objects.filter(edition=question.edition_id).exclude(pk=question.pk)
    for other in others if labels else ():
        for text in _answers(other):
            key = labels.get(text.source, "")
            for language, texts in other.translations.items() if key else ():
                is_new = key not in question.translations.get(language, {})
                if is_new and text.field in texts:
                    question.translations = _with(
                        question.translations, language, key, texts[text.field], text.source
                    )


def _with(
    translations: Mapping[str, Mapping[str, str]], language: str, key: str, text: str, source: str
) -> dict[str, dict[str, str]]:
    texts = translatable.written(translations.get(language, {}), key, text, source)
    others = {code: dict(one) for code, one in translations.items() if code != language}
    return others | ({language: texts} if texts else {})


def _slot(row: Any, part: str, text: Text, language: str) -> Slot:
    name = f"{type(row).__name__.lower()}.{row.pk}.{text.field}"
    texts = row.translations.get(language, {})
    return Slot(
        name,
        part,
        text.label,
        text.source,
        texts.get(text.field, ""),
        ((row, text.field),),
        outdated=translatable.is_outdated(texts, text.field, text.source),
    )


def _own_texts(question: Question) -> Iterator[Text]:
    return translatable.of_question(
        question.text, question.help, question.unit, question.short_name
    )


def _answers(question: Question) -> Iterator[Text]:
    labels = [(option["code"], option["label"]) for option in question.options]
    return translatable.of_answers(labels, question.missing_label)


def _labels(questions: list[Question], language: str) -> Iterator[Slot]:
    places: dict[str, list[tuple[Question, str]]] = {}
    for question in questions:
        for text in _answers(question):
            places.setdefault(text.source, []).append((question, text.field))
    for label, where in places.items():
        name = f"label.{hashlib.sha256(label.encode()).hexdigest()[:16]}"
        known = [(row.translations.get(language, {}), key) for row, key in where]
        stored = next((texts[key] for texts, key in known if key in texts), "")
        outdated = bool(stored) and any(
            key not in texts or translatable.is_outdated(texts, key, label) for texts, key in known
        )
        yield Slot(name, ANSWERS, gettext("Answer"), label, stored, tuple(where), outdated=outdated)
