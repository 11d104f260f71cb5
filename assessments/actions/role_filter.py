"""Results by role: which cells may be shown, decided once at the release, and their scores.

The tree is decided before, without a thought of roles, and stays as it is: a filter can only add
cells. Which ones depends on who answered and with which role, on no other answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessments.models import Campaign, Outline, Practice, RoleResult
from assessments.scoring import filter_cells, guards, likert
from assessments.scoring.crossing import Cells, Crossed
from assessments.scoring.inseparable import NoAnswerInTimeError
from assessments.scoring.values import Reason, ReleasedScore, Suppressed

from . import figures
from .figures import Setting

# How long the audit may take before the filter is dropped
SECONDS = 300.0


class Decision(NamedTuple):
    """Who has a score in a practice; its cells to show (nodes x roles, the first of no role)."""

    table: Crossed
    shown: Cells


Decided = Mapping[str, Decision]


def decide(
    campaign: Campaign, setting: Setting, outline: Outline, seconds: float
) -> Decided | None:
    """Return by practice which cells may be shown.

    None when the audit had no answer within the seconds given: then nothing is shown by role.
    """
    end = monotonic() + seconds
    decided: dict[str, Decision] = {}
    try:
        for practice in outline.practices:
            table = _table(setting, outline, practice)
            shown = filter_cells.choose(
                table,
                campaign.k,
                least=campaign.role_group,
                node_from=campaign.by_role_from,
                tie=setting.tie,
                left=lambda: end - monotonic(),
            )
            decided[practice.key] = Decision(table, shown)
    except NoAnswerInTimeError:
        return None
    return decided


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
    roles = _roles(setting, outline)
    answers, items = figures.statements(setting, outline, practice)
    places = list(zip(*np.nonzero(shown), strict=True))
    below = [setting.sheets.below(setting.tree, node) for node, _ in places]
    people = [rows[roles[rows] == role] for rows, (_, role) in zip(below, places, strict=True)]
    # How many people of a role were asked is not known, so no interval is made narrower by it
    scores = likert.score_groups(answers, items, people, [None] * len(people))
    of_cell = dict(zip(places, scores, strict=True))
    points = likert.common_points(items)
    codes = list(outline.roles())
    large = np.flatnonzero(table.shown & (counts.sum(axis=1) >= campaign.by_role_from))
    for node in large:
        for role, code in enumerate(codes, start=1):
            cell = RoleResult(node=setting.tree.nodes[node], column=practice.key, role=code)
            score = of_cell.get((node, role), _hidden(counts[node, role], campaign.role_group))
            if isinstance(score, Suppressed):
                cell.reason = score.reason
            else:
                _fill(cell, guards.guard_score(score, campaign.role_group, points))
            yield cell


def _hidden(n: int, least: int) -> Suppressed:
    return Suppressed(Reason.TOO_FEW if n < least else Reason.PROTECTS_NEIGHBOUR)


def _fill(cell: RoleResult, value: ReleasedScore) -> None:
    cell.n_band, cell.score, cell.bound = value.n_band, value.score, value.bound
    cell.agreement, cell.opinions_differ = value.agreement or "", value.opinions_differ
    if value.interval is not None:
        cell.low, cell.high = int(value.interval.low), int(value.interval.high)


def _table(setting: Setting, outline: Outline, practice: Practice) -> Crossed:
    """Return who has a score in a practice, by node and role, and where the practice is shown."""
    answers, items = figures.statements(setting, outline, practice)
    valid = ~np.isnan(likert.person_means(answers, items))
    reasons = figures.column_reasons(setting, valid)
    roles, tree = _roles(setting, outline), setting.tree
    at = np.repeat(np.arange(len(tree.nodes)), np.diff(setting.sheets.offsets))
    own = np.zeros((len(tree.nodes), len(outline.roles()) + 1), dtype=np.int64)
    np.add.at(own, (at[valid], roles[valid]), 1)
    return Crossed(tree.parents, np.array([reason is None for reason in reasons]), own)


def _roles(setting: Setting, outline: Outline) -> NDArray[np.int64]:
    """Return each sheet's role as its number among the roles, from 1; 0 where none was given."""
    numbers = np.zeros(len(setting.sheets.answers), dtype=np.int64)
    place = outline.role_place()
    if place is not None:
        for number, code in enumerate(outline.roles(), start=1):
            numbers[setting.sheets.answers[:, place] == code] = number
    return numbers
