"""Metrics that editors added: middle answer and middle half, each on bands of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.charts import words
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, note, plain
from assessments.charts.shapes import line
from assessments.charts.speech import gettext, gettext_noop
from assessments.scoring.values import Bound, ReleasedCodes, Suppressed

ROW_HEIGHT = 124  # px
# Heights within a row of 1, from its top at the row's number downwards
SCALE, WORDS = 0.55, 0.66
ANSWER_TOP = 17
END_CHARACTERS = 18
MARKS = {Bound.EXACT: "circle", Bound.AT_LEAST: "triangle-right", Bound.AT_MOST: "triangle-left"}
BEYOND = {
    Bound.EXACT: "%(category)s",
    Bound.AT_LEAST: gettext_noop("%(category)s or more"),
    Bound.AT_MOST: gettext_noop("%(category)s or less"),
}


@dataclass(frozen=True, slots=True)
class OwnMetric:
    """A metric's name, its bands in words by code from 1 on, and what is shown of it."""

    name: str
    bands: Mapping[int, str]
    released: ReleasedCodes | Suppressed

    def at(self, code: float) -> float:
        """Return the place of a code along the row, 0 to 1."""
        return (code - 0.5) / len(self.bands)

    def answer(self) -> str:
        """Return the middle answer in words, or why that is not shown."""
        if isinstance(self.released, Suppressed):
            return words.reason_text(self.released.reason)
        middle = words.category_text(self.released.position, self.bands)
        return gettext(BEYOND[self.released.bound]) % {"category": middle}

    def spread(self) -> str:
        """Return the middle half of the answers in words; "" where no range is shown."""
        if isinstance(self.released, Suppressed):
            return ""
        return words.span_text(self.released.low, self.released.high, self.bands)

    def sentence(self) -> str:
        """Return everything shown of the metric as one sentence."""
        spread = self.spread()
        half = gettext("middle half of the answers %(range)s") % {"range": spread}
        half = f", {half}" if spread else ""
        return f"{words.opening(self.name)}: {self.answer()}{half}{self._differ()}."

    def cells(self) -> tuple[str, ...]:
        """Return the metric's row of the table."""
        if isinstance(self.released, Suppressed):
            return (self.name, self.answer(), gettext("not shown"), gettext("not shown"))
        spread = words.opening(self.spread() or gettext("not shown"))
        answers = words.answers_text(self.released.n_band)
        return (self.name, words.opening(self.answer()), f"{spread}{self._differ()}", answers)

    def _differ(self) -> str:
        differ = not isinstance(self.released, Suppressed) and self.released.opinions_differ
        return ", " + gettext("opinions differ") if differ else ""


def own_metrics_chart(metrics: Sequence[OwnMetric], *, as_of: str) -> Chart:
    """Return the chart of the metrics of the editors' own, in the order given.

    Raises ValueError without metrics.
    """
    if not metrics:
        raise ValueError("a chart of own metrics needs at least one of them")
    return Chart(
        id="own-metrics",
        title=f"{metrics[0].name}: {metrics[0].answer()}",
        subtitle=gettext(
            "Middle answer to each metric of this questionnaire’s own; the line spans the middle "
            "half of the answers. They take no part in the placement. %(date)s."
        )
        % {"date": words.opening(as_of)},
        summary=" ".join(metric.sentence() for metric in metrics),
        table=Table(
            caption=gettext("Metrics of this questionnaire’s own"),
            columns=(
                gettext("Metric"),
                gettext("Middle answer"),
                gettext("Middle half of the answers"),
                gettext("Answers"),
            ),
            rows=tuple(metric.cells() for metric in metrics),
        ),
        figure=_draw(metrics),
        source=gettext("Source: released answers, in bands fixed before anybody answered."),
    )


def _draw(metrics: Sequence[OwnMetric]) -> dict[str, Any]:
    layout = {
        "height": ROW_HEIGHT * len(metrics),
        "margin": {"l": 8, "r": 8, "t": 0, "b": 0},
        "showlegend": False,
        "xaxis": {"range": [0, 1], "visible": False},
        "yaxis": {"range": [len(metrics), 0], "visible": False},
        "shapes": [
            line("grid", (0, 1), (place + SCALE, place + SCALE)) for place in range(len(metrics))
        ],
        "annotations": [one for row in enumerate(metrics) for one in _words(*row)],
    }
    return figure([_marks(metrics)], layout, layout)


def _marks(metrics: Sequence[OwnMetric]) -> dict[str, Any]:
    shown = [
        (place, metric, metric.released)
        for place, metric in enumerate(metrics)
        if isinstance(metric.released, ReleasedCodes)
    ]

    def reach(metric: OwnMetric, low: float | None, high: float | None) -> float:
        return 0 if low is None or high is None else metric.at(high) - metric.at(low)

    return {
        "type": "scatter",
        "mode": "markers",
        "x": [metric.at(one.position) for _, metric, one in shown],
        "y": [place + SCALE for place, _, _ in shown],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [reach(metric, one.position, one.high) for _, metric, one in shown],
            "arrayminus": [reach(metric, one.low, one.position) for _, metric, one in shown],
        },
        "marker": {"symbol": [MARKS[one.bound] for _, _, one in shown], "size": 14},
        "cliponaxis": False,
        "hovertext": [plain(metric.sentence(), 60) for _, metric, _ in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(place: int, metric: OwnMetric) -> list[dict[str, Any]]:
    left = {"x": 0, "y": place, "xanchor": "left", "yanchor": "top", "align": "left"}
    ends = ((min(metric.bands), 0, "left"), (max(metric.bands), 1, "right"))
    return [
        note("row-title", plain(metric.name, 30), yshift=2, **left),
        note("row-text", plain(words.opening(metric.answer()), 34), yshift=-ANSWER_TOP, **left),
        *(
            note(
                "row-words",
                plain(metric.bands[code], END_CHARACTERS),
                x=x,
                y=place + WORDS,
                xanchor=side,
                yanchor="top",
                align=side,
            )
            for code, x, side in ends
        ),
    ]
