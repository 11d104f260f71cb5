"""How far the statements of a practice measure one thing: Cronbach's alpha and what goes with it.

Everything starts from the covariances of the items, over the people who answered all of them
(listwise, as SPSS does; R's psych takes pairs unless told otherwise), after recoding. What is
undefined is None, never 0 or 1. Compute over a whole organisation, never per team.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

# scipy.stats says the same but costs 1.8 s to import.
from scipy.special import fdtri

from .values import Interval

Array = NDArray[np.float64]

LEAST_ITEMS = 2
LEAST_PEOPLE = 2
# Shares of the items' variance below which a sum of them counts as constant: what rounding leaves
NOTHING = 1e-9
_TAIL = 0.025


def complete(answers: Array) -> Array:
    """Return the rows (people x items) without a missing answer."""
    return answers[~np.isnan(answers).any(axis=1)]


def covariances(answers: Array) -> Array:
    """Return the items' covariances (n - 1), items x items, in scale points squared.

    `answers` are codes, people x items, none missing. Sums of whole ones are exact, so that neither
    the order of the people nor a shift of the scale changes a digit. Raises ValueError under two
    people.
    """
    n = len(answers)
    if n < LEAST_PEOPLE:
        raise ValueError("A covariance needs at least two people.")
    sums = answers.sum(axis=0)
    centred: Array = (n * (answers.T @ answers) - np.outer(sums, sums)) / (n * (n - 1.0))
    return centred


def alpha(covariance: Array) -> float | None:
    """Return Cronbach's alpha, up to 1 and below 0 where items contradict each other.

    k / (k - 1) * (1 - sum of the items' variances / variance of their sum) (Cronbach 1951). None
    for a single item, or where the sum is the same for everybody.
    """
    items = len(covariance)
    total, parts = float(covariance.sum()), float(np.trace(covariance))
    if items < LEAST_ITEMS or total <= NOTHING * parts:
        return None
    return items / (items - 1) * (1 - parts / total)


def feldt(value: float, people: int, items: int) -> Interval:
    """Return the 95% interval of an alpha (Feldt, Woodruff & Salih 1987), from the F distribution.

    Raises ValueError under two people or two items.
    """
    if people < LEAST_PEOPLE or items < LEAST_ITEMS:
        raise ValueError("An interval of alpha needs two people and two items.")
    degrees = (people - 1.0, (people - 1.0) * (items - 1.0))
    low, high = (1 - (1 - value) * float(fdtri(*degrees, p)) for p in (1 - _TAIL, _TAIL))
    return Interval(low, high)


def correlations(covariance: Array) -> Array | None:
    """Return the items' correlations, -1..1; None where answers to one never vary."""
    variances = np.diag(covariance)
    if not (variances > 0).all():
        return None
    deviations = np.sqrt(variances)
    related: Array = covariance / np.outer(deviations, deviations)
    return related


def standardised_alpha(covariance: Array) -> float | None:
    """Return alpha as if all items had the same variance; None as alpha, or for a constant item."""
    related = correlations(covariance)
    return None if related is None else alpha(related)


def mean_correlation(covariance: Array) -> float | None:
    """Return the mean of the correlations between items, -1..1; None for one or a constant item."""
    related = correlations(covariance)
    if related is None or len(related) < LEAST_ITEMS:
        return None
    items = len(related)
    return float((related.sum() - items) / (items * (items - 1)))


def rest_correlations(covariance: Array) -> list[float | None]:
    """Return each item's correlation with the sum of the others, -1..1 (corrected item-total).

    None for a single item, for a constant one, and where the others' sum is constant.
    """
    total = covariance.sum()
    with_all = covariance.sum(axis=0)
    variances = np.diag(covariance)
    return [
        _ratio(float(together - own), float(own), float(total - 2 * together + own))
        for together, own in zip(with_all, variances, strict=True)
    ]


def alphas_without(covariance: Array) -> list[float | None]:
    """Return the alpha of the others for each item left out; None where under two are left."""
    kept = np.ones(len(covariance), dtype=bool)
    found = []
    for item in range(len(covariance)):
        kept[item] = False
        found.append(alpha(covariance[np.ix_(kept, kept)]))
        kept[item] = True
    return found


def _ratio(together: float, own: float, rest: float) -> float | None:
    """Return a correlation from a covariance and two variances."""
    if own <= 0 or rest <= NOTHING * own:
        return None
    return min(max(together / sqrt(own * rest), -1.0), 1.0)
