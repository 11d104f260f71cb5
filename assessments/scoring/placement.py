"""Place a team against a published table, and say how sure that is.

Answers come in with the codes of the questions; change failure rate has eight of them.
The method itself is in likelihood.py, the words it is said in are in labels.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from .bands import bands, recode_change_fail_rate
from .intervals import SPREAD_FROM
from .labels import SHOWN, label, mixed, nearest
from .likelihood import Answers, Array, Model, banded, coded_answers, model
from .values import Metric, Placement, RuleSet, Tier

__all__ = [
    "answers_of",
    "best_improvement",
    "place",
    "place_group",
    "recode_change_fail_rate",
    "stability",
    "tier_limits",
]

DRAWS = 1000
SEED = 2014


def place(
    rule_set: RuleSet, answers: Answers, prior: Mapping[Tier, float] | None = None
) -> Placement:
    """Place the answers of one or more people, metric by metric.

    `prior` weighs the tiers of the rule set, equally by default, so that the placement rests
    on the answers. Elite is placed as a profile of its own and counted as part of high. Fewer
    than three metrics, or none of a pair (speed, stability), give the label NOT_ENOUGH; the
    chances of what there is are still given. Raises ValueError for a rule set that is not
    placeable, a code off its scale, NaN, and a prior that misses a tier.
    """
    table = model(rule_set, prior)
    coded = coded_answers(rule_set, answers)
    shares = table.chances(table.distances(coded)).tolist()
    chances = dict(zip(SHOWN, shares, strict=True))
    closest = {metric: nearest(rule_set, metric, median(codes)) for metric, codes in coded.items()}
    named = label(rule_set, chances, coded)
    return Placement(
        rule_set=rule_set.key,
        year=rule_set.year,
        chances=chances,
        label=named,
        mixed=mixed(named, closest),
        nearest=closest,
        metrics=tuple(coded),
        n=max((len(codes) for codes in coded.values()), default=0),
    )


def place_group(
    rule_set: RuleSet,
    sheets: Array,
    prior: Mapping[Tier, float] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Placement:
    """Place a group from its sheets (people x 4 in Metric order, NaN missing), with stability.

    `n` counts the people who answered at least one metric. Without enough answers for a label
    there is no stability either. Raises ValueError as `place`.
    """
    placement = place(rule_set, answers_of(sheets), prior)
    people = int((~np.isnan(sheets)).any(axis=1).sum())
    share = stability(rule_set, sheets, draws, seed, prior) if placement.label.tiers else None
    return replace(placement, n=people, stability=share)


def answers_of(sheets: Array) -> dict[Metric, list[float]]:
    """Return the codes given to each metric, from sheets (people x 4, NaN missing)."""
    columns = zip(Metric, sheets.T, strict=True)
    given = {metric: column[~np.isnan(column)].tolist() for metric, column in columns}
    return {metric: codes for metric, codes in given.items() if codes}


def stability(
    rule_set: RuleSet,
    sheets: Array,
    draws: int = DRAWS,
    seed: int = SEED,
    prior: Mapping[Tier, float] | None = None,
) -> float | None:
    """Return the share, 0..1, of bootstrap draws of people with the same top tier (Efron 1979).

    `sheets` people x 4 in Metric order, NaN missing. The seed is fixed and the order of people
    does not matter, so the same group gives the same figure. None for fewer than two people
    with an answer. Raises ValueError as `place`.
    """
    table = model(rule_set, prior)
    columns = [banded(rule_set, metric, sheets[:, i]) for i, metric in enumerate(Metric)]
    patterns, people = _patterns(np.stack(columns, axis=1))
    n = people.sum()
    if n < SPREAD_FROM:
        return None
    drawn = np.random.default_rng(seed).multinomial(n, people / n, size=draws)
    top = _top(table, patterns, np.vstack([people, drawn]).astype(np.float64))
    return float((top[1:] == top[0]).mean())


def best_improvement(
    rule_set: RuleSet, answers: Answers, prior: Mapping[Tier, float] | None = None
) -> Metric | None:
    """Return the metric in which one band better, for everybody, moves the placement up most.

    Up is counted as chance of high minus chance of low; ties go to the order of the metrics.
    None when no such step moves it. Raises ValueError as `place`.
    """
    table, coded = model(rule_set, prior), coded_answers(rule_set, answers)

    def gain(metric: Metric) -> float:
        better = [min(code + 1, bands(rule_set, metric)) for code in coded[metric]]
        return round(_lean(table, {**coded, metric: better}) - _lean(table, coded), 9)

    best = max(coded, key=gain, default=None)
    return best if best is not None and gain(best) > 0 else None


def tier_limits(rule_set: RuleSet) -> dict[Metric, dict[int, tuple[Tier, ...]]]:
    """Return for each metric and each code of the rule set the nearest tiers, better first.

    A chart draws its bands from this; elite counts as high. It also describes rule sets that
    are not placeable.
    """
    return {
        metric: {
            code: nearest(rule_set, metric, code) for code in range(1, bands(rule_set, metric) + 1)
        }
        for metric in Metric
    }


def _lean(table: Model, coded: Answers) -> float:
    chances = table.chances(table.distances(coded))
    return float(chances[-1] - chances[0])


def _patterns(sheets: Array) -> tuple[Array, NDArray[np.intp]]:
    """Return the different sheets with an answer, and how many people gave each."""
    # NaN is not equal to NaN: 0 stands for missing while the sheets are counted.
    filled = np.nan_to_num(sheets[(~np.isnan(sheets)).any(axis=1)])
    rows, people = np.unique(filled, axis=0, return_counts=True)
    return np.where(rows == 0, np.nan, rows), people


def _top(table: Model, patterns: Array, weights: Array) -> NDArray[np.intp]:
    """Return the index of the top tier for each row of weights (draws x patterns)."""
    answered = ~np.isnan(patterns)
    gaps = np.where(answered[:, :, None], np.abs(patterns[:, :, None] - table.medians), 0.0)
    counts = (weights @ answered)[:, :, None]
    sums = (weights @ gaps.reshape(len(gaps), -1)).reshape(-1, *table.medians.shape)
    # A draw in which nobody answered a metric leaves that metric out, as a group does.
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    top: NDArray[np.intp] = np.round(table.chances(means), 9).argmax(axis=-1)
    return top
