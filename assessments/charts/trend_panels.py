"""The picture of a trend: one panel a practice, all on one pair of axes.

One pair, because the theme colours the first trace as "your own": with axes of its own each
panel would be a trace of another colour. A panel is 1 wide and 1 high in these coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.charts import words
from assessments.charts.figure import figure, note, plain
from assessments.charts.gap import Aim
from assessments.charts.history import PracticeHistory
from assessments.charts.shapes import line, path
from assessments.charts.speech import gettext
from assessments.charts.told import named
from assessments.scoring.values import Bound, Interval, ReleasedScore, Suppressed

COLUMNS, PANEL_HEIGHT, NARROW_PANEL_HEIGHT = 3, 124, 96  # px
# Of a panel's width and height: the gap to the next, and the insets of its first and last point.
BESIDE, BELOW, NARROW_BELOW, INSET = 0.2, 0.7, 0.95, 0.04
TOP, KEY, LEFT, RIGHT = 48, 28, 36, 40
TITLE_PLACE = {"xanchor": "left", "yanchor": "bottom", "align": "left", "yshift": 8}
NAME_CHARACTERS, NARROW_NAME_CHARACTERS = 30, 30
GRID = (0, 50, 100)
MARKS = {Bound.EXACT: "circle", Bound.AT_LEAST: "triangle-up", Bound.AT_MOST: "triangle-down"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A practice's place: its left edge and its top, and what it shows."""

    left: float
    top: float
    history: PracticeHistory

    def x(self, place: int) -> float:
        """Return where a campaign stands."""
        inner = (1 - 2 * INSET) * place / (len(self.history.points) - 1)
        return self.left + INSET + inner

    def y(self, score: float) -> float:
        """Return where a score stands, 100 on top."""
        return self.top + 1 - score / 100

    def breaks(self) -> list[int]:
        """Return the places of the campaigns before which the questions changed."""
        return [place for place, point in enumerate(self.history.points) if place and point.breaks]

    def aims(self) -> list[Aim]:
        """Return the target, if there is one."""
        return [self.history.aim] if self.history.aim else []

    def name(self) -> str:
        """Return the practice's name with its target, which at the line could hide a figure."""
        name = self.history.practice.name
        for aim in self.aims():
            return gettext("%(practice)s, target %(score)s") % {
                "practice": name,
                "score": aim.score,
            }
        return name

    def before(self, place: int) -> float:
        """Return the middle between a campaign and the one before it."""
        return (self.x(place - 1) + self.x(place)) / 2

    def stretches(self) -> list[list[int]]:
        """Return the places that a line joins: shown, one after the other, no break between."""
        found: list[list[int]] = [[]]
        for place, point in enumerate(self.history.points):
            shown = isinstance(point.score, ReleasedScore)
            if found[-1] and (point.breaks or not shown):
                found.append([])
            if shown:
                found[-1].append(place)
        return [stretch for stretch in found if stretch]


Place = tuple[Panel, int, ReleasedScore]


def draw(histories: Sequence[PracticeHistory], campaigns: Sequence[str]) -> dict[str, Any]:
    """Return the figure of the panels, three beside each other; on phones one below the other."""
    wide, narrow = _panels(histories, COLUMNS, BELOW), _panels(histories, 1, NARROW_BELOW)
    return figure(
        [_scores(wide, campaigns)],
        _layout(wide, campaigns, narrow=False),
        _layout(narrow, campaigns, narrow=True),
        narrow_traces=[_scores(narrow, campaigns)],
    )


