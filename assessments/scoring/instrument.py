"""How good a practice's statements are as an instrument, from the answers of an organisation.

Alpha, omega and the correlations are over the people who answered all statements; floor and
ceiling over those with a score; "don't know" over those who ticked anything. A weight of 0 leaves
a statement out, other weights play no part: coefficients are of the plain sum. What is said
passes the guards of instrument_guards.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import careless, likert, omega, reliability
from .guards import n_band
from .instrument_guards import coefficient, least_people, shown
from .instrument_sample import Sample
from .instrument_sides import are_alike, share
from .instrument_values import (
    Coefficient,
    Coefficients,
    Headline,
    InstrumentFigures,
    ItemFigures,
    ReleasedShare,
    Withheld,
)
from .levelling import Atoms
from .reliability import Array
from .values import Item

# Before, a one-factor model is not steady enough to be read first.
OMEGA_FROM = 100


def examine(everybody: Sample) -> InstrumentFigures:
    """Return what may be said of a practice's statements.

    Under 30 people with a score (or 2k) nothing is said but that. Raises ValueError as
    `likert.person_means`.
    """
    sample = everybody.counted()
    means = likert.person_means(sample.answers, sample.items)
    scored = ~np.isnan(means)
    if scored.sum() < least_people(sample.k):
        return InstrumentFigures(withheld=Withheld.TOO_FEW)
    return _figures(sample, sample.of(scored), means[scored])


def straight_lining(
    codes: Array, reverse: careless.Flags, atoms: Atoms, k: int
) -> ReleasedShare | None:
    """Return the share of sheets with a run of equal codes over half of all statements.

    `codes` as ticked, people x all statements in the order of the questionnaire; sheets without
    an answer are left out. None where no statement is turned round, or for too few people.
    """
    flags = careless.long_runs(codes, reverse)
    if flags is None:
        return None
    # Not the answers of those: they are a copy of everything
    answered = ~np.isnan(codes).all(axis=1)
    return share(flags[answered], atoms[answered], k)


def _figures(sample: Sample, scored: Sample, means: Array) -> InstrumentFigures:
    """Return the figures of a sample, of whom those who are `scored` have these means."""
    coded = likert.recode_answers(scored.answers, scored.items)
    whole = reliability.complete(coded)
    withheld = _withheld(whole, sample.k)
    items = _items(sample, coded, scored.atoms)
    points = likert.common_points(sample.items)
    straight = careless.same_throughout(scored.answers, sample.reverse)
    return InstrumentFigures(
        n_band=n_band(len(means), sample.k),
        withheld=withheld,
        coefficients=None if withheld else _coefficients(whole, sample),
        reversed_items=int(sample.reverse.sum()),
        floor=share(np.isclose(means, 1), scored.atoms, sample.k),
        ceiling=share(np.isclose(means, points), scored.atoms, sample.k),
        straight_lining=None if straight is None else share(straight, scored.atoms, sample.k),
        items=items if withheld else _related(items, whole, sample.k),
    )


def _withheld(whole: Array, k: int) -> Withheld | None:
    if len(whole) < least_people(k):
        return Withheld.INCOMPLETE
    if are_alike(whole.sum(axis=1), k) or all(are_alike(column, k) for column in whole.T):
        return Withheld.ALIKE
    return None


def _coefficients(whole: Array, sample: Sample) -> Coefficients:
    forward = whole[:, ~sample.reverse]
    both_ways = 0 < forward.shape[1] < whole.shape[1]
    model = _omega(whole, sample.k)
    covariance = reliability.covariances(whole)
    vary = not _any_alike(whole, sample.k)
    preferred = model is not None and len(whole) >= OMEGA_FROM
    return Coefficients(
        headline=Headline.OMEGA if preferred else Headline.ALPHA,
        alpha=_alpha(whole),
        omega=model,
        standardised=shown(reliability.standardised_alpha(covariance)) if vary else None,
        mean_correlation=shown(reliability.mean_correlation(covariance)) if vary else None,
        forward_alpha=_alpha(forward) if both_ways and not _sum_alike(forward, sample.k) else None,
        forward_omega=_omega(forward, sample.k) if both_ways else None,
    )


def _alpha(whole: Array) -> Coefficient | None:
    people, items = whole.shape
    value = reliability.alpha(reliability.covariances(whole))
    if value is None:
        return None
    return coefficient(value, reliability.feldt(value, people, items))


def _omega(whole: Array, k: int) -> Coefficient | None:
    # A model that fails for an answer that all gave would tell that all gave it
    if _any_alike(whole, k):
        return None
    model = omega.one_factor(reliability.covariances(whole))
    if model is None:
        return None
    return coefficient(omega.omega(model), omega.interval(model, whole))


def _items(sample: Sample, coded: Array, atoms: Atoms) -> tuple[ItemFigures, ...]:
    """Return how each statement was answered; `coded` are recoded answers of who has a score."""
    return tuple(
        ItemFigures(
            code=item.code,
            unknown=_unknown(sample, place),
            floor=share(np.isclose(coded[given, place], low), atoms[given], sample.k),
            ceiling=share(np.isclose(coded[given, place], high), atoms[given], sample.k),
        )
        for place, item in enumerate(sample.items)
        for given in [~np.isnan(coded[:, place])]
        for low, high in [_ends(item)]
    )


def _ends(item: Item) -> tuple[float, float]:
    """Return the least and the most favourable answer there is, after recoding."""
    ends = (1, len(item.levels) or item.points)
    low, high = sorted(likert.recode(code, item) for code in ends)
    return low, high


def _unknown(sample: Sample, place: int) -> ReleasedShare | None:
    ticked = ~np.isnan(sample.answers[:, place]) | sample.unknown[:, place]
    return share(sample.unknown[ticked, place], sample.atoms[ticked], sample.k)


def _related(items: tuple[ItemFigures, ...], whole: Array, k: int) -> tuple[ItemFigures, ...]:
    """Return the same with how each statement goes with the others."""
    covariance = reliability.covariances(whole)
    figures = zip(
        items,
        reliability.rest_correlations(covariance),
        reliability.alphas_without(covariance),
        strict=True,
    )
    found = []
    for place, (item, rest, without) in enumerate(figures):
        others = np.delete(whole, place, axis=1)
        if are_alike(whole[:, place], k):
            found.append(replace(item, alike=True))
        elif not _sum_alike(others, k):
            found.append(replace(item, rest=shown(rest), alpha_without=shown(without)))
        else:
            found.append(item)
    return tuple(found)


def _any_alike(whole: Array, k: int) -> bool:
    return any(are_alike(column, k) for column in whole.T)


def _sum_alike(whole: Array, k: int) -> bool:
    return are_alike(whole.sum(axis=1), k)
