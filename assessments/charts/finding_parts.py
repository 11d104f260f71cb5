"""What the sentences on a unit are put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessments.charts import words
from assessments.charts.finding_values import Group, Place, View
from assessments.charts.speech import gettext
from assessments.scoring.values import Bound, Practice, ReleasedScore

# So many names in a row; more are counted
NAMES = 3


def order(score: ReleasedScore) -> tuple[int, int]:
    """Return what sorts scores: 12 or less before 12, 88 or more behind 88."""
    bounds = {Bound.AT_MOST: -1, Bound.EXACT: 0, Bound.AT_LEAST: 1}
    return score.score, bounds[score.bound]


def inside(practice: Practice) -> str:
    """Return a practice’s name as it reads within a sentence."""
    return words.inside(practice.name)


def column_of(practice: Practice) -> Place:
    """Return the heatmap’s column of a practice."""
    return Place(View.COLUMN, practice=practice.key)


def page_of(group: Group) -> Place:
    """Return the page of a unit or team."""
    return Place(View.GROUP, group=group.key)


def by_kind(groups: Sequence[Group], texts: Mapping[str, str]) -> str:
    """Return the text on a "unit", a "team" or, where both are among these, a "part"."""
    kinds = {group.is_team for group in groups}
    return texts["part" if len(kinds) > 1 else "team" if kinds == {True} else "unit"]


def names_text(names: Sequence[str]) -> str:
    """Return the first names and how many more there are: "A, B, C and 2 more"."""
    more = len(names) - NAMES
    return words.joined([*names[:NAMES], more_text(more)] if more > 0 else names)


def more_text(more: int) -> str:
    """Return how many more there are than are named: "2 more"."""
    return gettext("%(count)s more") % {"count": more}


def score_of(child: Group, practice: Practice) -> ReleasedScore | None:
    """Return a group’s score in a practice, None where it is hidden."""
    score = child.scores[practice.key]
    return score if isinstance(score, ReleasedScore) else None


def figure_of(child: Group, practice: Practice) -> ReleasedScore:
    """Return a group’s score in a practice; raises TypeError where it is hidden."""
    score = child.scores[practice.key]
    if not isinstance(score, ReleasedScore):
        raise TypeError("a hidden figure was asked for")
    return score


def has_figures(child: Group) -> bool:
    """Tell whether any practice of a group has a figure."""
    return any(isinstance(score, ReleasedScore) for score in child.scores.values())
