"""Groups that think too much alike are counted as groups that nearly do, before anything is shown.

An *atom* is the people who go up to one shown group and to none inside it: whoever adds and
subtracts figures gets sums over atoms, so a limit on the figure of a group holds nothing back
unless it holds in every group above. Hence the answers of the atoms themselves are levelled, and
all figures are made from those. The levelled answers are answers that people could have given,
and levelling them again changes nothing: whatever is shown is true of a group of two minds, too.
This module levels scores, unanimity.py the answers to a metric. The idea is that of top coding and
microaggregation (Hundepool et al. 2012).

Rows are people; `atoms` names the atom of each, -1 for people in no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .guards import ends_of_scale
from .intervals import Estimate, around
from .likelihood import Array
from .values import Interval, Score

Atoms = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """What levelling changes in each person's score, and how far up and down it lets it go."""

    shifts: Array
    lows: Array
    highs: Array

    def of(self, score: Score, rows: Sequence[int] | NDArray[np.intp]) -> tuple[Score, Interval]:
        """Return a group's score, 0..100, with its atoms levelled, and the ends it can reach."""
        counted = np.asarray(rows)[~np.isnan(self.shifts[rows])]
        shift = float(self.shifts[counted].mean())
        ends = Interval(float(self.lows[counted].mean()), float(self.highs[counted].mean()))
        if not shift:
            return score, ends
        value, error = score.score + shift, score.standard_error
        interval = None if error is None else around(Estimate(value, error, score.n), 0, 100)
        return replace(score, score=value, interval=interval), ends


def cut(atoms: Atoms, parts: Atoms | None) -> Atoms:
    """Return finer atoms: people of one with different `parts` are in different figures, too."""
    if parts is None:
        return atoms
    _, of_pair = np.unique(np.stack([atoms, parts]), axis=1, return_inverse=True)
    finer: Atoms = np.where(atoms < 0, -1, of_pair.ravel())
    return finer


def level_scores(scores: Array, atoms: Atoms, k: int) -> Ends:
    """Bring the mean of each atom within the ends of the scale that a group of its size may show.

    `scores` are the people's, 0..100, NaN without one. See `guards.ends_of_scale`.
    """
    inside = (atoms >= 0) & ~np.isnan(scores)
    of_row = np.where(inside, atoms, 0)
    people = np.bincount(of_row, weights=inside.astype(float), minlength=1)
    sums = np.bincount(of_row, weights=np.where(inside, scores, 0.0), minlength=1)
    means = sums / np.maximum(people, 1)
    ends = np.array([ends_of_scale(int(n), k) for n in people], dtype=float)
    shifts = (np.clip(means, ends[:, 0], ends[:, 1]) - means)[of_row]
    shifts[~inside] = np.nan
    return Ends(shifts, ends[of_row, 0], ends[of_row, 1])
