"""Sentences on where a unit stands: its lowest practice, those of its parts, whom to learn from."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.finding_parts import (
    NAMES,
    column_of,
    figure_of,
    inside,
    kind_of,
    names_text,
    order,
    page_of,
    score_of,
    with_commas,
)
from assessments.charts.finding_values import Group, Part, Sentence
from assessments.scoring.values import Practice, ReleasedScore

LARGEST = 3
NUMBERS = {2: "two", 3: "three"}


def weakest(own: Group, practices: Sequence[Practice]) -> Sentence | None:
    """Return the unit's lowest practice, or practices where several share the lowest score."""
    shown = own.shown(practices)
    if not shown:
        return None
    lowest = min((score for _, score in shown), key=order)
    equal = [practice for practice, score in shown if order(score) == order(lowest)]
    near = [
        (practice, score)
        for practice, score in shown
        if practice not in equal and lowest.interval and score.score <= lowest.interval.high
    ]
    parts = [Part(inside(one), column_of(one)) for one in equal[:NAMES]]
    more = len(equal) - NAMES
    names = with_commas([*parts, Part(f"{more} more")] if more > 0 else parts)
    if len(equal) > 1:
        return (Part("Lowest practices: "), *names, Part(f", at {words.score_text(lowest)} each."))
    figure = words.score_and_interval_text(lowest)
    told = f" at {figure}, from {words.answers_text(lowest.n_band)}{_near(near)}."
    return (Part("Lowest practice: "), *names, Part(told))


def largest(children: Sequence[Group], practices: Sequence[Practice]) -> Sentence | None:
    """Return the lowest practice of each of the largest parts; None where none is larger."""
    if len(children) > LARGEST and len({child.size for child in children}) == 1:
        return None
    ordered = sorted(children, key=lambda child: (-child.size, child.name.casefold(), child.key))
    first = ordered[:LARGEST]
    if not any(child.shown(practices) for child in first):
        return None
    parts = [_lowest_of(child, practices) for child in first]
    if len(first) == 1:
        return (Part(f"The one {kind_of(first)} below: "), *parts[0], Part("."))
    begins = f"Lowest in the {NUMBERS[len(first)]} {kind_of(first)}s with most people asked: "
    if len(children) == len(first):
        begins = f"Lowest in the {NUMBERS[len(first)]} {kind_of(first)}s below: "
    between = (Part("; "),)
    joined = [part for one in parts for part in (*between, *one)][1:]
    return (Part(begins), *joined, Part("."))


def spread(children: Sequence[Group], practices: Sequence[Practice]) -> Sentence | None:
    """Return the practice in which the parts lie furthest apart."""
    best: tuple[int, Practice, Group, Group] | None = None
    for practice in practices:
        shown = [child for child in children if score_of(child, practice)]
        if not shown:
            continue
        low = min(shown, key=lambda child: order(figure_of(child, practice)))
        high = max(shown, key=lambda child: order(figure_of(child, practice)))
        apart = figure_of(high, practice).score - figure_of(low, practice).score
        if apart and (best is None or apart > best[0]):
            best = apart, practice, low, high
    if best is None:
        return None
    _, practice, low, high = best
    return (
        Part(f"The {kind_of(children)}s lie furthest apart in "),
        Part(inside(practice), column_of(practice)),
        Part(": from "),
        Part(f"{words.score_text(figure_of(low, practice))} in {low.name}", page_of(low)),
        Part(" to "),
        Part(f"{words.score_text(figure_of(high, practice))} in {high.name}", page_of(high)),
        Part("."),
    )


def learn_from(
    own: Group, children: Sequence[Group], practices: Sequence[Practice]
) -> Sentence | None:
    """Return who stands clearly above the unit in its lowest practice."""
    shown = own.shown(practices)
    if not shown:
        return None
    practice, lowest = min(shown, key=lambda pair: order(pair[1]))
    above = [
        child
        for child in children
        if (score := score_of(child, practice)) and _is_clearly_above(score, lowest)
    ]
    if not above:
        return None
    best = max(above, key=lambda child: order(figure_of(child, practice)))
    figure = words.score_and_interval_text(figure_of(best, practice))
    return (
        Part(f"To learn from: in {inside(practice)}, "),
        Part(best.name, page_of(best)),
        Part(f" stands highest with {figure}."),
    )


def _near(near: Sequence[tuple[Practice, ReleasedScore]]) -> str:
    if not near:
        return ""
    listed = [f"{inside(practice)} at {words.score_text(score)}" for practice, score in near]
    verb = "lies" if len(near) == 1 else "lie"
    return f"; {names_text(listed)} {verb} within that range too"


def _lowest_of(child: Group, practices: Sequence[Practice]) -> Sentence:
    name = Part(child.name, page_of(child))
    shown = child.shown(practices)
    if not shown:
        return (name, Part(" (nothing may be shown)"))
    lowest = min((score for _, score in shown), key=order)
    equal = [inside(practice) for practice, score in shown if order(score) == order(lowest)]
    text = words.score_and_interval_text if len(equal) == 1 else words.score_text
    return (name, Part(f" in {names_text(equal)}, {text(lowest)}{' each' * (len(equal) > 1)}"))


def _is_clearly_above(score: ReleasedScore, own: ReleasedScore) -> bool:
    if order(score) <= order(own):
        return False
    low = score.interval.low if score.interval else score.score
    high = own.interval.high if own.interval else own.score
    return low > high
