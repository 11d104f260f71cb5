"""Do the people of a group agree enough to be given one score?

All functions take codes after recoding, on a scale of A `points` (1..A), people in rows and
items in columns, NaN where a person gave no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .intervals import SPREAD_FROM
from .values import Agreement, AgreementWord

DIFFER_FROM_PEOPLE = 5
DIFFER_BELOW_RWG = 0.50

# Upper ends, each included in its word (LeBreton & Senter 2008).
_WORDS = (
    (0.30, AgreementWord.NONE),
    (0.50, AgreementWord.WEAK),
    (0.70, AgreementWord.MODERATE),
    (0.90, AgreementWord.STRONG),
)


def null_variance(points: int) -> float:
    """Return the variance of answers ticked at random, (A^2 - 1)/12: 4 for seven points."""
    return (points**2 - 1) / 12


def rwg(values: Sequence[float] | NDArray[np.float64], points: int = 7) -> float | None:
    """Return r_wg of one item or score, 0..1 (James, Demaree & Wolf 1984).

    1 when all agree; 0 when they differ as much as chance or more. None under two people.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.size < SPREAD_FROM:
        return None
    return _clip(1 - float(sample.var(ddof=1)) / null_variance(points))


def rwg_j(answers: NDArray[np.float64], points: int = 7) -> float | None:
    """Return r_wg(j) over J items, 0..1 (James, Demaree & Wolf 1984).

    It grows with J; for one item it is r_wg. Items with fewer than two answers are left out;
    None when no item is left.
    """
    counts, deviations = _deviations(answers)
    used = counts >= SPREAD_FROM
    items = int(used.sum())
    if items == 0:
        return None
    variances = (deviations**2).sum(axis=0)[used] / (counts[used] - 1)
    ratio = float(variances.mean()) / null_variance(points)
    return 0.0 if ratio >= 1 else items * (1 - ratio) / (items * (1 - ratio) + ratio)


def average_deviation(answers: NDArray[np.float64]) -> float | None:
    """Return AD_M(J) in scale points: mean distance from the item's mean, over items.

    (Burke, Finkelstein & Dusig 1999.) Items with fewer than two answers are left out; None
    when no item is left.
    """
    counts, deviations = _deviations(answers)
    used = counts >= SPREAD_FROM
    if not used.any():
        return None
    return float((np.abs(deviations).sum(axis=0)[used] / counts[used]).mean())


def agreement(
    means: NDArray[np.float64], answers: NDArray[np.float64], points: int = 7
) -> Agreement | None:
    """Return the agreement of a group on one practice; None under two people.

    `means` are the person means, `answers` the same people's codes. The mark "opinions
    differ" is set from five people on: r_wg under 0.50 or average deviation over A/6.
    """
    of_score = rwg(means, points)
    deviation = average_deviation(answers)
    if of_score is None or deviation is None:
        return None
    apart = of_score < DIFFER_BELOW_RWG or deviation > points / 6
    return Agreement(
        rwg=of_score,
        rwg_j=rwg_j(answers, points),
        average_deviation=deviation,
        word=word(of_score),
        differ=apart and means.size >= DIFFER_FROM_PEOPLE,
    )


def word(value: float) -> AgreementWord:
    """Return the word for an r_wg of 0..1 (LeBreton & Senter 2008)."""
    return next((name for limit, name in _WORDS if value <= limit), AgreementWord.VERY_STRONG)


def _deviations(
    answers: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    answered = ~np.isnan(answers)
    counts = answered.sum(axis=0)
    means = np.where(answered, answers, 0.0).sum(axis=0) / np.maximum(counts, 1)
    return counts, np.where(answered, answers - means, 0.0)


def _clip(value: float) -> float:
    return min(1.0, max(0.0, value))
