"""The heatmap as reportlab draws it, for the report's PDF and for the picture."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Table, TableStyle

from .board_report import Grid, Line, Square
from .paper import Paper

NAME_WIDTH, TIER_WIDTH = 0.22, 0.13  # parts of the whole width
PADDING = 2.5  # points, as all that follow
GAP = 1.5  # between cells
BAR_HEIGHT = 3.5
BINS = ("0–19", "20–39", "40–59", "60–79", "80–100")
HIDDEN = ("hidden", "tier-none")


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


def heatmap_table(grid: Grid, paper: Paper, width: float) -> Table:
    """Return the heatmap as a table that repeats its head on every page."""
    lines = [grid.own, *grid.lines, *([grid.rest] if grid.rest else [])]
    scores = len(grid.columns) - 2
    rest = width * (1 - NAME_WIDTH - TIER_WIDTH) / scores
    head = [paper.text(name, "head") for name in grid.columns]
    return Table(
        [head, *(_row(line, paper, is_own=line is grid.own) for line in lines)],
        colWidths=[width * NAME_WIDTH, width * TIER_WIDTH, *[rest] * scores],
        repeatRows=1,
        style=TableStyle(
            [*_frame(paper), *_fills(lines, paper), ("LEFTPADDING", (0, 0), (0, -1), 0)]
        ),
    )


def legend(paper: Paper, width: float) -> Table:
    """Return what the colours and signs mean."""
    bins = [paper.centred(text, f"score-{place}-ink") for place, text in enumerate(BINS, start=1)]
    words = (
        "In grey: no figure, and why. Under each figure how many answered. ▲ ▼ changed since last "
        "time by more than chance. ≥ ≤ a limit: the figure itself would say too much of few people."
    )
    fills = [
        ("BACKGROUND", (place - 1, 0), (place - 1, 0), fill(paper, f"score-{place}"))
        for place in range(1, len(BINS) + 1)
    ]
    bin_width = width * 0.075
    return Table(
        [[*bins, paper.text(words, "cell")]],
        colWidths=[*[bin_width] * len(BINS), width - bin_width * len(BINS)],
        style=TableStyle(
            [
                *_frame(paper),
                *fills,
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("RIGHTPADDING", (0, 0), (0, 0), PADDING),
                ("LEFTPADDING", (-1, 0), (-1, 0), 8),
            ]
        ),
    )


def fill(paper: Paper, look: str) -> Any:
    """Return the colour of a look: "score-4", "tier-low", or none."""
    return paper.colour("sunken" if look in HIDDEN else look)


def ink(look: str) -> str:
    """Return the token of the text on a look."""
    return "muted" if look in HIDDEN else f"{look}-ink"


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


def _fills(lines: list[Line], paper: Paper) -> list[tuple[Any, ...]]:
    return [
        ("BACKGROUND", (column, row), (column, row), fill(paper, square.look))
        for row, line in enumerate(lines, start=1)
        for column, square in enumerate(line.squares, start=1)
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
        text = f'<font size="10">{text}</font>' if square.look.startswith("score") else text
        text = f"<b>{text}</b>" if is_own else text
    notes = " ".join(escape(part) for part in (square.note, square.mark) if part)
    text += f'<br/><font size="7">{notes}</font>' if notes else ""
    return paper.centred(text, ink(square.look))
