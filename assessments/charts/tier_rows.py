"""Rows of tier bands with a team's mark above: the picture of the four metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, inf
from typing import Any

from assessments.charts import words
from assessments.charts.figure import figure, note, plain
from assessments.charts.shapes import band
from assessments.charts.speech import gettext, pgettext
from assessments.charts.told import named
from assessments.scoring.values import Bound, Metric, ReleasedMetric, Suppressed, Tier

# Heights within a row of 1, from its top at the row's number downwards.
LANE, BAND_TOP, BAND_BOTTOM, WORDS = 0.33, 0.40, 0.58, 0.60
ROW_HEIGHT, NARROW_ROW_HEIGHT = 172, 188
# Characters that fit: a category under its cell or at an end, the team's answer under the name.
# On a phone that is one of 320 px, where a row is 238 px long.
CELL_CHARACTERS, END_CHARACTERS, ANSWER_CHARACTERS, NARROW_ANSWER_CHARACTERS = 14, 16, 85, 30
# On a phone a band under this share of the row is too narrow for its tier's name, and the names
# are a step smaller so that a band of one category can carry its own, the longest shortened.
NARROW_NAMED_FROM, NARROW_IN_FULL_FROM = 0.16, 0.2
NARROW_NAME_SIZE = 12
# The answer's first line from the row's top, each line of it, and half a mark, in px
ANSWER_TOP, ANSWER_LINE, MARK = 17, 18, 9
MARKS = {Bound.EXACT: "circle", Bound.AT_LEAST: "triangle-right", Bound.AT_MOST: "triangle-left"}


@dataclass(frozen=True, slots=True)
class Row:
    """One metric of the chart: what is shown of it, its bands and its words by code.

    `chosen` is what one person answered, in words, where the row is about one sheet.
    """

    metric: Metric
    released: ReleasedMetric | Suppressed
    limits: Mapping[int, tuple[Tier, ...]]
    labels: Mapping[int, str]
    chosen: str = ""
    named: str = ""

    @property
    def name(self) -> str:
        """What the metric is called: as its questionnaire does, or by its published name."""
        return self.named or words.metric_name(self.metric)

    def at(self, code: float) -> float:
        """Return the place of a code along the row, 0 (worst) to 1 (best)."""
        first = min(self.limits)
        return (code - first + 0.5) / len(self.limits)

    def answer(self) -> str:
        """Return what was answered, in words, or why that is not shown."""
        return self.chosen or words.position_text(self.released, self.labels)

    def tiers(self) -> tuple[Tier, ...]:
        """Return the tiers whose bands the team's position may fall in, worst first.

        A limit may lie in every band from there to the end of the scale.
        """
        if isinstance(self.released, Suppressed):
            return ()
        at, bound = self.released.position, self.released.bound
        low = -inf if bound is Bound.AT_MOST else floor(at)
        high = inf if bound is Bound.AT_LEAST else ceil(at)
        near = {
            tier for code, tiers in self.limits.items() if low <= code <= high for tier in tiers
        }
        return tuple(tier for tier in Tier if tier in near)

    def bands(self) -> list[tuple[tuple[Tier, ...], float, float]]:
        """Return runs of neighbouring codes with the same tier: tiers, start and end (0 to 1)."""
        half = 0.5 / len(self.limits)
        runs = [
            (tiers, list(run))
            for tiers, run in groupby(sorted(self.limits), key=self.limits.__getitem__)
        ]
        return [(tiers, self.at(run[0]) - half, self.at(run[-1]) + half) for tiers, run in runs]

    def sentence(self) -> str:
        """Return everything shown of the metric as one sentence."""
        name = self.name
        if isinstance(self.released, Suppressed):
            return named(name, words.reason_text(self.released.reason)) + "."
        spread = words.range_text(self.released, self.labels)
        parts = [self.answer(), words.tiers_text(self.tiers())]
        middle = gettext("middle half of the answers %(range)s")
        parts += [middle % {"range": spread}] if spread else []
        parts += [gettext("opinions differ")] if self.released.opinions_differ else []
        return named(name, ", ".join(parts)) + "."


def draw(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the figure of the rows: bands, their words, and the team's mark above each."""
    return figure([_team(rows)], _layout(rows, narrow=False), _layout(rows, narrow=True))


