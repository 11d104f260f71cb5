"""From answers to a practice's score: recode, average each person, average the people.

Answers are codes 1..points as ticked, people in rows and items in columns, NaN where a person
gave none. Every person counts alike, whatever number of items they answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .agreement import agreements
from .grouping import Rows, same_size
from .intervals import SPREAD_FROM, Estimate, around, standard_error, wilson
from .values import Item, Reason, Score, Share, Suppressed

Codes = NDArray[np.float64]
Means = TypeVar("Means", float, Codes)

OFF_THE_SCALE = "An answer's code lies outside its item's scale."
NEGATIVE_WEIGHT = "An item's weight cannot be negative."


def recode(code: float, item: Item) -> float:
    """Return where a code lies on 1..points so that more is better: reverse items are mirrored.

    Raises ValueError for a code that is not one of the item's.
    """
    if not 1 <= code <= _codes(item):
        raise ValueError(OFF_THE_SCALE)
    level = item.levels[int(code) - 1] if item.levels else code
    return item.points + 1 - level if item.reverse else level


def _codes(item: Item) -> int:
    return len(item.levels) or item.points


def recode_answers(answers: Codes, items: Sequence[Item]) -> Codes:
    """Return the codes (people x items) as they lie on 1..points, more is better; NaN stays NaN.

    Raises ValueError when the columns are not the items, or a code is not one of its item's.
    """
    if answers.shape[1:] != (len(items),):
        raise ValueError(f"Answers of shape {answers.shape} do not fit {len(items)} items.")
    points = np.array([item.points for item in items], dtype=np.float64)
    highest = np.array([_codes(item) for item in items], dtype=np.float64)
    if ((answers < 1) | (answers > highest)).any():
        raise ValueError(OFF_THE_SCALE)
    answers = _on_levels(answers, items)
    reverse = np.array([item.reverse for item in items], dtype=bool)
    return np.where(reverse, points + 1 - answers, answers)


def _on_levels(answers: Codes, items: Sequence[Item]) -> Codes:
    uneven = [place for place, item in enumerate(items) if item.levels]
    if not uneven:
        return answers
    placed = answers.copy()
    for place in uneven:
        given = ~np.isnan(answers[:, place])
        levels = np.array(items[place].levels)
        placed[given, place] = levels[answers[given, place].astype(np.intp) - 1]
    return placed


def required_answers(items: int) -> int:
    """Return how many of a practice's items a person must answer: 60%, rounded up."""
    return max(1, -(-3 * items // 5))


def common_points(items: Sequence[Item]) -> int:
    """Return the number of scale points that all the items share; ValueError if they differ."""
    points = {item.points for item in items}
    if len(points) != 1:
        raise ValueError("The items of a practice need one common scale.")
    return points.pop()


def person_means(answers: Codes, items: Sequence[Item]) -> Codes:
    """Return each person's weighted mean on the item scale, 1..points; NaN with too few answers.

    Counted are items with a weight; at least 60% of them, rounded up, must be answered
    (3 of 5). Scaling all weights changes nothing. Raises ValueError for a negative weight,
    for items of different scales and for codes off the scale.
    """
    return _means(*_weighted(answers, items), common_points(items))


def person_mean(codes: Sequence[float | None], items: Sequence[Item]) -> float | None:
    """Return one person's mean as in `person_means`, None with too few answers.

    Without arrays: the thank-you page needs one for each practice, at once.
    """
    points = common_points(items)
    if min(item.weight for item in items) < 0:
        raise ValueError(NEGATIVE_WEIGHT)
    answered = [
        (recode(code, item), item.weight)
        for code, item in zip(codes, items, strict=True)
        if code is not None
    ]
    counted = [(code, weight) for code, weight in answered if weight > 0]
    if len(counted) < required_answers(sum(item.weight > 0 for item in items)):
        return None
    total = sum(weight for _, weight in counted)
    # A weighted mean of sevens may come out a hair over seven.
    return min(max(sum(code * weight for code, weight in counted) / total, 1.0), float(points))


def to_score(mean: Means, points: int = 7) -> Means:
    """Return a mean, or several, on the item scale, 1..points, as a score 0..100."""
    return (mean - 1) / (points - 1) * 100


def score_group(
    answers: Codes, items: Sequence[Item], headcount: int | None = None
) -> Score | Suppressed:
    """Return the score of one group; `answers` are its people's. See `score_groups`."""
    everybody = np.arange(len(answers))
    return score_groups(answers, items, [everybody], [headcount])[0]


def score_groups(
    answers: Codes,
    items: Sequence[Item],
    groups: Sequence[Rows],
    headcounts: Sequence[int | None],
) -> list[Score | Suppressed]:
    """Return the score of each group: the mean of its person means, with all that belongs to it.

    `answers` people x items; a group is the rows of its people, and may share people with others.
    `headcounts` are the sizes of the groups, for the finite population correction. `n` counts
    people with enough answers; none of them gives Suppressed(NOT_ENOUGH_ANSWERS), never 0. One
    person has no spread. Equal answers have an interval of width 0. Raises ValueError as
    `person_means`, and for more answers than people.
    """
    points = common_points(items)
    coded, weights = _weighted(answers, items)
    means = _means(coded, weights, points)
    counted = ~np.isnan(means)
    found: list[Score | Suppressed] = [Suppressed(Reason.NOT_ENOUGH_ANSWERS)] * len(groups)
    for places, rows in same_size(rows[counted[rows]] for rows in groups):
        chosen = [headcounts[place] for place in places]
        scores = _scores(means[rows], coded[rows], points, chosen)
        for place, score in zip(places, scores, strict=True):
            found[place] = score
    return found


def _weighted(answers: Codes, items: Sequence[Item]) -> tuple[Codes, Codes]:
    weights = np.array([item.weight for item in items], dtype=np.float64)
    if not (weights >= 0).all():
        raise ValueError(NEGATIVE_WEIGHT)
    used = weights > 0
    return recode_answers(answers, items)[:, used], weights[used]


def _means(coded: Codes, weights: Codes, points: int) -> Codes:
    answered = ~np.isnan(coded)
    enough = answered.sum(axis=1) >= required_answers(weights.size)
    means = np.full(len(coded), np.nan)
    total = np.where(answered, weights, 0.0).sum(axis=1)
    summed = np.where(answered, coded * weights, 0.0).sum(axis=1)
    np.divide(summed, total, out=means, where=enough)
    # A weighted mean of sevens may come out a hair over seven.
    bounded: Codes = np.clip(means, 1.0, points)
    return bounded


def _scores(
    means: Codes, coded: Codes, points: int, headcounts: Sequence[int | None]
) -> Iterator[Score]:
    """Yield the scores of groups of one size; `means` groups x people, `coded` x items."""
    n = means.shape[1]
    alone = n < SPREAD_FROM
    middles = means.mean(axis=1).tolist()
    spreads = None if alone else np.sqrt(means.var(axis=1, ddof=1)) / (points - 1) * 100
    together = [None] * len(means) if alone else agreements(means, coded, points)
    best = (coded >= points - 1).sum(axis=(1, 2)).tolist()
    answered = (~np.isnan(coded)).sum(axis=(1, 2)).tolist()
    for place, mean in enumerate(middles):
        sd = None if spreads is None else float(spreads[place])
        score = to_score(mean, points)
        error = None if sd is None else standard_error(sd, n, headcounts[place])
        yield Score(
            score=score,
            mean=mean,
            n=n,
            sd=sd,
            standard_error=error,
            interval=None if error is None else around(Estimate(score, error, n), 0, 100),
            agreement=together[place],
            top_two=_top_two(best[place], answered[place]),
        )


def _top_two(best: int, n: int) -> Share:
    # Answers of one person are not independent: the interval is shown beside the mean only.
    return Share(best / n, wilson(best, n), n)
