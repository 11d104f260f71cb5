"""The order of a draft's practices and questions.

Questions are kept in the order in which they are asked: practice by practice, at the end those
that belong to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext

from assessments.errors import BankError
from assessments.models import Edition, Practice, Question

from . import bank

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Two rows never stand at the same place, not even for a moment: first all go where nobody is.
ASIDE = 10_000


def in_order(edition: Edition) -> list[int]:
    """Return the questions' keys in their order."""
    return list(edition.questions.order_by("position").values_list("pk", flat=True))


def place(rows: Any, order: Sequence[int]) -> None:
    """Put rows into an order of their keys; those that stand right are left alone."""
    now = dict(rows.values_list("pk", "position"))
    moved = {pk: position for position, pk in enumerate(order) if now[pk] != position}
    if not moved:
        return
    rows.filter(pk__in=moved).update(position=F("position") + ASIDE)
    places = [When(pk=pk, then=Value(position)) for pk, position in moved.items()]
    rows.filter(pk__in=moved).update(position=Case(*places))


def tidy(edition: Edition) -> None:
    """Put the questions into the order in which they are asked."""
    rows = edition.questions.order_by(
        F("practice__position").asc(nulls_last=True), "position"
    ).values_list("pk", flat=True)
    place(edition.questions, list(rows))


def move_practice(practice: Practice, *, to: int, by: User) -> None:
    """Put a practice at a place, counted from 0; beyond the ends means at the end.

    Raises:
        BankError: it is gone. NotADraftError, BrokenDraftError: as `bank.changing` says.
    """
    with bank.changing(practice.edition) as draft:
        order = list(draft.practices.order_by("position").values_list("pk", flat=True))
        place(draft.practices, _moved(order, practice.pk, to))
        tidy(draft)
        _note(draft.practices.get(pk=practice.pk), by)


def move_question(question: Question, *, to: int, by: User) -> None:
    """Put a question at a place within its practice, counted from 0.

    Raises:
        BankError: it is gone. NotADraftError, BrokenDraftError: as `bank.changing` says.
    """
    with bank.changing(question.edition) as draft:
        tidy(draft)
        found = draft.questions.filter(pk=question.pk).first()
        if found is None:
            raise BankError(gettext("This question was deleted meanwhile."))
        group = list(
            draft.questions.filter(practice=found.practice_id)
            .order_by("position")
            .values_list("pk", flat=True)
        )
        moved = iter(_moved(group, found.pk, to))
        inside = set(group)
        place(draft.questions, [next(moved) if pk in inside else pk for pk in in_order(draft)])
        _note(draft.questions.get(pk=question.pk), by)


def _moved(order: list[int], pk: int, to: int) -> list[int]:
    if pk not in order:
        raise BankError(gettext("This was deleted meanwhile."))
    rest = [one for one in order if one != pk]
    rest.insert(max(0, to), pk)
    return rest


def _note(row: Any, by: User) -> None:
    """Write into the history that somebody has moved it; the others only made room."""
    row._history_user = by  # noqa: SLF001 (the library's way)
    row._change_reason = "moved"  # noqa: SLF001 (the library's way)
    row.save(update_fields=["position"])
