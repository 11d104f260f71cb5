"""What an import would change, in lists short enough for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from assessments.actions.import_diff import Diff, Path

LISTED = 100


@dataclass(frozen=True)
class Section:
    """One kind of change: how many, the first of them in words, and how many more."""

    title: str
    number: int
    lines: list[str]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.lines)


def diff_page(diff: Diff) -> dict[str, Any]:
    """Return the sections of a diff and what confirms it."""
    sections = [
        _section(gettext("New units"), [_path(path) for path in diff.new_units]),
        _section(
            gettext("New teams"),
            [f"{_path((*row.path, row.team))}: {_people(row.people)}" for row in diff.new_teams],
        ),
        _section(
            gettext("Changed numbers of people"),
            [
                f"{_path((*one.path, one.team.name))}: {one.team.headcount} → {one.row.people}"
                for one in diff.resized
            ],
        ),
        _section(
            gettext("Moved teams"),
            [
                f"{one.team.name}: {_path(one.path)} → {_path(one.row.path)}"
                + ("" if one.team.headcount == one.row.people else f", {_people(one.row.people)}")
                for one in diff.moved
            ],
        ),
    ]
    return {
        "sections": [section for section in sections if section.number],
        "unchanged": diff.unchanged,
        "missing": _section(gettext("Not in the file"), [_path(path) for path in diff.missing]),
        "is_empty": diff.is_empty,
        "digest": diff.digest,
    }


def refused(problems: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Return what stands in the way, line by line."""
    return {"problems": problems[:LISTED], "more": max(len(problems) - LISTED, 0)}


def _section(title: str, lines: list[str]) -> Section:
    return Section(title, len(lines), lines[:LISTED])


def _people(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _path(path: Path) -> str:
    return " / ".join(path)
