"""The picture of the movement between tiers, drawn from shapes.

Not plotly's sankey: that trace would add 49 kB to the bundle of every page with a chart (12%,
compressed), takes colours only as values in the figure, which has none, and lets a reader
drag its nodes about. A ribbon here is one named shape, so the theme colours it, nothing needs
a style attribute, and the order of the tiers is ours: best on top on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessments.charts import words
from assessments.charts.figure import figure, note, plain
from assessments.charts.history import Move
from assessments.charts.moves import counted, direction, from_to
from assessments.charts.ribbons import Node, Ribbon, nodes, ribbons
from assessments.charts.shapes import band, path
from assessments.charts.speech import number_text
from assessments.charts.told import named

HEIGHT, TOP, BOTTOM = 400, 44, 8
NODE, NARROW_NODE = 0.16, 0.34  # widths of the two columns of tiers, of the whole
NAMED = 0.032  # of the height: what a ribbon's number needs
BESIDE_NODE = {"xanchor": "left", "xshift": 6}


def draw(moves: Sequence[Move], before: str, now: str) -> dict[str, Any]:
    """Return the figure: tiers left and right, their ribbons between, coloured by direction."""
    drawn = ribbons(moves)
    hover = {
        "type": "scatter",
        "mode": "markers",
        "x": [0.5] * len(drawn),
        "y": [one.middle for one in drawn],
        "marker": {"opacity": 0, "size": 16},
        "hovertext": [
            plain(named(words.opening(from_to(one.move)), counted(one.move.teams))) for one in drawn
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    layouts = [_layout(moves, drawn, (before, now), width) for width in (NODE, NARROW_NODE)]
    return figure([hover], *layouts)


def _layout(
    moves: Sequence[Move], drawn: Sequence[Ribbon], names: tuple[str, str], width: float
) -> dict[str, Any]:
    columns = ((0.0, width), (1 - width, 1.0))
    sides = [(nodes(moves, side), x) for side, x in zip(("before", "now"), columns, strict=True)]
    return {
        "height": HEIGHT,
        "margin": {"l": 4, "r": 4, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [0, 1], "visible": False},
        "yaxis": {"range": [1, 0], "visible": False},
        "shapes": [
            *(_path(ribbon, width) for ribbon in drawn),
            *(
                band(f"tier-{node.place or 'none'}", x, (node.top, node.bottom))
                for side, x in sides
                for node in side
            ),
        ],
        "annotations": [
            *_heads(names),
            *(_node_words(node, x) for side, x in sides for node in side),
            *(_count(ribbon, width) for ribbon in drawn if ribbon.start_height >= NAMED),
        ],
    }


def _path(ribbon: Ribbon, width: float) -> dict[str, Any]:
    left, right = width, 1 - width
    start, end = ribbon.start + ribbon.start_height, ribbon.end + ribbon.end_height
    return path(
        f"move-{direction(ribbon.move)}",
        f"M{left},{ribbon.start:.4f}C0.5,{ribbon.start:.4f} 0.5,{ribbon.end:.4f} "
        f"{right},{ribbon.end:.4f}L{right},{end:.4f}C0.5,{end:.4f} 0.5,{start:.4f} "
        f"{left},{start:.4f}Z",
    )


def _heads(names: tuple[str, str]) -> list[dict[str, Any]]:
    above = {"yref": "paper", "y": 1, "yanchor": "bottom"}
    return [
        note("row-title", plain(name, 16), x=x, xanchor=side, align=side, yshift=4, **above)
        for name, x, side in zip(names, (0, 1), ("left", "right"), strict=True)
    ]


def _count(ribbon: Ribbon, width: float) -> dict[str, Any]:
    """Return a ribbon's teams where it starts, with an arrow: never by colour alone."""
    arrow = {"up": "↑ ", "down": "↓ "}.get(direction(ribbon.move), "")
    middle = ribbon.start + ribbon.start_height / 2
    return note(
        "row-text", f"{arrow}{number_text(ribbon.move.teams)}", x=width, y=middle, **BESIDE_NODE
    )


def _node_words(node: Node, x: tuple[float, float]) -> dict[str, Any]:
    text = f"{words.opening(words.place_word(node.place))} {number_text(node.teams)}"
    item = f"tier-{node.place or 'none'}"
    return note(item, text, x=sum(x) / 2, y=(node.top + node.bottom) / 2)
