"""Parts of the board report as reportlab draws them: what moved, and where to invest."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Table, TableStyle

from assessments.charts.speech import gettext, number_text

from .board_report import BoardReport, Investment, MovedTeams, Mover, Movers, Step
from .paper import Paper

# Of the width: team, unit, before, now, how sure
MOVED_PARTS = (0.18, 0.18, 0.24, 0.24, 0.16)


def movers(report: BoardReport, paper: Paper, width: float) -> Iterator[Flowable]:
    """Yield what rose beside what fell."""
    if not report.before:
        yield paper.text(gettext("This is the first survey of this unit."))
        return
    up, down = (_column(name, found, paper) for name, found in _ways(report))
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    yield Table([[up, down]], colWidths=[width / 2] * 2, style=style)


def moved_teams(report: BoardReport, paper: Paper, width: float) -> Iterator[Flowable]:
    """Yield the teams that moved to another tier, a table a way; or why none is told."""
    if report.moved_note:
        yield paper.text(report.moved_note)
    for one in report.moved:
        yield paper.text(one.title, "part")
        if one.rows:
            yield _teams(one, paper, width)
        if one.more:
            more = gettext("And %(count)s more, all on the page “Teams that moved”.")
            yield paper.text(more % {"count": number_text(one.more)}, "small")


def _teams(one: MovedTeams, paper: Paper, width: float) -> Table:
    head = [paper.text(words, "strong-cell") for words in one.columns]
    rows = [[paper.text(cell, "cell") for cell in row] for row in one.rows]
    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, paper.colour("border")),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    widths = [width * part for part in MOVED_PARTS]
    return Table([head, *rows], colWidths=widths, style=TableStyle(lines), repeatRows=1)


def _ways(report: BoardReport) -> tuple[tuple[str, Movers], ...]:
    up, down = gettext("Up"), gettext("Down")
    return ((f"▲ {up}", report.up), (f"▼ {down}", report.down))


def _column(name: str, found: Movers, paper: Paper) -> list[Flowable]:
    lines = [_mover(mover, paper) for mover in found.shown] or [paper.text(gettext("Nothing."))]
    left = gettext("%(count)s more are in the files.") % {"count": found.more}
    more = [paper.text(left, "small")] if found.more else []
    return [paper.text(name, "part"), *lines, *more]


def _mover(mover: Mover, paper: Paper) -> Flowable:
    where = f"<b>{escape(mover.name)}</b>, {escape(mover.what)}"
    return paper.marked(f"{where}: {escape(mover.change)}")


def investment(place: int, one: Investment, paper: Paper) -> Iterator[Flowable]:
    """Yield a practice to invest in: what it is, why, how it is now, and its next steps."""
    yield paper.text(f"{place}. {one.practice}: {one.figure}", "part")
    terms = {
        gettext("Target"): one.target,
        gettext("What it is"): one.what,
        gettext("Why"): one.why,
        gettext("Now"): one.now,
    }
    # What nobody has written is left out, with its heading.
    yield from (paper.term(name, text) for name, text in terms.items() if text)
    yield from (
        paper.marked(f"<bullet>{number}</bullet>{_step(step)}", leftIndent=14, bulletIndent=2)
        for number, step in enumerate(one.steps, start=1)
    )
    if one.caution:
        yield paper.text(one.caution, "small")


def _step(step: Step) -> str:
    title = f"<b>{escape(step.title)}.</b>" if step.title else ""
    done = gettext("Done when: %(sign)s") % {"sign": step.done_when} if step.done_when else ""
    return " ".join(part for part in (title, escape(step.text), escape(done)) if part)
