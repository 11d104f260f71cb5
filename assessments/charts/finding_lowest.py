"""Sentences on where a unit stands: its lowest practice, those of its parts, whom to learn from."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.finding_parts import (
    NAMES,
    by_kind,
    column_of,
    figure_of,
    inside,
    more_text,
    names_text,
    order,
    page_of,
    score_of,
)
from assessments.charts.finding_texts import all_below, furthest_apart, most_asked, only_below
from assessments.charts.finding_values import Group, Part, Sentence
from assessments.charts.speech import gettext, ngettext
from assessments.charts.told import listed, semicolon, told
from assessments.scoring.values import Practice, ReleasedScore

LARGEST = 3


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
    names = listed([*parts, Part(more_text(more))] if more > 0 else parts)
    if len(equal) > 1:
        text = gettext("Lowest practices: %(names)s, at %(score)s each.")
        return told(text, names=names, score=words.score_text(lowest))
    return told(
        _weakest_text(near),
        name=names,
        figure=words.score_and_interval_text(lowest),
        answers=words.answers_text(lowest.n_band),
        near=names_text(_with_scores(near)) if near else "",
    )


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
        return told(by_kind(first, only_below()), lowest=parts[0])
    text = most_asked() if len(children) > len(first) else all_below()[len(first)]
    between = (Part(semicolon()),)
    joined = [part for one in parts for part in (*between, *one)][1:]
    return told(by_kind(first, text), lowest=joined)


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
    return told(
        by_kind(children, furthest_apart()),
        practice=Part(inside(practice), column_of(practice)),
        lowest=Part(_score_in(low, practice), page_of(low)),
        highest=Part(_score_in(high, practice), page_of(high)),
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
    return told(
        gettext("To learn from: in %(practice)s, %(name)s stands highest with %(figure)s."),
        practice=inside(practice),
        name=Part(best.name, page_of(best)),
        figure=figure,
    )


def _weakest_text(near: Sequence[object]) -> str:
    if not near:
        return gettext("Lowest practice: %(name)s at %(figure)s, from %(answers)s.")
    return ngettext(
        "Lowest practice: %(name)s at %(figure)s, from %(answers)s; %(near)s lies within that "
        "range too.",
        "Lowest practice: %(name)s at %(figure)s, from %(answers)s; %(near)s lie within that "
        "range too.",
        len(near),
    )


def _with_scores(near: Sequence[tuple[Practice, ReleasedScore]]) -> list[str]:
    text = gettext("%(practice)s at %(score)s")
    return [
        text % {"practice": inside(practice), "score": words.score_text(score)}
        for practice, score in near
    ]


def _score_in(group: Group, practice: Practice) -> str:
    score = words.score_text(figure_of(group, practice))
    return gettext("%(score)s in %(name)s") % {"score": score, "name": group.name}


def _lowest_of(child: Group, practices: Sequence[Practice]) -> Sentence:
    name = Part(child.name, page_of(child))
    shown = child.shown(practices)
    if not shown:
        return told(gettext("%(name)s (nothing may be shown)"), name=name)
    lowest = min((score for _, score in shown), key=order)
    equal = [inside(practice) for practice, score in shown if order(score) == order(lowest)]
    text, figure = gettext("%(name)s in %(practice)s, %(score)s"), words.score_and_interval_text
    if len(equal) > 1:
        text, figure = gettext("%(name)s in %(practice)s, %(score)s each"), words.score_text
    return told(text, name=name, practice=names_text(equal), score=figure(lowest))


def _is_clearly_above(score: ReleasedScore, own: ReleasedScore) -> bool:
    if order(score) <= order(own):
        return False
    low = score.interval.low if score.interval else score.score
    high = own.interval.high if own.interval else own.score
    return low > high
