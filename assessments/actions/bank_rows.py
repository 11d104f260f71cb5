"""The parts of a draft: added, changed without overwriting anybody, copied, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import F, Max, Model
from django.utils.text import slugify
from django.utils.translation import gettext

from assessments.content import translatable
from assessments.errors import BankError, EditConflictError
from assessments.models import Edition, Practice, Question

from . import bank, bank_order, bank_translations

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Row = TypeVar("Row", Edition, Practice, Question)
LONGEST_KEY = 60


def change(row: Row, *, revision: int, values: Mapping[str, Any], by: User) -> Row:
    """Save fields of a draft, one of its practices or questions, as changed at that revision.

    Compare and swap in one statement: of two who save the same revision, one is told.

    Raises:
        EditConflictError: it has another revision by now, or is gone. Nothing is saved.
        NotADraftError, BrokenDraftError: as `bank.changing` says.
    """
    edition = row if isinstance(row, Edition) else row.edition
    with bank.changing(edition):
        same = type(row)._default_manager.filter(pk=row.pk, revision=revision)  # noqa: SLF001
        if not same.update(revision=F("revision") + 1):
            raise EditConflictError
        fresh = type(row)._default_manager.get(pk=row.pk)  # noqa: SLF001
        before = bank_translations.texts_of(fresh)
        for name, value in values.items():
            setattr(fresh, name, value)
        after = bank_translations.texts_of(fresh)
        fresh.translations = translatable.remembering(fresh.translations, before, after)
        if isinstance(fresh, Question):
            bank_translations.know_labels(fresh)
        save(fresh, by)
        if "practice" in values:
            bank_order.tidy(edition)
    return fresh


def add_practice(edition: Edition, *, values: Mapping[str, Any], by: User) -> Practice:
    """Add a practice after the others; raises as `bank.changing` does."""
    with bank.changing(edition) as draft:
        taken = set(draft.practices.values_list("key", flat=True))
        practice = Practice(
            edition=draft,
            key=_free(slugify(values["name"]).replace("-", "_") or "practice", taken),
            position=next_place(draft.practices),
            **values,
        )
        save(practice, by)
    return practice


def add_question(edition: Edition, *, values: Mapping[str, Any], by: User) -> Question:
    """Add a question after the others of its practice; raises as `bank.changing` does."""
    with bank.changing(edition) as draft:
        question = Question(
            edition=draft, code=_free_code(draft), position=next_place(draft.questions), **values
        )
        bank_translations.know_labels(question)
        save(question, by)
        bank_order.tidy(draft)
    return question


def duplicate(question: Question, *, by: User) -> Question:
    """Copy a question to the place after it; a published metric stays with the first one.

    Raises:
        BankError: the question is gone.
    """
    with bank.changing(question.edition) as draft:
        copied: Question = _again(draft.questions, question.pk)
        original = copied.pk
        copied.pk, copied._state.adding = None, True  # noqa: SLF001 (Django's way to copy)
        copied.code = _free_code(draft)
        # A published metric stays with the first one; of our own there may be several.
        if not copied.is_own_metric:
            copied.metric, copied.short_name = "", ""
        copied.position, copied.wording_version, copied.revision = next_place(draft.questions), 1, 1
        save(copied, by)
        order = bank_order.in_order(draft)
        order.remove(copied.pk)
        order.insert(order.index(original) + 1, copied.pk)
        bank_order.place(draft.questions, order)
        bank_order.tidy(draft)
    return copied


def delete_question(question: Question, *, by: User) -> int:
    """Delete a question; return the record that `bank_restoring.question` takes.

    Raises:
        BankError: the question is gone, or another one depends on it.
    """
    with bank.changing(question.edition) as draft:
        return _delete(_again(draft.questions, question.pk), by)


def delete_practice(practice: Practice, *, by: User) -> int:
    """Delete a practice without questions; return the record that `bank_restoring.practice` takes.

    Raises:
        BankError: it is gone, or has questions: they are moved or deleted first, one by one.
    """
    with bank.changing(practice.edition) as draft:
        found = _again(draft.practices, practice.pk)
        if found.questions.exists():
            raise BankError(
                gettext(
                    "This practice has questions. Please move or delete them first, or retire "
                    "the practice: then it is kept and not asked."
                )
            )
        return _delete(found, by)


def _again(rows: Any, pk: int) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise BankError(gettext("This was deleted meanwhile."))
    return found


def save(row: Model, by: User) -> None:
    """Save a row, and write into the history who did it."""
    row._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
    row.save()


def _delete(row: Any, by: User) -> int:
    model, pk = type(row), row.pk
    row._history_user = by  # noqa: SLF001 (the library's way)
    row.delete()
    record: int = model.history.filter(id=pk, history_type="-").latest("history_id").history_id
    return record


def next_place(rows: Any) -> int:
    """Return the place after all others."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _free(wanted: str, taken: set[str]) -> str:
    base = wanted if wanted[:1].isalpha() else f"p_{wanted}"
    base, number = base[: LONGEST_KEY - 4], 1
    key = base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def _free_code(draft: Edition) -> str:
    # Never one of another edition: its answers would be taken for answers to this question.
    used = Question.objects.filter(edition__questionnaire=draft.questionnaire_id)
    deleted = Question.history.filter(edition_id=draft.pk)
    taken = {*used.values_list("code", flat=True), *deleted.values_list("code", flat=True)}
    number = len(taken) + 1
    while f"q{number}" in taken:
        number += 1
    return f"q{number}"
