"""How likely a group's answers are under each tier of a published table, as arrays.

The chance of a tier is its prior times, for each metric, theta^|x - m| / Z(m): the further an
answer x lies from the tier's published median m, in bands, the less it speaks for that tier.
Z(m) sums theta^|c - m| over the metric's bands. With several people |x - m| is their mean, so
that disagreement flattens the result by itself; metrics without an answer are left out. The
form and theta are this product's choice with reasons, see docs/method.md; the medians are the
reports'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from .bands import asked_bands, bands
from .labels import SHOWN, shown
from .values import Metric, RuleSet, Tier

Array = NDArray[np.float64]
Answers = Mapping[Metric, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Model:
    """A rule set as arrays: metrics x profiles, and profiles x shown tiers."""

    medians: Array
    log_norms: Array
    log_prior: Array
    shown: Array
    log_theta: float

    def distances(self, coded: Answers) -> Array:
        """Return the mean distance of the answers from each median; NaN where there is none."""
        means = np.full(self.medians.shape, np.nan)
        for row, metric in enumerate(Metric):
            if metric in coded:
                codes = np.asarray(coded[metric], dtype=np.float64)
                means[row] = np.abs(codes[:, None] - self.medians[row]).mean(axis=0)
        return means

    def chances(self, distances: Array) -> Array:
        """Return the chances of the shown tiers, worst first, from distances.

        Many groups at once: distances are metrics x profiles x groups, chances tiers x groups,
        in one axis or more, so that numpy runs along the groups and not along four metrics.
        """
        among = (...,) + (None,) * (distances.ndim - 2)
        parts = self.log_theta * distances - self.log_norms[among]
        parts[np.isnan(parts)] = 0.0
        logs = self.log_prior[among] + parts.sum(axis=0)
        weights = np.exp(logs - logs.max(axis=0))
        shares: Array = np.tensordot(self.shown.T, weights / weights.sum(axis=0), axes=1)
        return shares


def model(rule_set: RuleSet, prior: Mapping[Tier, float] | None = None) -> Model:
    """Return a rule set as arrays, tiers weighed equally where no prior is given.

    Raises ValueError for a rule set that is not placeable and a prior that misses a tier.
    """
    if not rule_set.placeable:
        raise ValueError(f"{rule_set.title} is shown, but no team is placed against it.")
    profiles = rule_set.profiles
    medians = np.array([[p.medians[metric] for p in profiles] for metric in Metric], dtype=float)
    return Model(
        medians=medians,
        log_norms=_log_norms(rule_set, medians),
        log_prior=_log_prior(rule_set, prior),
        shown=np.array([[shown(p.tier) is tier for tier in SHOWN] for p in profiles], dtype=float),
        log_theta=log(rule_set.theta),
    )


def coded_answers(rule_set: RuleSet, answers: Answers) -> dict[Metric, list[float]]:
    """Return the answers in the rule set's bands, in Metric order, metrics without any left out.

    Raises ValueError for a code off the scale of its question, and for NaN.
    """
    coded = {}
    for metric in Metric:
        codes = np.asarray(answers.get(metric, ()), dtype=np.float64)
        if np.isnan(codes).any():
            raise ValueError(f"A missing answer to {metric} is left out, not passed as NaN.")
        if codes.size:
            coded[metric] = banded(rule_set, metric, codes).tolist()
    return coded


def banded(rule_set: RuleSet, metric: Metric, codes: Array) -> Array:
    """Return the question's codes in the rule set's bands, NaN kept; ValueError off the scale."""
    asked = asked_bands(metric)
    if ((codes < 1) | (codes > asked)).any():
        raise ValueError(f"An answer to {metric} lies outside 1 to {asked}.")
    lowered: Array = np.minimum(codes, bands(rule_set, metric))
    return lowered


def _log_norms(rule_set: RuleSet, medians: Array) -> Array:
    norms = np.ones_like(medians)
    for row, metric in enumerate(Metric):
        codes = np.arange(1, bands(rule_set, metric) + 1)
        norms[row] = (rule_set.theta ** np.abs(codes[:, None] - medians[row])).sum(axis=0)
    return np.log(norms)


def _log_prior(rule_set: RuleSet, prior: Mapping[Tier, float] | None) -> Array:
    tiers = [profile.tier for profile in rule_set.profiles]
    weights = [1.0 if prior is None else prior.get(tier, 0.0) for tier in tiers]
    if min(weights) <= 0:
        raise ValueError("A prior needs a weight above 0 for every tier of the rule set.")
    logs: Array = np.log(np.array(weights))
    return logs
