"""Type and colours of what reportlab draws: our own font, no file or address from outside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

FONTS = Path(__file__).parent / "fonts"
REGULAR, STRONG = "SurveySans", "SurveySans-Strong"
FILES = {REGULAR: "SurveySans-Regular.ttf", STRONG: "SurveySans-SemiBold.ttf"}
LEADING, HEADING_LEADING = 1.35, 1.2
# Name: font, size in points, colour, space before, space after
STYLES = {
    "title": (STRONG, 20, "text", 0, 2),
    "heading": (STRONG, 13, "text", 12, 4),
    "part": (STRONG, 10.5, "text", 6, 2),
    "body": (REGULAR, 9.5, "text", 0, 4),
    "small": (REGULAR, 8.5, "muted", 0, 4),
    "head": (REGULAR, 7.5, "text", 0, 0),
    "cell": (REGULAR, 8, "text", 0, 0),
    "strong-cell": (STRONG, 8, "text", 0, 0),
}
HEADINGS = ("title", "heading", "part")

Colours = Mapping[str, str]


# PDFium knows nothing of threads, and reportlab's fonts keep a place while they are cut.
ONE_AT_A_TIME = Lock()


class Paper:
    """The styles of a document in these colours."""

    def __init__(self, colours: Colours) -> None:
        register_fonts()
        self.colours = colours
        self.styles = {name: _style(name, self) for name in STYLES}

    def colour(self, token: str) -> Any:
        """Return a token's colour."""
        return HexColor(self.colours[token])

    def text(self, words: str, style: str = "body", **changes: Any) -> Paragraph:
        """Return a paragraph of these words, markup in them shown as written."""
        return self.marked(escape(words), style, **changes)

    def marked(self, markup: str, style: str = "body", **changes: Any) -> Paragraph:
        """Return a paragraph of markup of ours; every outside word in it is escaped."""
        chosen = self.styles[style]
        return Paragraph(markup, chosen.clone(chosen.name, **changes) if changes else chosen)

    def term(self, term: str, words: str) -> Paragraph:
        """Return a paragraph that begins with what it is about."""
        return self.marked(f"<b>{escape(term)}.</b> {escape(words)}")

    def centred(self, markup: str, ink: str) -> Paragraph:
        """Return a cell's text in the ink of its fill."""
        return self.marked(markup, "cell", alignment=TA_CENTER, textColor=self.colour(ink))


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab, once a process."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    # All four, or reportlab loses the way from one to another
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG
    )


def _style(name: str, paper: Paper) -> ParagraphStyle:
    font, size, colour, before, after = STYLES[name]
    leading = HEADING_LEADING if name in HEADINGS else LEADING
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=font,
        fontSize=size,
        leading=size * leading,
        textColor=paper.colour(colour),
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=name in HEADINGS,
    )
