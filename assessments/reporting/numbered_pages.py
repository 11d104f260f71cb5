"""Pages of A4 with a foot that says what they are of, and which of how many."""

from __future__ import annotations

from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from assessments.charts.speech import gettext

from .paper import REGULAR, Paper

MARGIN = 14 * mm
WIDTH = A4[0] - 2 * MARGIN
FOOT = 8 * mm


class NumberedCanvas(Canvas):
    """Keeps the pages until all are there, to say how many there are."""

    words: str
    paper: Paper

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        """Keep a page that is full."""
        self.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its foot."""
        for number, page in enumerate(self.pages, start=1):
            self.__dict__.update(page)
            of = {"page": number, "pages": len(self.pages)}
            self._foot(gettext("Page %(page)s of %(pages)s") % of)
            super().showPage()
        super().save()

    def _foot(self, number: str) -> None:
        self.setFont(REGULAR, 8)
        self.setFillColor(self.paper.colour("muted"))
        self.drawString(MARGIN, MARGIN, _short(self.words))
        self.drawRightString(A4[0] - MARGIN, MARGIN, number)


def _short(words: str, longest: int = 110) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
