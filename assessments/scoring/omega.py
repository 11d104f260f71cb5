"""McDonald's omega: reliability from a one-factor model, without alpha's equal loadings.

The model is fitted to the items' covariances by maximum likelihood (Jöreskog 1967; as R's factanal
and lavaan do), the interval is of the delta method with the fourth moments of the answers in place
of a normal distribution, on the logit scale: "MLR with logistic transformation" of Kelley and
Pornprasertmanit (2016). Nothing is drawn at random, so a second try gives the same digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from .reliability import Array, correlations
from .values import Interval

# Two items have more loadings than covariances
LEAST_ITEMS = 3
# A share of an item's variance. At or below it the solution is improper (a Heywood case).
LEAST_UNIQUENESS = 0.005
_SINGULAR = 1e-8
_ROUGHLY = 1e-6
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True, eq=False)
class OneFactor:
    """A fitted model: `loadings` and `uniquenesses` of the items in standard deviations, `scales`.

    `related` are the correlations it was fitted to. In the items' own units loadings are
    loadings * scales, uniquenesses * scales squared.
    """

    related: Array
    loadings: Array
    uniquenesses: Array
    scales: Array

    @property
    def implied(self) -> Array:
        """The correlations that the model implies."""
        implied: Array = np.outer(self.loadings, self.loadings) + np.diag(self.uniquenesses)
        return implied


def one_factor(covariance: Array) -> OneFactor | None:
    """Return the one-factor model of items with this covariance (items x items).

    None where there is no proper one: fewer than three items, an item that is constant or a sum of
    others, an item without variance of its own, or a search that does not end.
    """
    related = correlations(covariance)
    if related is None or len(related) < LEAST_ITEMS:
        return None
    if np.linalg.eigvalsh(related)[0] < _SINGULAR:
        return None
    uniquenesses = _fitted(related)
    if uniquenesses is None or uniquenesses.min() <= LEAST_UNIQUENESS + _ROUGHLY:
        return None
    values, vectors = _scaled(related, uniquenesses)
    loadings = np.sqrt(uniquenesses) * vectors[:, -1] * sqrt(max(values[-1] - 1, 0.0))
    scales = np.sqrt(np.diag(covariance))
    sign = -1.0 if float(scales @ loadings) < 0 else 1.0
    return OneFactor(related, sign * loadings, uniquenesses, scales)


def omega(model: OneFactor) -> float:
    """Return omega, 0..1: (sum l)^2 / ((sum l)^2 + sum theta) in the items' own units."""
    common = float(model.scales @ model.loadings) ** 2
    own = float(model.scales**2 @ model.uniquenesses)
    return common / (common + own)


def interval(model: OneFactor, answers: Array) -> Interval | None:
    """Return the 95% interval of omega, within 0..1; `answers` people x items, none missing.

    None where omega lies at an end of its scale or the model is not determined.
    """
    value = omega(model)
    slopes = _slopes(model)
    if slopes is None or not 0 < value < 1:
        return None
    centred = (answers - answers.mean(axis=0)) / model.scales
    # What each person's answers add to omega; the mean of these is 0 but for n - 1 in place of n
    pulls = ((centred @ slopes) * centred).sum(axis=1)
    error = float(pulls.std()) / sqrt(len(answers)) / (value * (1 - value))
    middle = log(value / (1 - value))
    return Interval(_share(middle - _Z * error), _share(middle + _Z * error))


def _fitted(related: Array) -> Array | None:
    # Slow to import (0.2 s), and a release alone needs it
    from scipy.optimize import minimize

    items = len(related)
    start = np.clip((1 - 0.5 / items) / np.diag(np.linalg.inv(related)), LEAST_UNIQUENESS, 1.0)
    found = minimize(
        _misfit,
        start,
        args=(related,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUENESS, 1.0)] * items,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )
    inside = (found.x > LEAST_UNIQUENESS + _ROUGHLY) & (found.x < 1 - _ROUGHLY)
    ends = bool(np.abs(found.jac[inside]).max(initial=0.0) < _ROUGHLY * items)
    uniquenesses: Array = found.x
    return uniquenesses if ends else None


def _misfit(uniquenesses: Array, related: Array) -> tuple[float, Array]:
    """Return the likelihood's misfit with the best loadings, and its slopes (Jöreskog 1967)."""
    values, vectors = _scaled(related, uniquenesses)
    rest = values[:-1]
    misfit = float((rest - np.log(rest) - 1).sum())
    loadings = np.sqrt(uniquenesses) * vectors[:, -1] * sqrt(max(values[-1] - 1, 0.0))
    slopes: Array = (loadings**2 + uniquenesses - np.diag(related)) / uniquenesses**2
    return misfit, slopes


def _scaled(related: Array, uniquenesses: Array) -> tuple[Array, Array]:
    roots = np.sqrt(uniquenesses)
    values, vectors = np.linalg.eigh(related / np.outer(roots, roots))
    return values, vectors


def _slopes(model: OneFactor) -> Array | None:
    """Return how omega moves with each entry of the correlations that were fitted.

    By implicit differentiation of the likelihood at its maximum; None where that is not a maximum
    in all directions.
    """
    inverse = np.asarray(np.linalg.inv(model.implied), dtype=np.float64)
    moves = _moves(model)
    turned: Array = inverse @ moves @ inverse
    curved = _curvature(model, inverse, moves, turned)
    try:
        weights = np.asarray(np.linalg.solve(curved, _pull(model)), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    slopes: Array = np.tensordot(weights, turned, axes=1)
    return slopes


def _moves(model: OneFactor) -> Array:
    """Return how the implied correlations move with each parameter: 2 items x items x items."""
    items = len(model.loadings)
    unit = np.eye(items)
    by_loading = unit[:, :, None] * model.loadings[None, None, :]
    by_loading += by_loading.transpose(0, 2, 1)
    by_uniqueness = unit[:, :, None] * unit[:, None, :]
    moves: Array = np.concatenate([by_loading, by_uniqueness])
    return moves


def _curvature(model: OneFactor, inverse: Array, moves: Array, turned: Array) -> Array:
    """Return the second derivatives of log det(implied) + trace(related / implied)."""
    items = len(inverse)
    seen = inverse @ model.related
    # trace(turned_j moves_i) twice with what was seen, less once with what is implied
    doubled = turned @ model.related @ inverse
    curved: Array = np.einsum("jab,iba->ij", doubled + doubled.transpose(0, 2, 1) - turned, moves)
    curved[:items, :items] += 2 * (inverse - seen @ inverse)
    return curved


def _pull(model: OneFactor) -> Array:
    """Return the derivatives of omega by each loading and each uniqueness."""
    weighted = float(model.scales @ model.loadings)
    common, own = weighted**2, float(model.scales**2 @ model.uniquenesses)
    by_loading = 2 * weighted * model.scales * own
    by_uniqueness = -common * model.scales**2
    pull: Array = np.concatenate([by_loading, by_uniqueness]) / (common + own) ** 2
    return pull


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))
