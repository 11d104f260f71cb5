"""The heatmap as a PNG: the same drawing as in the report, on one sheet as tall as it needs."""

from __future__ import annotations

import io
from math import sqrt

import pypdfium2
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from assessments.charts.speech import gettext

from .board_report import Grid
from .heatmap_drawing import heatmap_tables, legend
from .paper import ONE_AT_A_TIME, Colours, Paper

WIDTH = 182 * mm
EDGE = 8 * mm
PIXELS = 2240  # across: twice what a wide page shows
MOST_PIXELS = 8_000_000  # in all, 60 MB while it is drawn: a tall picture is less fine
TALLEST = 100_000.0  # points; what is laid out is far lower


def heatmap_picture(grid: Grid, title: str, source: str, colours: Colours) -> bytes:
    """Return the heatmap as a PNG on white, with a title above and its source below."""
    with ONE_AT_A_TIME:
        return _picture(grid, title, source, colours)


def _picture(grid: Grid, title: str, source: str, colours: Colours) -> bytes:
    paper = Paper(colours)
    parts: list[Flowable] = [
        paper.text(title, "title", fontSize=14, spaceAfter=6),
        *heatmap_tables(grid, paper, WIDTH),
        Spacer(0, 6),
        legend(paper, WIDTH, of_gaps=_is_of_gaps(grid)),
        Spacer(0, 6),
        paper.text(_words(grid, source), "small", spaceAfter=0),
    ]
    heights = [part.wrap(WIDTH, TALLEST)[1] for part in parts]
    size = (WIDTH + 2 * EDGE, sum(heights) + 2 * EDGE)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    top = size[1] - EDGE
    for part, height in zip(parts, heights, strict=True):
        top -= height
        part.drawOn(canvas, EDGE, top)
    canvas.save()
    scale = min(PIXELS / size[0], sqrt(MOST_PIXELS / (size[0] * size[1])))
    return _rendered(file.getvalue(), scale)


def _is_of_gaps(grid: Grid) -> bool:
    lines = (grid.own, *grid.lines)
    return any(square.look.startswith("gap-") for line in lines for square in line.squares)


def _words(grid: Grid, source: str) -> str:
    if not grid.left_out:
        return source
    more = gettext("%(count)s more rows are in the files.") % {"count": grid.left_out}
    return f"{source} {more}"


def _rendered(pdf: bytes, scale: float) -> bytes:
    picture = io.BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=scale).to_pil()
    document.close()
    drawn.save(picture, format="PNG")
    return picture.getvalue()