def _team(rows: Sequence[Row]) -> dict[str, Any]:
    points = [
        (place, row, row.released)
        for place, row in enumerate(rows)
        if not isinstance(row.released, Suppressed)
    ]
    return {
        "type": "scatter",
        "name": gettext("This team"),
        "mode": "markers",
        "x": [row.at(released.position) for _, row, released in points],
        "y": [place + LANE for place, _, _ in points],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_reach(row, one.position, _outward(one)[1]) for _, row, one in points],
            "arrayminus": [_reach(row, _outward(one)[0], one.position) for _, row, one in points],
        },
        "marker": {"symbol": [MARKS[released.bound] for _, _, released in points], "size": 14},
        "cliponaxis": False,
        "hovertext": [plain(row.sentence(), 60) for _, row, _ in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _reach(row: Row, low: float | None, high: float | None) -> float:
    return 0 if low is None or high is None else row.at(high) - row.at(low)


def _outward(released: ReleasedMetric) -> tuple[float | None, float | None]:
    """Return the categories that the words name: a line that ends between two reaches the outer."""
    if released.low is None or released.high is None:
        return None, None
    return floor(released.low), ceil(released.high)


def _layout(rows: Sequence[Row], *, narrow: bool) -> dict[str, Any]:
    return {
        "height": len(rows) * (_narrow_row_height(rows) if narrow else _row_height(rows)),
        "margin": {"l": 8, "r": 8, "t": 0, "b": 0},
        "showlegend": False,
        "xaxis": {"range": [0, 1], "visible": False},
        "yaxis": {"range": [len(rows), 0], "visible": False},
        "shapes": [
            band(_item(tiers), (start, end), (place + BAND_TOP, place + BAND_BOTTOM))
            for place, row in enumerate(rows)
            for tiers, start, end in row.bands()
        ],
        "annotations": [
            item
            for place, row in enumerate(rows)
            for item in (
                *_heading(place, row, narrow=narrow),
                *_band_names(place, row, narrow=narrow),
                *(_end_words(place, row) if narrow else _cell_words(place, row)),
            )
        ],
    }


def _row_height(rows: Sequence[Row]) -> int:
    """Return a height in which the longest category ends above the next row."""
    labels = (plain(row.labels[code], CELL_CHARACTERS) for row in rows for code in row.limits)
    lines = 1 + max(label.count("<br>") for label in labels)
    return max(ROW_HEIGHT, ceil(ANSWER_LINE * lines / (1 - WORDS)))


def _narrow_row_height(rows: Sequence[Row]) -> int:
    """Return a height in which the longest answer ends above the mark."""
    lines = 1 + max(_answer(row, narrow=True).count("<br>") for row in rows)
    return max(NARROW_ROW_HEIGHT, ceil((ANSWER_TOP + ANSWER_LINE * lines + MARK) / LANE))


def _item(tiers: tuple[Tier, ...]) -> str:
    return f"tier-{tiers[0].value}" if len(tiers) == 1 else "tier-none"


def _heading(place: int, row: Row, *, narrow: bool) -> list[dict[str, Any]]:
    left = {"x": 0, "y": place, "xanchor": "left", "yanchor": "top", "align": "left"}
    return [
        note("row-title", _row_title(row, narrow=narrow), yshift=2, **left),
        note("row-text", _answer(row, narrow=narrow), yshift=-ANSWER_TOP, **left),
    ]


def _answer(row: Row, *, narrow: bool) -> str:
    width = NARROW_ANSWER_CHARACTERS if narrow else ANSWER_CHARACTERS
    return plain(words.opening(row.answer()), width)


def _row_title(row: Row, *, narrow: bool) -> str:
    name = row.name
    # On a phone there is no room for both; the band below the mark names the tier there.
    tiers = words.tiers_text(row.tiers())
    return named(name, tiers) if row.tiers() and not narrow else name


def _band_names(place: int, row: Row, *, narrow: bool) -> list[dict[str, Any]]:
    middle = place + (BAND_TOP + BAND_BOTTOM) / 2
    size = {"font": {"size": NARROW_NAME_SIZE}} if narrow else {}
    return [
        note(_item(tiers), name, x=(start + end) / 2, y=middle, **size)
        for tiers, start, end in row.bands()
        if (name := _narrow_band_name(tiers, end - start) if narrow else _band_name(tiers))
    ]


def _band_name(tiers: tuple[Tier, ...]) -> str:
    return words.opening(words.tiers_text(tiers))


def _narrow_band_name(tiers: tuple[Tier, ...], share: float) -> str:
    """Return what a band of this share of a phone's row has room for, nothing where none has."""
    if share < NARROW_NAMED_FROM:
        return ""
    if len(tiers) > 1:
        return gettext("Tie")
    if share < NARROW_IN_FULL_FROM and tiers[0] is Tier.MEDIUM:
        return pgettext("tier medium, in a narrow place", "Med.")
    return _band_name(tiers)


def _cell_words(place: int, row: Row) -> list[dict[str, Any]]:
    return [
        note(
            "row-words",
            plain(row.labels[code], CELL_CHARACTERS),
            x=row.at(code),
            y=place + WORDS,
            yanchor="top",
        )
        for code in sorted(row.limits)
    ]


def _end_words(place: int, row: Row) -> list[dict[str, Any]]:
    ends = ((min(row.limits), 0, "left"), (max(row.limits), 1, "right"))
    return [
        note(
            "row-words",
            plain(row.labels[code], END_CHARACTERS),
            x=x,
            y=place + WORDS,
            xanchor=side,
            yanchor="top",
            align=side,
        )
        for code, x, side in ends
    ]
