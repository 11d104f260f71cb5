"""Editions of questionnaires: begun, changed as drafts, retired."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext
from pydantic import ValidationError

from assessments.errors import BankError, BrokenDraftError, NotADraftError
from assessments.models import Edition, Questionnaire

from . import edition_content

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_KEY = 40


@contextmanager
def changing(edition: Edition) -> Iterator[Edition]:
    """Hold a draft while something of it is changed, and give it a new digest after that.

    One change at a time, so that none is made to an edition that is just being published.

    Raises:
        NotADraftError: it is no draft any more.
        BrokenDraftError: after the change, the draft would contradict itself. Nothing is changed.
    """
    with transaction.atomic():
        held = (
            Edition.objects.drafts()
            .select_for_update(of=["self"])
            .select_related("questionnaire")
            .filter(pk=edition.pk)
            .first()
        )
        if held is None:
            raise NotADraftError
        yield held
        # Whoever looks at the draft from now on finds what it says now, not what is kept of it.
        Edition.objects.filter(pk=held.pk).update(digest=secrets.token_hex(32))
        _check(held)


def _check(draft: Edition) -> None:
    try:
        edition_content.content_of(Edition.objects.get(pk=draft.pk))
    except ValidationError as error:
        raise BrokenDraftError(
            [
                str(one["msg"]).removeprefix("Value error, ").rstrip(".")
                for one in error.errors(include_url=False)
            ]
        ) from error


def new_questionnaire(*, title: str, lead_in: str, language: str, by: User) -> Edition:
    """Add a questionnaire without questions; return its first draft.

    Raises:
        BankError: there is a questionnaire of that name.
    """
    key = slugify(title)[:LONGEST_KEY].strip("-")
    key = key if key[:1].isalpha() else f"q-{key}"[:LONGEST_KEY].strip("-")
    if Questionnaire.objects.filter(title=title).exists():
        raise BankError(
            gettext("There is a questionnaire of that name. Please choose another one.")
        )
    if Questionnaire.objects.filter(key=key).exists():
        key = f"{key[: LONGEST_KEY - 7]}-{secrets.token_hex(3)}"
    with transaction.atomic():
        line = Questionnaire(key=key, title=title)
        line._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        line.save()
        draft = Edition(
            questionnaire=line,
            number=1,
            digest=secrets.token_hex(32),
            lead_in=lead_in,
            language=language,
        )
        draft._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        draft.save()
    return draft


def begin_next(edition: Edition, *, by: User) -> Edition:
    """Return the questionnaire's draft: the one there is, or a copy of the edition.

    A copy of an old edition restores it: it becomes the next number, and is compared with the old
    one when it is published.
    """
    line = edition.questionnaire
    if draft := line.editions.drafts().first():
        return draft
    content = edition_content.content_of(edition)
    try:
        with transaction.atomic():
            last = line.editions.order_by("-number").first()
            draft = Edition(
                questionnaire=line,
                number=last.number + 1 if last else 1,
                digest=secrets.token_hex(32),
                based_on=edition,
            )
            edition_content.fill(draft, content, by=by)
    except IntegrityError:
        # A colleague has begun it in the same moment: there is one draft at a time.
        return line.editions.drafts().get()
    return draft


def discard(draft: Edition, *, by: User) -> None:
    """Delete a draft, and its questionnaire where it was its only edition.

    Raises:
        NotADraftError: it is no draft any more.
    """
    with transaction.atomic():
        held = Edition.objects.drafts().select_for_update().filter(pk=draft.pk).first()
        if held is None:
            raise NotADraftError
        line = held.questionnaire
        held._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        held.delete()
        if not line.editions.exists():
            line._history_user = by  # type: ignore[attr-defined] # noqa: SLF001
            line.delete()


def retire(edition: Edition, *, by: User) -> None:
    """Take a published edition out of use: new campaigns cannot choose it, running ones go on.

    Raises:
        BankError: it is not published.
    """
    with transaction.atomic():
        held = Edition.objects.published().select_for_update().filter(pk=edition.pk).first()
        if held is None:
            raise BankError(gettext("Only a published edition can be retired."))
        held.state = Edition.State.RETIRED
        held._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        held.save(update_fields=["state"])
