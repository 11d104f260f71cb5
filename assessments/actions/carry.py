"""Carrying questionnaires in and out as files: a look at what would change, then the change.

A file never changes a published edition: it becomes a draft.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from django.db import IntegrityError, transaction

from assessments.content.differences import Difference, differences
from assessments.content.formats import files
from assessments.content.formats.carried import Carried, Note, Written
from assessments.content.formats.files import Format
from assessments.errors import BankImportError, BankImportOutdatedError
from assessments.models import Edition, Questionnaire

from . import edition_content

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from assessments.content.schema import QuestionnaireContent


@dataclass(frozen=True)
class Look:
    """What a file would do: a first draft, the next one, or one in place of a draft.

    `base` is the edition it is compared with: the draft, or else the latest edition. None where
    the questionnaire is new.
    """

    carried: Carried
    base: Edition | None
    found: tuple[Difference, ...]

    @property
    def content(self) -> QuestionnaireContent:
        """What the draft would ask."""
        return self.carried.content

    @property
    def replaces_draft(self) -> bool:
        """Whether a draft is there already, whose changes would be lost."""
        return self.base is not None and self.base.state == Edition.State.DRAFT

    @property
    def changes_nothing(self) -> bool:
        """Whether the questionnaire is already as the file says."""
        return self.base is not None and not self.found

    @property
    def digest(self) -> str:
        """The name of this look: another one if the file or the base has changed."""
        base = f"{self.base.pk} {self.base.state} {self.base.digest}" if self.base else ""
        return hashlib.sha256(
            f"{edition_content.digest_of(self.content)} {base}".encode()
        ).hexdigest()


def write(edition: Edition, wanted: Format) -> Written:
    """Return an edition as a file, and what the format cannot say; three queries."""
    return files.write(edition_content.content_of(edition), wanted)


def left_out(edition: Edition) -> dict[Format, tuple[Note, ...]]:
    """Return what each format cannot say of an edition; three queries."""
    content = edition_content.content_of(edition)
    return {wanted: files.left_out(content, wanted) for wanted in Format}


def look(file: BinaryIO, filename: str) -> Look:
    """Return what a file would do. Changes nothing.

    Raises:
        assessments.content.formats.carried.FileRefusedError: it cannot be read; says why and where.
    """
    carried = files.read(file, filename)
    editions = Edition.objects.filter(questionnaire__key=carried.content.key).select_related(
        "questionnaire"
    )
    base = editions.drafts().first() or editions.order_by("-number").first()
    if base is None:
        return Look(carried, None, ())
    before = edition_content.content_of(base)
    carried = _with_what_the_format_lacks(carried, before, base)
    return Look(carried, base, tuple(differences(before, carried.content)))


def apply(
    file: BinaryIO,
    filename: str,
    *,
    by: User | None = None,
    expected: str | None = None,
    replace_draft: bool = False,
) -> Edition:
    """Make the draft that a file says, all or nothing, and return it.

    Raises:
        BankImportOutdatedError: it would no longer do what was looked at, the expected digest.
        BankImportError: a draft is there and not to be replaced, or the file changes nothing.
        assessments.content.formats.carried.FileRefusedError: it cannot be read; says why and where.
    """
    try:
        with transaction.atomic():
            return _apply(file, filename, by, expected, replace_draft=replace_draft)
    except IntegrityError as error:
        # Somebody began a draft, or published this one, at the same moment
        raise BankImportOutdatedError from error


def _apply(
    file: BinaryIO, filename: str, by: User | None, expected: str | None, *, replace_draft: bool
) -> Edition:
    seen = look(file, filename)
    if expected is not None and seen.digest != expected:
        raise BankImportOutdatedError
    if seen.changes_nothing:
        raise BankImportError("The questionnaire is already as the file says.")
    if seen.replaces_draft and not replace_draft:
        raise BankImportError(
            f"There is a draft of this questionnaire already ({seen.base}). "
            "Publish or delete it first, or say that the file shall replace it."
        )
    questionnaire = _questionnaire(seen, by)
    based_on = seen.base
    if seen.base is not None and seen.replaces_draft:
        based_on = seen.base.based_on
        seen.base._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        seen.base.delete()
    last = questionnaire.editions.order_by("-number").first()
    edition = Edition(
        questionnaire=questionnaire,
        number=last.number + 1 if last else 1,
        digest=edition_content.digest_of(seen.content),
        based_on=based_on,
    )
    edition_content.fill(edition, seen.content, by=by)
    return edition


def _questionnaire(seen: Look, by: User | None) -> Questionnaire:
    content = seen.content
    if seen.base is None:
        made = Questionnaire(key=content.key, title=content.title)
        made._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        made.save()
        return made
    found = seen.base.questionnaire
    if found.title != content.title:
        found.title = content.title
        found._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        found.save()
    return found


def _with_what_the_format_lacks(
    carried: Carried, before: QuestionnaireContent, base: Edition
) -> Carried:
    """Keep guidance and translations that the file's format cannot hold, where texts are alike."""
    content = carried.content
    if "guides" in carried.lacks:
        guides = {practice.key: practice.guide for practice in before.practices}
        practices = tuple(
            practice.model_copy(update={"guide": guides.get(practice.key)})
            for practice in content.practices
        )
        content = content.model_copy(update={"practices": practices})
    if "translations" in carried.lacks:
        content = _translated(content, before)
    if content == carried.content:
        return carried
    kept = " and ".join(
        word
        for part, word in (("guides", "Guidance"), ("translations", "translations"))
        if part in carried.lacks
    )
    note = Note(
        "", f"{kept[:1].upper()}{kept[1:]} are kept from {base}, where the texts are alike."
    )
    return replace(carried, content=content, decisions=(*carried.decisions, note))


def _translated(
    content: QuestionnaireContent, before: QuestionnaireContent
) -> QuestionnaireContent:
    practices = {one.key: one for one in before.practices}
    questions = {one.code: one for one in before.questions}
    return content.model_copy(
        update={
            "languages": content.languages or before.languages,
            "translations": before.translations if _alike(content, before) else {},
            "practices": tuple(
                one.model_copy(update={"translations": old.translations})
                if (old := practices.get(one.key)) and _alike(one, old)
                else one
                for one in content.practices
            ),
            "questions": tuple(
                one.model_copy(update={"translations": asked.translations})
                if (asked := questions.get(one.code)) and _alike(one, asked)
                else one
                for one in content.questions
            ),
        }
    )


_WORDS = ("title", "lead_in", "missing_label", "name", "text", "help", "options")


def _alike(one: object, other: object) -> bool:
    return all(getattr(one, name, None) == getattr(other, name, None) for name in _WORDS)
