"""What can go wrong in the domain; each error carries a sentence a person can act on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, gettext_noop


class SurveyError(Exception):
    """Base of all of them; `str(error)` may be shown on a page as it is."""


class UnknownLinkError(SurveyError):
    """The link opens no survey: altered, cut short, replaced by a newer one, or over."""

    sentence = gettext_noop(
        "This link does not open a survey. Please copy the whole link from your invitation, "
        "or ask the person who sent it for a new one. Or the survey is over; then your team’s "
        "lead can show you the results."
    )

    def __init__(self) -> None:
        super().__init__(gettext(self.sentence))


class OpenedBeforeError(UnknownLinkError):
    """A browser comes with a sheet whose link opens no survey any more.

    Once a survey is sealed nobody can say which of the two it was: its links are destroyed.
    """

    sentence = gettext_noop(
        "The survey may have closed while you had it open. Then what you had sent counts, what "
        "you had not sent does not, and your team’s lead can show you the results. Or your link "
        "was replaced by a newer one; then please open that one."
    )


class NotOpenError(SurveyError):
    """Answers arrived before the opening or after the close."""


class NotYetOpenError(NotOpenError):
    """The link is good, but its campaign has not opened."""


class WrongStateError(SurveyError):
    """The campaign is not in a state that allows this step."""


class InvalidAnswerError(SurveyError):
    """A sheet holds a value that its questionnaire does not offer."""


class NothingAnsweredError(SurveyError):
    """A sheet without a single answer was sent."""

    def __init__(self) -> None:
        super().__init__(gettext("Please answer at least one question before you send the sheet."))


class RequiredAnswerError(SurveyError):
    """A question that has to be answered is not."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Some questions need an answer before the sheet can be sent. Please answer them on "
                "their pages; everything else is kept."
            )
        )


class InvalidCampaignError(SurveyError):
    """A campaign's settings contradict each other or the privacy rules.

    `about` is the setting that has to change ("name", "closes"), where it is one alone.
    """

    def __init__(self, sentence: str, *, about: str | None = None) -> None:
        super().__init__(sentence)
        self.about = about


class LinksMadeError(SurveyError):
    """Links were made meanwhile: by a colleague, another window, or the same form sent twice."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "These links were already made, and shown once. Make new ones only if "
                "those are lost: they stop working then."
            )
        )


class OrganisationError(SurveyError):
    """A unit or team cannot be changed, moved, merged or retired that way."""


class CycleError(OrganisationError):
    """A unit would become a part of itself."""


class NameTakenError(OrganisationError):
    """There is an active unit or team of that name at that place."""


class ImportRefusedError(OrganisationError):
    """A file cannot be imported: what is wrong, with the line it is on, 0 for the whole file."""

    def __init__(self, problems: Sequence[tuple[int, str]]) -> None:
        self.problems = problems
        said = "; ".join(f"line {line}: {text}" if line else text for line, text in problems[:20])
        more = f"; and {len(problems) - 20} more" if len(problems) > 20 else ""  # noqa: PLR2004
        super().__init__(f"Nothing is imported. {said}{more}")


class ImportOutdatedError(OrganisationError):
    """The organisation is not what it was when the import was looked at."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The organisation has changed since you looked. Nothing is imported; "
                "please look again."
            )
        )


class InvalidTargetError(SurveyError):
    """A target is not allowed; `about` is its practice's key."""

    def __init__(self, message: str, *, about: str) -> None:
        self.about = about
        super().__init__(message)


class CollectedRefusedError(SurveyError):
    """Answers collected elsewhere cannot be brought in as they are: all that stands in the way."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join([gettext("Nothing is brought in."), *sentences]))


class CollectedOutdatedError(SurveyError):
    """The teams or the file are not what they were when the answers were looked at."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Something has changed since you looked. Nothing is brought in; please look again."
            )
        )


class SealError(SurveyError):
    """The sealed answers are not equal to the open ones, so nothing was destroyed."""


class KeyMissingError(SurveyError):
    """The campaign's key file is not where the server looks for it, or is another one."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The key of this survey is missing on the server, so answers cannot be taken. "
                "Please tell the person who sent you the link; your link stays valid."
            )
        )


class BankImportError(SurveyError):
    """A questionnaire from a file cannot become a draft now."""


class BankImportOutdatedError(BankImportError):
    """The questionnaire is not what it was when the file was looked at."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The questionnaire has changed since you looked. Nothing is imported; "
                "please look again."
            )
        )


class BankError(SurveyError):
    """A questionnaire cannot be changed that way."""


class NotADraftError(BankError):
    """The edition is published or retired, or is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This edition is published, so it can no longer be changed. Begin the next "
                "edition to change its questions."
            )
        )


class EditConflictError(BankError):
    """Somebody else has changed the same text since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Somebody else has saved a change to this meanwhile. Nothing is lost.")
        )


class BrokenDraftError(BankError):
    """The change would leave a draft that contradicts itself."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        said = gettext("This is not possible: %(reasons)s.")
        super().__init__(said % {"reasons": "; ".join(sentences)})
