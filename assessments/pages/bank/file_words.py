"""What an import would change and what an export leaves out, in lists short enough for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.actions import carry
from assessments.content.differences import Change, Difference
from assessments.content.formats.files import Format

if TYPE_CHECKING:
    from assessments.content.formats.carried import FileRefusedError
    from assessments.models import Edition

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
    sections = []
    for part, named in (("questionnaire", "Questionnaire"), ("practice", "Practices"),
                        ("question", "Questions")):  # fmt: skip
        for change in Change:
            found = [one for one in seen.found if (one.part, one.change) == (part, change)]
            if found:
                sections.append(Section(f"{named} {change}", len(found), found[:LISTED]))
    return {
        "seen": seen,
        "sections": sections,
        "practices": len(seen.content.practices),
        "questions": len(seen.content.questions),
        "decisions": seen.carried.decisions[:LISTED],
        "more_decisions": max(len(seen.carried.decisions) - LISTED, 0),
        "left_out": seen.carried.left_out[:LISTED],
        "more_left_out": max(len(seen.carried.left_out) - LISTED, 0),
    }


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
