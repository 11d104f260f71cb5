"""Do the people of a group agree enough to be given one score?

All functions take codes after recoding, on a scale of A `points` (1..A): people in the last axis
but one and items in the last, or people in the last where there are no items; NaN where a person
gave no answer. Groups of the same size may be stacked in axes before, and are computed together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .intervals import SPREAD_FROM
from .values import Agreement, AgreementWord

Array = NDArray[np.float64]

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


def rwg(values: Sequence[float] | Array, points: int = 7) -> Array:
    """Return r_wg of one item or score, 0..1 (James, Demaree & Wolf 1984).

    1 when all agree; 0 when they differ as much as chance or more. NaN under two people.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.shape[-1] < SPREAD_FROM:
        return np.full(sample.shape[:-1], np.nan)
    within: Array = np.clip(1 - sample.var(axis=-1, ddof=1) / null_variance(points), 0.0, 1.0)
    return within


def rwg_j(answers: Array, points: int = 7) -> Array:
    """Return r_wg(j) over J items, 0..1 (James, Demaree & Wolf 1984).

    It grows with J; for one item it is r_wg. Items with fewer than two answers are left out;
    NaN when no item is left.
    """
    counts, deviations = _deviations(answers)
    used = counts >= SPREAD_FROM
    items = used.sum(axis=-1)
    variances = (deviations**2).sum(axis=-2) / np.maximum(counts - 1, 1)
    ratio = np.minimum(_mean_of(variances, used) / null_variance(points), 1.0)
    apart = items * (1 - ratio)
    none = np.full(items.shape, np.nan)
    within: Array = np.divide(apart, apart + ratio, out=none, where=items > 0)
    return within


def average_deviation(answers: Array) -> Array:
    """Return AD_M(J) in scale points: mean distance from the item's mean, over items.

    (Burke, Finkelstein & Dusig 1999.) Items with fewer than two answers are left out; NaN
    when no item is left.
    """
    counts, deviations = _deviations(answers)
    distances = np.abs(deviations).sum(axis=-2) / np.maximum(counts, 1)
    return _mean_of(distances, counts >= SPREAD_FROM)


def agreements(means: Array, answers: Array, points: int = 7) -> list[Agreement | None]:
    """Return the agreement of groups on one practice, group by group; None under two people.

    `means` are the person means, groups x people, `answers` the same people's codes. The mark
    "opinions differ" is set from five people on: r_wg under 0.50 or average deviation over A/6.
    """
    of_score, of_items = rwg(means, points), rwg_j(answers, points)
    deviations = average_deviation(answers)
    apart = (of_score < DIFFER_BELOW_RWG) | (deviations > points / 6)
    differ = apart & (means.shape[-1] >= DIFFER_FROM_PEOPLE)
    figures = zip(*(a.tolist() for a in (of_score, of_items, deviations, differ)), strict=True)
    return [
        None
        if np.isnan(score + deviation)
        else Agreement(score, items, deviation, word(score), mark)
        for score, items, deviation, mark in figures
    ]


def word(value: float) -> AgreementWord:
    """Return the word for an r_wg of 0..1 (LeBreton & Senter 2008)."""
    return next((name for limit, name in _WORDS if value <= limit), AgreementWord.VERY_STRONG)


def _deviations(answers: Array) -> tuple[NDArray[np.intp], Array]:
    answered = ~np.isnan(answers)
    counts = answered.sum(axis=-2)
    means = np.where(answered, answers, 0.0).sum(axis=-2) / np.maximum(counts, 1)
    return counts, np.where(answered, answers - means[..., None, :], 0.0)


def _mean_of(values: Array, used: NDArray[np.bool_]) -> Array:
    """Return the mean of the used values of the last axis, NaN where none is."""
    items = used.sum(axis=-1)
    summed = np.where(used, values, 0.0).sum(axis=-1)
    none = np.full(items.shape, np.nan)
    means: Array = np.divide(summed, items, out=none, where=items > 0)
    return means
