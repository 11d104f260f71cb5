"""The markup of a heatmap's cells, kept: a page shows hundreds, and the same ones come again.

A cell is rendered by its template once for each figure that it can show, in any row of any unit.
What differs from row to row, the name and where it leads, is left to the row's own template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from assessments.pages.kept import kept_by_language
from assessments.pages.turnout_words import answered_text

from .cells import Cell
from .tier_bar import TierBar

if TYPE_CHECKING:
    from .present import Heatmap

# Room for the cells of some pages of a hundred rows, well under ten megabytes a process
CELLS, HEADS = 10_000, 2_000


@kept_by_language(maxsize=CELLS)
def cell(shown: Cell) -> SafeString:
    """Return a practice's cell."""
    return render_to_string("assessments/organisation/_cell.html", {"cell": shown})


@kept_by_language(maxsize=HEADS)
def row_head(tier: Cell, turnout: str, teams: TierBar | None) -> SafeString:
    """Return what stands below a row's name, and the cell of its tier."""
    context = {"tier": tier, "turnout": answered_text(turnout), "teams": teams}
    return render_to_string("assessments/organisation/_row_head.html", context)


def cells(shown: tuple[Cell, ...]) -> SafeString:
    """Return the cells of a row."""
    return mark_safe("".join(map(cell, shown)))  # noqa: S308 - each came from a template


def bodies(table: Heatmap) -> SafeString:
    """Return all rows of a heatmap: the unit's own, those below, and the rest."""
    return render_to_string("assessments/organisation/_rows.html", {"table": table})
