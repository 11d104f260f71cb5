"""Answers to a metric, levelled: a group of one mind counts as one that nearly is (levelling.py).

The chances of tiers and the second opinions beside a metric's own figure can tell that everybody
answered alike: tried over all groups of five with the same figures, 78 of the 6,912 metrics of
the unanimous ones could be told to be so.
"""

from __future__ import annotations

import numpy as np

from .bands import BANDS
from .bands import bands as bands_of
from .levelling import Atoms
from .likelihood import Array, banded
from .values import Metric, RuleSet

# One of the question's bands of 0-15% stands for all three: its middle is nearest to theirs.
_MIDDLE_OF_BEST = 7.0


def level_answers(rule_set: RuleSet, metric: Metric, codes: Array, atoms: Atoms, k: int) -> Array:
    """Return a metric's answers, the question's codes, with atoms of one mind levelled.

    Of one mind means that all answers but one at most lie in one band of the rule set, and that
    one a band off. Then one person counts as a band below and one as a band above; at an end of
    the scale two as a band off. NaN stays NaN. Raises ValueError for codes off the scale.
    """
    coded = banded(rule_set, metric, codes)
    if k == 1:
        return codes
    order = np.lexsort((coded, atoms))
    order = order[(atoms[order] >= 0) & ~np.isnan(coded[order])]
    starts = np.flatnonzero(np.diff(atoms[order], prepend=-1))
    levelled: Array = codes.copy()
    best = bands_of(rule_set, metric)
    for rows in np.split(order, starts[1:]):
        if len(rows) > 1 and _of_one_mind(coded[rows]):
            spread = _near_agreement(coded[rows], best)
            levelled[rows] = _as_asked(spread, metric, best)
    return levelled


def _of_one_mind(sorted_codes: Array) -> bool:
    """Say whether all answers but one at most are the same, and that one is a band off."""
    first, last = sorted_codes[0], sorted_codes[-1]
    alike = sorted_codes[1] == last or first == sorted_codes[-2]
    return bool(alike and last - first <= 1)


def _near_agreement(sorted_codes: Array, best: int) -> Array:
    middle = sorted_codes[1]
    spread = np.full(len(sorted_codes), middle)
    if middle == best:
        spread[:2] -= 1
    elif middle == 1:
        spread[-2:] += 1
    else:
        spread[0] -= 1
        spread[-1] += 1
    return spread


def _as_asked(coded: Array, metric: Metric, best: int) -> Array:
    if metric is Metric.CHANGE_FAIL_RATE and best == BANDS:
        return np.where(coded == best, _MIDDLE_OF_BEST, coded)
    return coded
