"""Each practice over the campaigns, a small panel each."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import trend_panels, trend_words, words
from assessments.charts.chart import Chart, Table
from assessments.charts.gap import aim_words
from assessments.charts.history import Point, PracticeHistory
from assessments.charts.speech import gettext
from assessments.charts.told import semicolon
from assessments.scoring.values import Suppressed


def trend_chart(histories: Sequence[PracticeHistory], *, campaigns: Sequence[str]) -> Chart:
    """Return the scores (0 to 100) of each practice over `campaigns`, dates as shown, oldest first.

    A line joins scores that may be compared: it stops where a campaign has no figure, and
    where the questions changed their meaning. Raises ValueError without practices, with
    fewer than two campaigns, or where a practice lacks a point for one of them.
    """
    if not histories or len(campaigns) < 2:  # noqa: PLR2004 - one campaign is no trend
        raise ValueError("a trend needs a practice and at least two campaigns")
    if any(len(history.points) != len(campaigns) for history in histories):
        raise ValueError("a trend needs a point of each practice for every campaign")
    return Chart(
        id="trend",
        title=trend_words.title(histories, campaigns),
        subtitle=gettext(
            "Score of each practice, 0 to 100, %(first)s to %(last)s; the band is its 95%% "
            "interval."
        )
        % {"first": campaigns[0], "last": campaigns[-1]},
        summary=trend_words.summary(histories, campaigns),
        table=_table(histories, campaigns),
        figure=trend_panels.draw(histories, campaigns),
        source=gettext("Source: %(answers)s. A score is the mean answer, set on 0 to 100.")
        % {"answers": gettext("released answers")},
    )


def _table(histories: Sequence[PracticeHistory], campaigns: Sequence[str]) -> Table:
    with_targets = any(history.aim for history in histories)
    return Table(
        caption=gettext("Score of each practice, 0 to 100, by campaign"),
        columns=(
            gettext("Practice"),
            *campaigns,
            *([gettext("Target")] if with_targets else []),
        ),
        rows=tuple(
            (
                history.practice.name,
                *(point_text(point) for point in history.points),
                *([_target(history)] if with_targets else []),
            )
            for history in histories
        ),
    )


def _target(history: PracticeHistory) -> str:
    return aim_words(history.aim) if history.aim else gettext("none")


def point_text(point: Point) -> str:
    """Return a point for its cell: "38 (30 to 46), 10 to 19 answers", or why there is none."""
    if isinstance(point.score, Suppressed):
        return words.reason_text(point.score.reason)
    figure = words.score_and_interval_text(point.score)
    changed = gettext("questions changed")
    changed = f"{semicolon()}{changed}" if point.breaks else ""
    return f"{figure}, {words.answers_text(point.score.n_band)}{changed}"
