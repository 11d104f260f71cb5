"""Results by role: which cells may be shown, decided once at the release.

The tree is decided before, without a thought of roles, and stays as it is: a filter can only add
cells, though roles at an end of the scale are levelled in the scores of everybody (`parts`). Which
cells depends on who answered and with which role, on no other answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessments.models import Campaign, Outline, Practice
from assessments.scoring import filter_cells, likert
from assessments.scoring.crossing import Cells, Crossed
from assessments.scoring.inseparable import NoAnswerInTimeError

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


def parts(setting: Setting, outline: Outline, decided: Decided) -> dict[str, NDArray[np.int64]]:
    """Return by practice a number for each sheet, equal for those in the same results by role."""
    roles, tree = roles_of(setting, outline), setting.tree
    at = np.repeat(np.arange(len(tree.nodes)), np.diff(setting.sheets.offsets))
    found = {}
    for key, decision in decided.items():
        nearest = np.full(decision.shown.shape, -1, dtype=np.int64)
        for node, parent in enumerate(tree.parents):
            above = nearest[parent] if parent >= 0 else nearest[node]
            nearest[node] = np.where(decision.shown[node], node, above)
        of_sheet = nearest[at, roles]
        found[key] = np.where(of_sheet < 0, -1, of_sheet * len(outline.roles()) + of_sheet + roles)
    return found


def _table(setting: Setting, outline: Outline, practice: Practice) -> Crossed:
    """Return who has a score in a practice, by node and role, and where the practice is shown."""
    answers, items = figures.statements(setting, outline, practice)
    valid = ~np.isnan(likert.person_means(answers, items))
    reasons = figures.column_reasons(setting, valid)
    roles, tree = roles_of(setting, outline), setting.tree
    at = np.repeat(np.arange(len(tree.nodes)), np.diff(setting.sheets.offsets))
    own = np.zeros((len(tree.nodes), len(outline.roles()) + 1), dtype=np.int64)
    np.add.at(own, (at[valid], roles[valid]), 1)
    return Crossed(tree.parents, np.array([reason is None for reason in reasons]), own)


def roles_of(setting: Setting, outline: Outline) -> NDArray[np.int64]:
    """Return each sheet's role as its number among the roles, from 1; 0 where none was given."""
    numbers = np.zeros(len(setting.sheets.answers), dtype=np.int64)
    place = outline.role_place()
    if place is not None:
        for number, code in enumerate(outline.roles(), start=1):
            numbers[setting.sheets.answers[:, place] == code] = number
    return numbers
