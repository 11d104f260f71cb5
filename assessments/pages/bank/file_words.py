"""What an import would change and what an export leaves out, in lists short enough for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.messages import INFO, SUCCESS, WARNING

from assessments.actions import carry
from assessments.content.differences import Change, Difference
from assessments.content.formats.files import Format
from assessments.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.content.formats.carried import FileRefusedError

LISTED, LONGEST = 100, 600
FORMATS = {
    Format.YAML: ("YAML", "Whole, in blocks that people read and version control compares."),
    Format.JSON: ("JSON", "Whole, for programs; its JSON Schema can be downloaded too."),
    Format.XLSX: ("Excel (XLSX)", "Whole: one row a question, and sheets for the rest."),
    Format.CSV: ("CSV", "One row a question, for any spreadsheet."),
    Format.XLSFORM: ("XLSForm", "For ODK, KoboToolbox, SurveyCTO and others."),
}


@dataclass(frozen=True)
class Section:
    """One kind of difference: how many, and the first of them."""

    title: str
    number: int
    lines: list[Difference]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.lines)


def look_page(seen: carry.Look) -> dict[str, Any]:
    """Return what a file would change and what confirms it."""
    return {
        "seen": seen,
        "sections": list(_sections(seen)),
        "practices": len(seen.content.practices),
        "questions": len(seen.content.questions),
        "decisions": seen.carried.decisions[:LISTED],
        "more_decisions": max(len(seen.carried.decisions) - LISTED, 0),
        "left_out": seen.carried.left_out[:LISTED],
        "more_left_out": max(len(seen.carried.left_out) - LISTED, 0),
    }


def done(seen: carry.Look, edition: Edition) -> list[tuple[int, str]]:
    """Return what an import has done, in sentences with the levels of messages."""
    said = []
    if edition.state == Edition.State.DRAFT:
        said.append((SUCCESS, f"{edition}, is a draft now."))
        counts = "; ".join(f"{one.title}: {one.number}" for one in _sections(seen))
        said += [(INFO, f"Compared with {seen.base}: {counts}.")] if counts else []
    if seen.new_title and edition.questionnaire.title == seen.new_title:
        said.append((SUCCESS, f"The questionnaire is called “{seen.new_title}” now."))
    if left_out := len(seen.carried.left_out):
        things, were = ("1 thing", "was") if left_out == 1 else (f"{left_out} things", "were")
        said.append((WARNING, f"{things} of the file cannot be asked here and {were} left out."))
    return said


def _sections(seen: carry.Look) -> Iterator[Section]:
    for part, named in (("questionnaire", "Questionnaire"), ("practice", "Practices"),
                        ("question", "Questions")):  # fmt: skip
        for change in Change:
            found = [one for one in seen.found if (one.part, one.change) == (part, change)]
            if found:
                yield Section(f"{named} {change}", len(found), found[:LISTED])


def refused(error: FileRefusedError) -> dict[str, Any]:
    """Return what stands in the way, place by place."""
    return {"problems": [str(problem)[:LONGEST] for problem in error.problems], "more": error.more}


def export_page(edition: Edition) -> dict[str, Any]:
    """Return the formats, each with what it cannot say of this edition."""
    left_out = carry.left_out(edition)
    rows = [
        {
            "format": wanted.value,
            "title": title,
            "about": about,
            "left_out": left_out[wanted],
        }
        for wanted, (title, about) in FORMATS.items()
    ]
    return {"edition": edition, "formats": rows}
