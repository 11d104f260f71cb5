"""The heatmap as reportlab draws it, for the report's PDF and for the picture."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from assessments.charts.speech import gettext, gettext_noop

from .board_report import Grid, Line, Square
from .heatmap_looks import HIDDEN, fill, ink, looked
from .heatmap_parts import parts
from .paper import Paper

NAME_WIDTH, TIER_WIDTH = 0.22, 0.13  # parts of the whole width
PADDING = 2.5  # points, as all that follow
GAP = 1.5  # between cells
BETWEEN = 10  # between the parts of a heatmap with many columns
BAR_HEIGHT = 3.5
FIGURES = ("score-", "gap-met", "gap-near", "gap-below")
KEY_WIDTH = 0.075  # of the whole width, as above
BINS = tuple(
    (f"{20 * place}–{100 if place == 4 else 20 * place + 19}", f"score-{place + 1}")  # noqa: PLR2004
    for place in range(5)
)
GAPS = (("+3", "gap-met"), ("−4", "gap-near"), ("−12", "gap-below"))
SCORE_WORDS = gettext_noop(
    "In grey: no figure, and why. Under each figure how many answered. ▲ ▼ changed since last "
    "time by more than chance. ≥ ≤ a limit: the figure itself would say too much of few people."
)
GAP_WORDS = gettext_noop(
    "Points from the target, which stands below them. +3: met. −4: below, but the target lies "
    "within the interval, or a limit leaves it open. −12: below. In grey: no figure, and why."
)


class TierBar(Flowable):
    """The tiers of the teams below as one bar; an outline parts what prints alike."""

    def __init__(self, bar: tuple[tuple[str, float], ...], paper: Paper, height: float) -> None:
        super().__init__()
        self.bar, self.paper, self.height = bar, paper, height

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Take all the width there is."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw one rectangle a tier."""
        at = 0.0
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeColor(self.paper.colour("border-strong"))
        for look, percent in self.bar:
            wide = self.width * percent / 100
            self.canv.setFillColor(fill(self.paper, look))
            self.canv.rect(at, 0, wide, self.height, fill=1, stroke=1)
            at += wide


def heatmap_tables(grid: Grid, paper: Paper, width: float) -> list[Flowable]:
    """Return the heatmap as tables that repeat their heads on every page, one below the other."""
    cut = parts(grid)
    column = width * (1 - NAME_WIDTH - TIER_WIDTH) / (len(cut[0].columns) - 2)
    drawn: list[Flowable] = []
    for number, part in enumerate(cut):
        tier = [] if number else [width * TIER_WIDTH]
        scores = [column] * (len(part.columns) - 1 - len(tier))
        drawn += [Spacer(0, BETWEEN)] if number else []
        drawn.append(_table(part, paper, [width * NAME_WIDTH, *tier, *scores]))
    return drawn


def _table(grid: Grid, paper: Paper, widths: list[float]) -> Table:
    lines = [grid.own, *grid.lines, *([grid.rest] if grid.rest else [])]
    head = [paper.text(name, "head") for name in grid.columns]
    return Table(
        [head, *(_row(line, paper, is_own=line is grid.own) for line in lines)],
        colWidths=widths,
        hAlign="LEFT",
        repeatRows=1,
        style=TableStyle(
            [*_frame(paper), *_looks(lines, paper), ("LEFTPADDING", (0, 0), (0, -1), 0)]
        ),
    )


def legend(paper: Paper, width: float, *, of_gaps: bool = False) -> Table:
    """Return what the colours and signs mean, of scores or of gaps to targets."""
    keys, words = (GAPS, GAP_WORDS) if of_gaps else (BINS, SCORE_WORDS)
    cells = [paper.centred(text, ink(look)) for text, look in keys]
    key_width = width * KEY_WIDTH
    looks = [line for place, (_, look) in enumerate(keys) for line in looked(paper, look, place, 0)]
    return Table(
        [[*cells, paper.text(gettext(words), "cell")]],
        colWidths=[*[key_width] * len(keys), width - key_width * len(keys)],
        style=TableStyle(
            [
                *_frame(paper),
                *looks,
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("RIGHTPADDING", (0, 0), (0, 0), PADDING),
                ("LEFTPADDING", (-1, 0), (-1, 0), 8),
            ]
        ),
    )


def _frame(paper: Paper) -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (0, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING),
        ("INNERGRID", (0, 0), (-1, -1), GAP, paper.colour("surface")),
    ]


def _looks(lines: list[Line], paper: Paper) -> list[tuple[Any, ...]]:
    return [
        one
        for row, line in enumerate(lines, start=1)
        for column, square in enumerate(line.squares, start=1)
        for one in looked(paper, square.look, column, row)
    ]


def _row(line: Line, paper: Paper, *, is_own: bool) -> list[Any]:
    name: list[Any] = [paper.text(line.name, "strong-cell" if is_own else "cell")]
    if line.note:
        name.append(paper.text(line.note, "cell", textColor=paper.colour("muted"), fontSize=7))
    if line.bar:
        name.append(TierBar(line.bar, paper, BAR_HEIGHT))
    return [name, *(_square(square, paper, is_own=is_own) for square in line.squares)]


def _square(square: Square, paper: Paper, *, is_own: bool) -> Any:
    text = escape(square.text)
    if square.look not in HIDDEN:
        text = f'<font size="10">{text}</font>' if square.look.startswith(FIGURES) else text
        text = f"<b>{text}</b>" if is_own else text
    notes = " ".join(escape(part) for part in (square.note, square.mark) if part)
    text += f'<br/><font size="7">{notes}</font>' if notes else ""
    return paper.centred(text, ink(square.look))
