"""What a trend shows, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.gap import aim_words
from assessments.charts.history import Point, PracticeHistory
from assessments.charts.speech import gettext
from assessments.charts.told import named, semicolon
from assessments.scoring.values import Change, ReleasedScore

NAMED_CHANGES = 3  # in the title; the table has the others


def _changes(histories: Sequence[PracticeHistory]) -> list[tuple[str, Change]]:
    """Return the clear changes to the last campaign, largest first."""
    clear = []
    for history in histories:
        last = history.points[-1]
        change = last.score.change if isinstance(last.score, ReleasedScore) else None
        if change and change.real and not last.breaks:
            clear.append((words.inside(history.practice.name), change))
    return sorted(clear, key=lambda one: -abs(one[1].points))


def title(histories: Sequence[PracticeHistory], campaigns: Sequence[str]) -> str:
    """Return the clear changes since the last campaign, largest first."""
    if not any(isinstance(point.score, ReleasedScore) for h in histories for point in h.points):
        return gettext("None of the practices can be shown")
    changes = _changes(histories)
    if not changes:
        text = gettext("No practice has clearly changed since %(date)s")
        return text % {"date": campaigns[-2]}
    named = [f"{name} {words.change_text(change)}" for name, change in changes[:NAMED_CHANGES]]
    text = gettext("Since %(date)s: %(changes)s")
    return text % {"date": campaigns[-2], "changes": words.joined(named)}


def summary(histories: Sequence[PracticeHistory], campaigns: Sequence[str]) -> str:
    """Return how each practice went, which questions changed when, and the targets."""
    sentences = [_course(history, campaigns) for history in histories]
    sentences += [
        gettext(
            "The questions on %(practice)s changed from %(date)s on: scores before and after are "
            "not comparable."
        )
        % {"practice": words.inside(history.practice.name), "date": campaign}
        for history in histories
        for point, campaign in zip(history.points, campaigns, strict=True)
        if point.breaks
    ]
    sentences += [
        gettext("Target for %(practice)s: %(target)s.")
        % {"practice": words.inside(history.practice.name), "target": aim_words(history.aim)}
        for history in histories
        if history.aim
    ]
    return " ".join(sentences)


def _course(history: PracticeHistory, campaigns: Sequence[str]) -> str:
    """Return the first and last score since the questions last changed."""
    name, start = words.opening(history.practice.name), _last_break(history.points)
    shown = [
        (point.score, campaign)
        for point, campaign in list(zip(history.points, campaigns, strict=True))[start:]
        if isinstance(point.score, ReleasedScore)
    ]
    if not shown:
        last = history.points[-1].score
        return f"{named(name, words.score_text(last))}."
    (first, since), (last, until) = shown[0], shown[-1]
    if since == until:
        return f"{named(f'{name}, {until}', words.score_and_interval_text(last))}."
    course = [
        named(f"{name}, {since}", words.score_and_interval_text(first)),
        named(until, words.score_and_interval_text(last)),
    ]
    return f"{semicolon().join(course)}."


def _last_break(points: Sequence[Point]) -> int:
    return max((place for place, point in enumerate(points) if point.breaks), default=0)
