"""The board report as a PDF: A4, our own font, figures legible in black and white."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from assessments.charts.speech import date_text, gettext, ngettext, number_text

from .board_parts import investment, moved_teams, movers
from .board_report import BoardReport
from .heatmap_drawing import GAP, TierBar, heatmap_tables, legend
from .heatmap_looks import fill, ink
from .numbered_pages import FOOT, MARGIN, WIDTH, NumberedCanvas
from .paper import ONE_AT_A_TIME, Colours, Paper

KEY_WIDTH = 28 * mm


def board_pdf(report: BoardReport, colours: Colours) -> bytes:
    """Return the report as a PDF with its pages numbered; nothing is fetched to make it."""
    paper = Paper(colours)
    file = io.BytesIO()
    height = A4[1] - 2 * MARGIN - FOOT
    frame = Frame(
        MARGIN, MARGIN + FOOT, WIDTH, height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        pageTemplates=[PageTemplate(frames=[frame])],
        title=report.title,
        subject=report.survey,
        author="DevOps Survey",
        lang=report.language,
    )
    made_on = gettext("made on %(date)s") % {"date": date_text(report.made_on)}
    words = f"{report.unit} · {report.survey} · {made_on}"
    canvas = type("Numbered", (NumberedCanvas,), {"words": words, "paper": paper})
    with ONE_AT_A_TIME:
        document.build(list(_story(report, paper)), canvasmaker=canvas)
    return file.getvalue()


def _story(report: BoardReport, paper: Paper) -> Iterator[Flowable]:
    yield paper.text(report.unit, "title")
    facts = (
        gettext("Board report"),
        report.survey,
        gettext("answers %(dates)s") % {"dates": report.answers_taken},
        gettext("tiers from %(benchmark)s") % {"benchmark": report.rule_set},
    )
    yield paper.text(" · ".join(facts), "small")
    yield from (_bullet(sentence, paper) for sentence in report.summary)
    yield paper.text(gettext("Where it stands"), "heading")
    yield from heatmap_tables(report.grid, paper, WIDTH)
    if report.grid.left_out:
        text = gettext("%(count)s more rows are in the files.")
        yield paper.text(text % {"count": report.grid.left_out}, "small")
    yield Spacer(0, 4)
    yield legend(paper, WIDTH)
    if report.tiers:
        yield KeepTogether(_tiers(report, paper))
    text = gettext("What changed by more than chance, here or directly below")
    yield paper.text(text, "heading")
    yield from movers(report, paper, WIDTH)
    if report.moved or report.moved_note:
        yield paper.text(gettext("Teams that moved to another tier"), "heading")
        yield from moved_teams(report, paper, WIDTH)
    yield paper.text(gettext("Where to invest"), "heading")
    yield paper.text(report.why_these)
    for place, one in enumerate(report.investments, start=1):
        yield from investment(place, one, paper)
    yield paper.text(gettext("How this was computed"), "heading")
    yield from (paper.term(term, words) for term, words in report.methods)
    yield KeepTogether(
        [
            paper.text(gettext("What is not shown, and why"), "heading"),
            paper.text(report.hidden_words),
            *([_hidden(report, paper)] if report.hidden else []),
        ]
    )


def _bullet(words: str, paper: Paper) -> Flowable:
    return paper.marked(f"<bullet>•</bullet>{escape(words)}", leftIndent=10, bulletIndent=1)


def _tiers(report: BoardReport, paper: Paper) -> list[Flowable]:
    cells = [
        paper.centred(f"<b>{tier.teams}</b> {escape(tier.name)}", ink(tier.look))
        for tier in report.tiers
    ]
    looks: list[tuple[Any, ...]] = [
        ("BACKGROUND", (place, 0), (place, 0), fill(paper, tier.look))
        for place, tier in enumerate(report.tiers)
    ]
    looks.append(("INNERGRID", (0, 0), (-1, -1), GAP, paper.colour("surface")))
    key = Table([cells], style=TableStyle(looks), colWidths=KEY_WIDTH, hAlign="LEFT")
    bar = TierBar(tuple((tier.look, tier.percent) for tier in report.tiers), paper, 10)
    text = ngettext(
        "%(number)s team by likeliest tier", "%(number)s teams by likeliest tier", report.all_teams
    )
    many = text % {"number": number_text(report.all_teams)}
    return [paper.text(many, "part"), bar, Spacer(0, 3), key]


def _hidden(report: BoardReport, paper: Paper) -> Table:
    heads = (
        gettext("Reason"),
        gettext("Units"),
        gettext("Teams"),
        gettext("Figures"),
        gettext("Because"),
    )
    head = [paper.text(words, "strong-cell") for words in heads]
    rows = [
        [
            paper.text(cell if isinstance(cell, str) else number_text(cell), "cell")
            for cell in (one.reason, one.units, one.teams, one.cells, one.sentence)
        ]
        for one in report.hidden
    ]
    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, paper.colour("border")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    parts = (0.22, 0.115, 0.1, 0.1, 0.465)
    widths = [WIDTH * part for part in parts]
    return Table([head, *rows], colWidths=widths, style=TableStyle(lines), repeatRows=1)
