"""How a cell of the heatmap looks on paper: its fill, its ink, and the edge that tells a gap."""

from __future__ import annotations

from typing import Any

from .paper import Paper

HIDDEN = ("hidden", "tier-none")
# A gap to a target: the colour of the edge, its dashes
EDGES: dict[str, tuple[str, tuple[int, int] | None]] = {
    "gap-met": ("up", None),
    "gap-near": ("down", (3, 2)),
    "gap-below": ("down", None),
    "gap-none": ("border", None),
}
EDGE_WIDTH = 3
BUTT = 0  # the ends of a line, so that dashes stay apart


def fill(paper: Paper, look: str) -> Any:
    """Return the colour of a look: "score-4", "tier-low", a gap, or none."""
    if look in EDGES:
        return paper.colour("surface")
    return paper.colour("sunken" if look in HIDDEN else look)


def ink(look: str) -> str:
    """Return the token of the text on a look."""
    if look in HIDDEN or look == "gap-none":
        return "muted"
    return "text" if look in EDGES else f"{look}-ink"


def looked(paper: Paper, look: str, column: int, row: int) -> list[tuple[Any, ...]]:
    """Return the commands that give a cell of a table its look."""
    cell = (column, row)
    commands: list[tuple[Any, ...]] = [("BACKGROUND", cell, cell, fill(paper, look))]
    if look in EDGES:
        token, dashes = EDGES[look]
        line = ("LINEBEFORE", cell, cell, EDGE_WIDTH, paper.colour(token), BUTT, dashes)
        commands.append(line)
    return commands
