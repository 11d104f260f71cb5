"""Carrying questionnaires in and out as files: a look at what would change, then the change.

A file never changes a published edition: it becomes a draft.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from assessments.content.differences import Difference, differences
from assessments.content.formats import files
from assessments.content.formats.carried import Carried, Note, Written
from assessments.content.formats.files import Format
from assessments.errors import BankImportError, BankImportOutdatedError
from assessments.models import Edition, Questionnaire

from . import carry_kept, edition_content

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from assessments.content.schema import QuestionnaireContent


@dataclass(frozen=True)
class Look:
    """What a file would do: a first draft, the next one, or one in place of a draft.

    `base` is the edition it is compared with: the draft, or else the latest edition. None where
    the questionnaire is new. `new_title` is what the file calls a questionnaire that is known by
    another name: that name stands over all editions, so it only changes where that is said.
    """

    carried: Carried
    base: Edition | None
    found: tuple[Difference, ...]
    new_title: str = ""

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
        """Whether the questionnaire already asks what the file says."""
        return self.base is not None and not self.found

    @property
    def digest(self) -> str:
        """The name of this look: another one if the file or the base has changed."""
        base = f"{self.base.pk} {self.base.state} {self.base.digest}" if self.base else ""
        whole = f"{edition_content.digest_of(self.content)} {base} {self.new_title}"
        return hashlib.sha256(whole.encode()).hexdigest()


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
    new_title = carried.content.title if carried.content.title != before.title else ""
    if new_title:
        same = carried.content.model_copy(update={"title": before.title})
        carried = replace(carried, content=same)
    carried = carry_kept.with_what_the_format_lacks(carried, before, base)
    return Look(carried, base, tuple(differences(before, carried.content)), new_title)


def apply(  # noqa: PLR0913 (named, each a thing that a person confirms)
    file: BinaryIO,
    filename: str,
    *,
    by: User | None = None,
    expected: str | None = None,
    replace_draft: bool = False,
    rename: bool = False,
) -> Edition:
    """Make the draft that a file says, all or nothing, and return it.

    With `rename`, the questionnaire takes the file's title, in all its editions; where the file
    says nothing else that is new, no draft is made, and the edition that there is returned.

    Raises:
        BankImportOutdatedError: it would no longer do what was looked at, the expected digest.
        BankImportError: a draft is there and not to be replaced, or the file changes nothing.
        assessments.content.formats.carried.FileRefusedError: it cannot be read; says why and where.
    """
    try:
        with transaction.atomic():
            seen = look(file, filename)
            if expected is not None and seen.digest != expected:
                raise BankImportOutdatedError
            if rename and seen.new_title and seen.base:
                _rename(seen.base.questionnaire, seen.new_title, by)
                if seen.changes_nothing:
                    return seen.base
            return _draft(seen, by, replace_draft=replace_draft)
    except IntegrityError as error:
        # Somebody began a draft, or published this one, at the same moment
        raise BankImportOutdatedError from error


def _draft(seen: Look, by: User | None, *, replace_draft: bool) -> Edition:
    if seen.changes_nothing:
        raise BankImportError(gettext("The questionnaire is already as the file says."))
    if seen.replaces_draft and not replace_draft:
        raise BankImportError(
            gettext(
                "There is a draft of this questionnaire already (%(base)s). Publish or "
                "delete it first, or say that the file shall replace it."
            )
            % {"base": seen.base}
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
    return seen.base.questionnaire


def _rename(questionnaire: Questionnaire, title: str, by: User | None) -> None:
    if Questionnaire.objects.filter(title=title).exists():
        raise BankImportError(
            gettext("There is a questionnaire of that name. Please choose another one.")
        )
    questionnaire.title = title
    questionnaire._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
    questionnaire.save()
