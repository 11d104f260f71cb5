"""What a file of answers would bring in, in lists short enough for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from assessments.actions.collected.about import About
from assessments.actions.collected.look import Look
from assessments.actions.collected.mapping import Meaning
from assessments.actions.collected.teams import Teams
from assessments.content.formats.carried import FileRefusedError

LISTED = 100


@dataclass(frozen=True)
class Listed:
    """The first of several lines, and how many more there are."""

    number: int
    lines: list[Any]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.number - len(self.lines)


def refused(error: FileRefusedError) -> dict[str, Any]:
    """Return why a file cannot be read."""
    return {"problems": [str(problem) for problem in error.problems], "more": error.more}


def check_page(
    look: Look, meaning: Meaning, about: About, teams: Teams, header: list[str]
) -> dict[str, Any]:
    """Return what a look found."""
    k = about.smallest_group
    of_team = sorted((teams.path(pk), rows, rows < k) for pk, rows in look.of_team.items())
    small = [path for path, _, is_small in of_team if is_small]
    odd = [
        {"row": one.row, "column": header[one.column] or one.column + 1, "cell": one.cell}
        for one in look.odd
    ]
    empty = gettext("(empty)")
    unknown = [f"{name or empty}: {_rows(n)}" for name, n in look.unknown_teams.most_common()]
    return {
        "about": about,
        "rows": look.rows,
        "kept": look.kept,
        "of_team": Listed(len(of_team), of_team[:LISTED]),
        "small": Listed(len(small), small[:LISTED]),
        "out": [
            (gettext(reason.value), _rows(number)) for reason, number in look.out.most_common()
        ],
        "odd": Listed(look.odd_count, odd),
        "unknown": Listed(len(unknown), unknown[:LISTED]),
        "same": look.same if not meaning.same_rows_out else 0,
        "not_asked": look.not_asked,
        "days": _days(look),
        "missing": _without_column(about, meaning),
        "leaves_values_out": meaning.unknown_values_out,
    }


def _rows(number: int) -> str:
    return ngettext("%(n)s row", "%(n)s rows", number) % {"n": f"{number:,}"}


def _days(look: Look) -> str:
    if look.first is None or look.last is None:
        return ""
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(look.first),
        "last": date_format(look.last),
    }


def _without_column(about: About, meaning: Meaning) -> Listed:
    mapped = meaning.questions()
    missing = [
        question.text
        for question in about.edition.outline().questions
        if question.is_scored and question.code not in mapped
    ]
    return Listed(len(missing), missing[:LISTED])