def _panels(histories: Sequence[PracticeHistory], columns: int, below: float) -> list[Panel]:
    return [
        Panel(place % columns * (1 + BESIDE), place // columns * (1 + below), history)
        for place, history in enumerate(histories)
    ]


def _scores(panels: Sequence[Panel], campaigns: Sequence[str]) -> dict[str, Any]:
    """Return all scores as one trace, an empty point between two stretches."""
    points: list[Place | None] = []
    for panel in panels:
        for stretch in panel.stretches():
            points += [(panel, place, _score(panel, place)) for place in stretch]
            points.append(None)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [one and one[0].x(one[1]) for one in points],
        "y": [one and one[0].y(one[2].score) for one in points],
        "marker": {"size": 9, "symbol": [_mark(one) for one in points]},
        "line": {"width": 2},
        "connectgaps": False,
        "cliponaxis": False,
        "hovertext": [_hover(*one, campaigns) if one else "" for one in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _mark(point: Place | None) -> str:
    return MARKS[point[2].bound if point else Bound.EXACT]


def _score(panel: Panel, place: int) -> ReleasedScore:
    score = panel.history.points[place].score
    assert isinstance(score, ReleasedScore)  # noqa: S101 - stretches hold shown scores only
    return score


def _hover(panel: Panel, place: int, score: ReleasedScore, campaigns: Sequence[str]) -> str:
    figures = f"{words.score_and_interval_text(score)}, {words.answers_text(score.n_band)}"
    return plain(named(f"{panel.history.practice.name}, {campaigns[place]}", figures), 50)


def _layout(panels: Sequence[Panel], campaigns: Sequence[str], *, narrow: bool) -> dict[str, Any]:
    columns = 1 if narrow else COLUMNS
    rows = -(-len(panels) // columns)
    height = NARROW_PANEL_HEIGHT if narrow else PANEL_HEIGHT
    below = NARROW_BELOW if narrow else BELOW
    bottom = rows * (1 + below) - below / 2  # below the last row stand no titles
    return {
        "height": round(bottom * height) + TOP + KEY,
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP + KEY, "b": 0},
        "xaxis": {"range": [0, columns + (columns - 1) * BESIDE], "visible": False},
        "yaxis": {"range": [bottom, 0], "visible": False},
        "shapes": [shape for panel in panels for shape in _shapes(panel)],
        "annotations": [
            *_key(panels),
            *(
                one
                for panel in panels
                for one in (
                    *_frame_words(panel, campaigns, narrow=narrow),
                    *_mark_words(panel),
                )
            ),
        ],
    }


def _shapes(panel: Panel) -> list[dict[str, Any]]:
    across = (panel.left, panel.left + 1)
    return [
        *(line("grid", across, (panel.y(score), panel.y(score))) for score in GRID),
        *(band for stretch in panel.stretches() for band in _bands(panel, stretch)),
        *(
            line("break", (at, at), (panel.top, panel.top + 1))
            for at in map(panel.before, panel.breaks())
        ),
        *(line("target", across, (panel.y(aim.score),) * 2) for aim in panel.aims()),
    ]


def _bands(panel: Panel, stretch: Sequence[int]) -> list[dict[str, Any]]:
    """Return the interval bands of a stretch; a score without an interval interrupts them."""
    runs: list[list[tuple[float, Interval]]] = [[]]
    for place in stretch:
        interval = _score(panel, place).interval
        if interval is None:
            runs.append([])
        else:
            runs[-1].append((panel.x(place), interval))
    return [_band(panel, run) for run in runs if run]


def _band(panel: Panel, run: Sequence[tuple[float, Interval]]) -> dict[str, Any]:
    if len(run) == 1:
        # Alone it would have no width.
        (x, interval) = run[0]
        run = [(x - INSET / 2, interval), (x + INSET / 2, interval)]
    there = [(x, panel.y(interval.high)) for x, interval in run]
    back = [(x, panel.y(interval.low)) for x, interval in reversed(run)]
    corners = "L".join(f"{x:.4f},{y:.4f}" for x, y in [*there, *back])
    return path("interval", f"M{corners}Z")


def _frame_words(panel: Panel, campaigns: Sequence[str], *, narrow: bool) -> list[dict[str, Any]]:
    width = NARROW_NAME_CHARACTERS if narrow else NAME_CHARACTERS
    name = plain(panel.name(), width)
    beside = {"x": panel.left, "xanchor": "right", "xshift": -4}
    below = {"y": panel.top + 1, "yanchor": "top", "yshift": -6}
    return [
        note("row-title", name, x=panel.left, y=panel.top, **TITLE_PLACE),
        *(note("row-words", str(score), y=panel.y(score), **beside) for score in GRID),
        note("row-words", plain(campaigns[0]), x=panel.left, xanchor="left", **below),
        note("row-words", plain(campaigns[-1]), x=panel.left + 1, xanchor="right", **below),
    ]


def _mark_words(panel: Panel) -> list[dict[str, Any]]:
    last = len(panel.history.points) - 1
    shown = [place for stretch in panel.stretches() for place in stretch]
    notes = [
        note("row-mark", "–", x=panel.x(place), y=panel.top + 0.5)
        for place in range(last + 1)
        if place not in shown
    ]
    if last in shown:
        score = _score(panel, last)
        end = {"x": panel.x(last), "xanchor": "left", "xshift": 12}
        notes.append(note("row-title", str(score.score), y=panel.y(score.score), **end))
    return notes


def _key(panels: Sequence[Panel]) -> list[dict[str, Any]]:
    """Return what the marks mean that not every reader knows, where they are drawn."""
    points = [point for panel in panels for point in panel.history.points]
    changed, none = gettext("questions changed"), gettext("no figure to show")
    parts = [f"┊ {changed}"] if any(point.breaks for point in points) else []
    if any(isinstance(point.score, Suppressed) for point in points):
        parts.append(f"–  {none}")
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left"}
    target = gettext("target")
    parts += [f"╌ {target}"] if any(panel.aims() for panel in panels) else []
    text = plain("     ".join(parts))
    place = {"xshift": -LEFT, "yshift": TOP + KEY / 2, "yanchor": "middle"}
    return [note("row-words", text, **corner, **place)] if parts else []
