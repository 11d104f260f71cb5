"""How stable a placement is: would other people of the same group have been placed alike?

The bootstrap of Efron (1979): a group of n people is drawn again, n people with replacement, and
placed. Groups of one size share their draws, which depend on n and a fixed seed alone: a release
of thousands of teams makes each set of draws once. For any one group they are as good as its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .grouping import same_size
from .intervals import SPREAD_FROM
from .likelihood import Array, Model, banded, model
from .values import Metric, RuleSet

DRAWS = 1000
SEED = 2014

# Groups placed at once, and people times draws that are multiplied at once: what stays in the
# processor's cache, and is so little that the matrix library starts no threads for it.
_TOGETHER = 8
_AT_ONCE = 16_000
# Of groups so large that reading their people takes longer than multiplying
_LEAST_DRAWS = 16


def stabilities(
    rule_set: RuleSet, groups: Sequence[Array], draws: int = DRAWS, seed: int = SEED
) -> list[float | None]:
    """Return for each group the share, 0..1, of bootstrap draws with the same top tier.

    A group is people x 4 in Metric order, NaN missing. The order of people does not matter, so
    the same group gives the same figure. None for fewer than two people with an answer. Raises
    ValueError for a rule set that is not placeable and a code off its scale.
    """
    table = model(rule_set)
    found: list[float | None] = [None] * len(groups)
    for places, stack in same_size(_sorted(rule_set, sheets) for sheets in groups):
        if stack.shape[1] < SPREAD_FROM:
            continue
        for start in range(0, len(places), _TOGETHER):
            part = slice(start, start + _TOGETHER)
            shares = _shares(table, stack[part], draws, seed)
            for place, share in zip(places[part], shares, strict=True):
                found[place] = share
    return found


def _sorted(rule_set: RuleSet, sheets: Array) -> Array:
    """Return the sheets with an answer, in the rule set's bands and in an order of their own."""
    columns = [banded(rule_set, metric, sheets[:, i]) for i, metric in enumerate(Metric)]
    coded = np.stack(columns, axis=1)[~np.isnan(sheets).all(axis=1)]
    return coded[np.lexsort(coded.T)]


def _shares(table: Model, stack: Array, draws: int, seed: int) -> list[float]:
    """Return the shares of groups of one size, groups x people x 4."""
    people = stack.shape[1]
    values = _values(table, stack)
    once = np.ones((people, 1))
    drawn = [values @ counts for counts in chain([once], _redraws(people, draws, seed))]
    top = _top(table, np.concatenate(drawn, axis=2).transpose(1, 0, 2))
    shares: list[float] = (top[:, 1:] == top[:, :1]).mean(axis=1).tolist()
    return shares


def _values(table: Model, stack: Array) -> Array:
    """Return what is summed over a draw's people, groups x values x people.

    The values are 4 times whether there is an answer, then 4 x profiles its distance from the
    median, 0 where there is none.
    """
    people = stack.transpose(0, 2, 1)
    answered = ~np.isnan(people)
    gaps = np.abs(people[:, :, None] - table.medians[..., None])
    gaps = np.where(answered[:, :, None], gaps, 0.0).reshape(len(stack), -1, stack.shape[1])
    return np.concatenate([answered, gaps], axis=1)


def _redraws(people: int, draws: int, seed: int) -> Iterator[Array]:
    """Yield how often each person is drawn, people x some draws at a time."""
    generator = np.random.default_rng(seed)
    step = max(_LEAST_DRAWS, _AT_ONCE // people)
    for start in range(0, draws, step):
        count = min(step, draws - start)
        drawn = generator.integers(people, size=(count, people))
        drawn += people * np.arange(count)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=drawn.size)
        yield counts.reshape(count, people).T.astype(np.float64)


def _top(table: Model, sums: Array) -> NDArray[np.intp]:
    """Return the index of the top tier, groups x draws, from sums of `_values` (they first)."""
    counts = sums[: len(Metric), None]
    gaps = sums[len(Metric) :].reshape(*table.medians.shape, *sums.shape[1:])
    # A draw in which nobody answered a metric leaves that metric out, as a group does.
    means = np.where(counts > 0, gaps / np.maximum(counts, 1), np.nan)
    top: NDArray[np.intp] = np.round(table.chances(means), 9).argmax(axis=0)
    return top
