"""Figures of groups that are no node: the teams hidden together, the tiers below a unit.

Both follow from cells that are decided already, so they show nobody more than those do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from assessments.models import NOT_PLACED, Result
from assessments.scoring import disclosure, guards, likert
from assessments.scoring.levelling import Atoms, Ends
from assessments.scoring.values import Item, ReleasedScore, Suppressed

if TYPE_CHECKING:
    from .figures import Setting
    from .sheets import Answers, Tree


def atoms_of_rows(setting: Setting, hidden: Sequence[bool]) -> Atoms:
    """Return for each sheet the smallest group shown with it in a column, as the node's index.

    `hidden` says of every node whether it is; -1 where no shown group contains the sheet.
    """
    nearest = disclosure.atoms(setting.tree.parents, [not one for one in hidden])
    of_node = np.array([-1 if atom is None else atom for atom in nearest], dtype=np.int64)
    return np.repeat(of_node, np.diff(setting.sheets.offsets))


def fill_rests(
    cells: Sequence[Result],
    setting: Setting,
    answers: Answers,
    items: Sequence[Item],
    ends: Ends,
) -> None:
    """Add to each shown cell the score of those below it whose own groups are hidden.

    `answers` are the columns of `items`, one row a sheet. These people are the node's residual:
    none, or at least k, so their figure could be worked out and may as well be said.
    """
    tree, sheets = setting.tree, setting.sheets
    shown = [not cell.reason for cell in cells]
    hidden: dict[int, list[int]] = {}
    for index, atom in enumerate(disclosure.atoms(tree.parents, shown)):
        if atom is not None and atom != index and tree.nodes[index].team_id:
            hidden.setdefault(atom, []).append(index)
    people = [
        np.concatenate([sheets.below(tree, team) for team in teams]) for teams in hidden.values()
    ]
    invited = [sum(tree.nodes[team].invited for team in teams) for teams in hidden.values()]
    scores = likert.score_groups(answers, items, people, invited)
    for (index, teams), rows, score in zip(hidden.items(), people, scores, strict=True):
        if not isinstance(score, Suppressed):
            levelled, limits = ends.of(score, rows)
            released = guards.guard_score(
                levelled, setting.k, items[0].points, ends=limits, of_hidden=True
            )
            cells[index].detail["rest"] = {**_kept(released), "teams": len(teams)}


def _kept(score: ReleasedScore) -> dict[str, Any]:
    interval = score.interval and (int(score.interval.low), int(score.interval.high))
    return {
        "score": score.score,
        "bound": score.bound,
        "n_band": score.n_band,
        "interval": interval,
    }


def count_tiers(cells: Sequence[Result], tree: Tree) -> None:
    """Add to each unit's placement how many teams below are placed where, by what is shown."""
    counts: list[Counter[str]] = [Counter() for _ in cells]
    for index in reversed(range(len(cells))):
        cell, parent = cells[index], tree.parents[index]
        if cell.node.team_id:
            counts[index][NOT_PLACED if cell.reason else cell.detail["label"]["tiers"][0]] += 1
        else:
            cell.detail["teams"] = dict(counts[index])
        if parent >= 0:
            counts[parent] += counts[index]
