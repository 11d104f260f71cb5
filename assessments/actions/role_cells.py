"""The scores of roles, for the cells that may be shown, and the reasons of the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assessments.models import Campaign, Outline, Practice, RoleResult
from assessments.scoring import filter_cells, guards, likert
from assessments.scoring.levelling import Ends
from assessments.scoring.values import Interval, Reason, ReleasedScore, Score, Suppressed

from . import figures
from .figures import Setting
from .role_filter import Decided, Decision, roles_of


def cells(
    campaign: Campaign, setting: Setting, outline: Outline, decided: Decided
) -> Iterator[RoleResult]:
    """Yield the cells of every role at every node that is large enough, shown or with a reason."""
    for practice in outline.practices:
        yield from _practice_cells(campaign, setting, outline, practice, decided[practice.key])


def _practice_cells(
    campaign: Campaign, setting: Setting, outline: Outline, practice: Practice, decision: Decision
) -> Iterator[RoleResult]:
    table, shown = decision
    counts = filter_cells.people_below(table)
    roles = roles_of(setting, outline)
    answers, items = figures.statements(setting, outline, practice)
    places = list(zip(*np.nonzero(shown), strict=True))
    below = [setting.sheets.below(setting.tree, node) for node, _ in places]
    people = [rows[roles[rows] == role] for rows, (_, role) in zip(below, places, strict=True)]
    # How many people of a role were asked is not known, so no interval is made narrower by it
    scores = likert.score_groups(answers, items, people, [None] * len(people))
    points = likert.common_points(items)
    ends = figures.level(setting, practice, likert.person_means(answers, items), points)
    of_cell = {
        place: _released(score, rows, ends, campaign.role_group, points)
        for place, score, rows in zip(places, scores, people, strict=True)
    }
    codes = list(outline.roles())
    large = np.flatnonzero(table.shown & (counts.sum(axis=1) >= campaign.by_role_from))
    for node in large:
        for role, code in enumerate(codes, start=1):
            cell = RoleResult(node=setting.tree.nodes[node], column=practice.key, role=code)
            value = of_cell.get((node, role), _hidden(counts[node, role], campaign.role_group))
            if isinstance(value, Suppressed):
                cell.reason = value.reason
            else:
                _fill(cell, value)
            yield cell


def _released(
    score: Score | Suppressed, rows: NDArray[np.intp], ends: Ends, least: int, points: int
) -> ReleasedScore | Suppressed:
    if isinstance(score, Suppressed):
        return score
    levelled, reached = ends.of(score, rows)
    lowest, highest = guards.ends_of_scale(score.n, least)
    limits = Interval(max(lowest, reached.low), min(highest, reached.high))
    return guards.guard_score(levelled, least, points, ends=limits)


def _hidden(n: int, least: int) -> Suppressed:
    return Suppressed(Reason.TOO_FEW if n < least else Reason.PROTECTS_NEIGHBOUR)


def _fill(cell: RoleResult, value: ReleasedScore) -> None:
    cell.n_band, cell.score, cell.bound = value.n_band, value.score, value.bound
    cell.agreement, cell.opinions_differ = value.agreement or "", value.opinions_differ
    if value.interval is not None:
        cell.low, cell.high = int(value.interval.low), int(value.interval.high)
