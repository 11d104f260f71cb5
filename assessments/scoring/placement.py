"""Place a team against a published table, and say how sure that is.

Answers come in with the codes of the questions; change failure rate has eight of them.
The method itself is in likelihood.py, the words it is said in are in labels.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from .bands import bands, recode_change_fail_rate
from .labels import SHOWN, label, mixed, nearest
from .likelihood import Answers, Array, Model, coded_answers, model
from .stability import DRAWS, SEED, stabilities
from .values import Metric, Placement, RuleSet, Tier

__all__ = [
    "answers_of",
    "best_improvement",
    "place",
    "place_each",
    "place_groups",
    "recode_change_fail_rate",
    "tier_limits",
]


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
    return place_each(rule_set, [answers], prior)[0]


def place_each(
    rule_set: RuleSet, groups: Sequence[Answers], prior: Mapping[Tier, float] | None = None
) -> list[Placement]:
    """Place the answers of each group by itself, as `place` does."""
    table = model(rule_set, prior)
    coded = [coded_answers(rule_set, answers) for answers in groups]
    shares = table.chances(_distances(table, coded)).T.tolist()
    return [_placement(rule_set, *one) for one in zip(coded, shares, strict=True)]


def place_groups(
    rule_set: RuleSet, groups: Sequence[Array], draws: int = DRAWS, seed: int = SEED
) -> list[Placement]:
    """Place groups from their sheets (people x 4 in Metric order, NaN missing), with stability.

    `n` counts the people who answered at least one metric. Without enough answers for a label
    there is no stability either. Raises ValueError as `place`.
    """
    placements = place_each(rule_set, [answers_of(sheets) for sheets in groups])
    labelled = [place for place, placed in enumerate(placements) if placed.label.tiers]
    shares = stabilities(rule_set, [groups[place] for place in labelled], draws, seed)
    stability = dict(zip(labelled, shares, strict=True))
    return [
        replace(placed, n=_people(sheets), stability=stability.get(place))
        for place, (placed, sheets) in enumerate(zip(placements, groups, strict=True))
    ]


def answers_of(sheets: Array) -> dict[Metric, list[float]]:
    """Return the codes given to each metric, from sheets (people x 4, NaN missing)."""
    columns = zip(Metric, sheets.T, strict=True)
    given = {metric: column[~np.isnan(column)].tolist() for metric, column in columns}
    return {metric: codes for metric, codes in given.items() if codes}


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


def _placement(
    rule_set: RuleSet, coded: Mapping[Metric, list[float]], shares: list[float]
) -> Placement:
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


def _people(sheets: Array) -> int:
    return int((~np.isnan(sheets)).any(axis=1).sum())


def _distances(table: Model, groups: Sequence[Answers]) -> Array:
    """Return the groups' distances, metrics x profiles x groups."""
    each = np.array([table.distances(codes) for codes in groups])
    return np.moveaxis(each.reshape(-1, *table.medians.shape), 0, -1)


def _lean(table: Model, coded: Answers) -> float:
    chances = table.chances(_distances(table, [coded]))[:, 0]
    return float(chances[-1] - chances[0])
