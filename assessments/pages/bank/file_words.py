"""What an import would change and what an export leaves out, in lists short enough for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.messages import INFO, SUCCESS, WARNING
from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext

from assessments.actions import carry
from assessments.content.differences import Change, Difference
from assessments.content.formats.files import Format
from assessments.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.content.formats.carried import FileRefusedError

LISTED, LONGEST = 100, 600
FORMATS = {
    Format.YAML: (
        "YAML",
        gettext_lazy("Whole, in blocks that people read and version control compares."),
    ),
    Format.JSON: (
        "JSON",
        gettext_lazy("Whole, for programs; its JSON Schema can be downloaded too."),
    ),
    Format.XLSX: (
        gettext_lazy("Excel (XLSX)"),
        gettext_lazy("Whole: one row a question, and sheets for the rest."),
    ),
    Format.CSV: ("CSV", gettext_lazy("One row a question, for any spreadsheet.")),
    Format.XLSFORM: ("XLSForm", gettext_lazy("For ODK, KoboToolbox, SurveyCTO and others.")),
}


TITLES = {
    ("questionnaire", Change.ADDED): gettext_noop("Questionnaire added"),
    ("questionnaire", Change.REMOVED): gettext_noop("Questionnaire removed"),
    ("questionnaire", Change.CHANGED): gettext_noop("Questionnaire changed"),
    ("questionnaire", Change.MOVED): gettext_noop("Questionnaire moved"),
    ("practice", Change.ADDED): gettext_noop("Practices added"),
    ("practice", Change.REMOVED): gettext_noop("Practices removed"),
    ("practice", Change.CHANGED): gettext_noop("Practices changed"),
    ("practice", Change.MOVED): gettext_noop("Practices moved"),
    ("question", Change.ADDED): gettext_noop("Questions added"),
    ("question", Change.REMOVED): gettext_noop("Questions removed"),
    ("question", Change.CHANGED): gettext_noop("Questions changed"),
    ("question", Change.MOVED): gettext_noop("Questions moved"),
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
        said.append((SUCCESS, gettext("%(edition)s, is a draft now.") % {"edition": edition}))
        counts = "; ".join(f"{one.title}: {one.number}" for one in _sections(seen))
        said += (
            [
                (
                    INFO,
                    gettext("Compared with %(base)s: %(counts)s.")
                    % {"base": seen.base, "counts": counts},
                )
            ]
            if counts
            else []
        )
    if seen.new_title and edition.questionnaire.title == seen.new_title:
        said.append(
            (
                SUCCESS,
                gettext("The questionnaire is called “%(new_title)s” now.")
                % {"new_title": seen.new_title},
            )
        )
    if left_out := len(seen.carried.left_out):
        told = ngettext(
            "%(n)s thing of the file cannot be asked here and was left out.",
            "%(n)s things of the file cannot be asked here and were left out.",
            left_out,
        )
        said.append((WARNING, told % {"n": left_out}))
    return said


def _sections(seen: carry.Look) -> Iterator[Section]:
    for part in ("questionnaire", "practice", "question"):
        for change in Change:
            found = [one for one in seen.found if (one.part, one.change) == (part, change)]
            if found:
                yield Section(gettext(TITLES[part, change]), len(found), found[:LISTED])


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
