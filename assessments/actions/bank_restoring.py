"""What was deleted from a draft comes back, from the record that the history keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from assessments.errors import BankError
from assessments.models import Edition, Practice, Question

from . import bank, bank_order, bank_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = gettext_noop("There is nothing to bring back: it may be back already.")


def question(edition: Edition, record: int, *, by: User) -> Question:
    """Bring a deleted question back to where it was, as far as that is still there.

    Raises:
        BankError: there is no such record in this draft, or the question is back already.
    """
    with bank.changing(edition) as draft:
        found = Question.history.filter(
            history_id=record, history_type="-", edition_id=draft.pk
        ).first()
        if found is None or draft.questions.filter(code=found.code).exists():
            raise BankError(gettext(GONE))
        back: Question = found.instance
        home = back.practice_id
        if home and not draft.practices.filter(pk=home).exists():
            raise BankError(
                gettext("Its practice is deleted. Please bring the practice back first.")
            )
        place, back.position = back.position, bank_rows.next_place(draft.questions)
        back._state.adding = True  # noqa: SLF001 (it is not there any more)
        bank_rows.save(back, by)
        order = bank_order.in_order(draft)
        order.remove(back.pk)
        order.insert(place, back.pk)
        bank_order.place(draft.questions, order)
        bank_order.tidy(draft)
    return back


def practice(edition: Edition, record: int, *, by: User) -> Practice:
    """Bring a deleted practice back, after the others.

    Raises:
        BankError: there is no such record in this draft, or the practice is back already.
    """
    with bank.changing(edition) as draft:
        found = Practice.history.filter(
            history_id=record, history_type="-", edition_id=draft.pk
        ).first()
        if found is None or draft.practices.filter(key=found.key).exists():
            raise BankError(gettext(GONE))
        back: Practice = found.instance
        back.position = bank_rows.next_place(draft.practices)
        back._state.adding = True  # noqa: SLF001 (it is not there any more)
        bank_rows.save(back, by)
    return back
