"""Publishing a draft: after that it never changes, and trends know what is still the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from pydantic import ValidationError

from assessments.content import changes, quality
from assessments.content.schema import QuestionnaireContent
from assessments.errors import BankError, NotADraftError
from assessments.models import Edition

from . import edition_content

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Look:
    """What a draft is to be judged by before it is published; `seen` names what was judged."""

    seen: str
    content: QuestionnaireContent
    before: QuestionnaireContent | None
    findings: tuple[quality.Finding, ...]
    changed: tuple[changes.QuestionChange, ...]

    @property
    def to_decide(self) -> tuple[changes.QuestionChange, ...]:
        """The changes of which a person has to say whether they break the comparison."""
        return tuple(change for change in self.changed if not change.breaks)

    @property
    def is_blocked(self) -> bool:
        """Whether something has to be put right first."""
        return any(finding.blocks for finding in self.findings)


def look(draft: Edition) -> Look:
    """Return what there is to see before publishing; seven queries at most."""
    content = edition_content.content_of(draft)
    before = edition_content.content_of(draft.based_on) if draft.based_on else None
    changed = changes.changed_questions(before, content) if before else ()
    return Look(draft.digest, content, before, quality.check(content), changed)


def publish(
    draft: Edition, *, seen: str, still_same: Mapping[str, bool], by: User, at: dt.datetime
) -> Edition:
    """Publish a draft as it was looked at; `still_same` answers for each of `Look.to_decide`.

    A change that breaks the comparison gives the question the next wording version, by which
    trends tell it from the one before.

    Raises:
        NotADraftError: it is published already.
        BankError: it has changed since it was looked at, is not fit, or an answer is missing.
    """
    with transaction.atomic():
        held = Edition.objects.drafts().select_for_update().filter(pk=draft.pk).first()
        if held is None:
            raise NotADraftError
        if held.digest != seen:
            raise BankError(
                gettext("The draft has changed since you looked at it. Please look again.")
            )
        found = _fit(held)
        if any(change.code not in still_same for change in found.to_decide):
            raise BankError(
                gettext("Please say of each changed question whether it still means the same.")
            )
        _number_wordings(held, found, still_same, by)
        held.digest = edition_content.digest_of(edition_content.content_of(held))
        held.state, held.published_at = Edition.State.PUBLISHED, at
        held._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
        held.save()
    return held


def _fit(held: Edition) -> Look:
    try:
        found = look(held)
    except ValidationError as error:
        raise BankError(gettext("The draft contradicts itself and cannot be published.")) from error
    if found.is_blocked:
        raise BankError(gettext("Something has to be put right before this can be published."))
    return found


def _number_wordings(held: Edition, found: Look, still_same: Mapping[str, bool], by: User) -> None:
    before = (
        {question.code: question for question in found.before.questions} if found.before else {}
    )
    broken = {
        change.code for change in found.changed if change.breaks or not still_same[change.code]
    }
    for question in held.questions.filter(code__in=before):
        version = before[question.code].wording_version + (question.code in broken)
        if question.wording_version != version:
            question.wording_version = version
            question._history_user = by  # type: ignore[attr-defined] # noqa: SLF001
            question.save(update_fields=["wording_version"])
