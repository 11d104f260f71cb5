"""What a file was read into, and what was decided or left out on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.content.schema import QuestionnaireContent
from assessments.content.schema_base import ContentError

MOST_BYTES = 1_000_000  # of a text file; a workbook may unpack to more (workbook.py)
MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Note:
    """A place in a file ("Questions, row 7, options"), and what is to be said of it."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True, slots=True)
class Carried:
    """A questionnaire from a file.

    `decisions` are what the file left open, `left_out` is what it says and we cannot.
    `lacks` names the parts ("guides", "translations", "details") that its format cannot hold:
    what is missing of those was not taken away by anybody.
    """

    content: QuestionnaireContent
    decisions: tuple[Note, ...] = ()
    left_out: tuple[Note, ...] = ()
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what of the questionnaire its format cannot say."""

    data: bytes
    left_out: tuple[Note, ...] = ()


class FileRefusedError(ContentError):
    """A file cannot be read: everything that stands in the way, at most 50 of it."""

    def __init__(self, problems: Sequence[Note]) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.more = max(len(problems) - MOST_PROBLEMS, 0)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def refuse(place: str, text: str) -> FileRefusedError:
    """Return the refusal of a file for one reason."""
    return FileRefusedError([Note(place, text)])
