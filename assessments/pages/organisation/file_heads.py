"""The heads of the columns of a file, and what its figures are, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

if TYPE_CHECKING:
    from assessments.reporting.table import Facts


def heatmap_heads(practices: Iterable[str], tiers: Iterable[str]) -> list[str]:
    """Return the heads of the heatmap's columns; `tiers` are those of the teams counted."""
    shown = list(practices)
    return [
        *(gettext("Name"), gettext("Kind"), gettext("Turnout"), gettext("Performance")),
        *shown,
        *(gettext("Teams: %(tier)s") % {"tier": tier} for tier in tiers),
        *(gettext("Performance: chances"), gettext("Performance: answers")),
        *details_names(shown),
    ]


def team_heads() -> list[str]:
    """Return the heads of what stands before the practices in the list of teams."""
    return [gettext("Team"), gettext("Unit"), gettext("Performance")]


def details_names(practices: Iterable[str]) -> list[str]:
    """Return the heads of what follows the figures themselves, practice by practice."""
    details = (
        gettext("%(practice)s: limit"),
        gettext("%(practice)s: from"),
        gettext("%(practice)s: to"),
        gettext("%(practice)s: answers"),
        gettext("%(practice)s: change"),
    )
    return [text % {"practice": practice} for practice in practices for text in details]


def gap_names(practices: Iterable[str]) -> list[str]:
    """Return the heads of what a practice is held against."""
    parts = (
        gettext("%(practice)s: target"),
        gettext("%(practice)s: by"),
        gettext("%(practice)s: gap"),
    )
    return [text % {"practice": practice} for practice in practices for text in parts]


def of_role() -> str:
    """Return the head of the column that names the role."""
    return gettext("Scores of")


def kind_word(kind: str) -> str:
    """Return what a row is: a unit, a team, or what is hidden together."""
    return {
        "unit": pgettext("kind", "unit"),
        "team": pgettext("kind", "team"),
        "rest": pgettext("kind", "rest"),
    }[kind]


def how_to_read() -> Facts:
    """Return what the figures of a file mean."""
    return [
        (
            gettext("Scores"),
            gettext("Whole points, 0 to 100. “From” and “to” are the 95%% interval.") % (),
        ),
        (
            gettext("Limit"),
            gettext("A score near an end of the scale is shown as “88 or more” or “12 or less”."),
        ),
        (
            gettext("Change"),
            gettext(
                "Points since the last survey that asked the same; only what is more than chance."
            ),
        ),
    ]
