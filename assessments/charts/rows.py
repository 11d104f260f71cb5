"""One row a practice on a scale of 0 to 100: the frame that strips of dots share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.charts.figure import note, plain

ROW_HEIGHT, NARROW_ROW_HEIGHT = 48, 84
LEFT, RIGHT, AXIS_HEIGHT = 224, 152, 36
KEY_LINE, KEY_GAP, NARROW_KEY_WIDTH, KEY_WIDTH = 22, 36, 1, 660
CHARACTER_WIDTH = 7.5
# Room under the key on phones, where the first row's name stands; and beside a dot at 0
KEY_BELOW, PAD = 16, 14
NAME_CHARACTERS, MISSING_CHARACTERS = 30, 17


@dataclass(frozen=True, slots=True)
class RowWords:
    """What is written beside a row: its name, its figure, and why it has no figure."""

    name: str
    figure: str = ""
    remark: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a mark is: the theme's item that colours it, its sign and its words."""

    item: str
    sign: str
    text: str


def layout(
    rows: Sequence[RowWords], key: Sequence[KeyEntry] = (), *, narrow: bool
) -> dict[str, Any]:
    """Return the layout of a strip, first row on top; on phones the names stand above the rows.

    `key` names the marks above the strip; without entries there is none.
    """
    places = _key_places(key, NARROW_KEY_WIDTH if narrow else KEY_WIDTH)
    lines = 1 + max((line for line, _ in places), default=-1)
    top = 8 + KEY_LINE * lines + (KEY_BELOW if narrow and key else 0)
    inner = len(rows) * (NARROW_ROW_HEIGHT if narrow else ROW_HEIGHT)
    sides = {"l": 8, "r": 16} if narrow else {"l": LEFT, "r": RIGHT}
    return {
        "height": top + inner + AXIS_HEIGHT,
        "margin": {**sides, "t": top, "b": AXIS_HEIGHT, "pad": PAD},
        "xaxis": {"range": [0, 100], "dtick": 20},
        "yaxis": {
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "tickvals": list(range(len(rows))),
            "ticktext": [plain(row.name, NAME_CHARACTERS) for row in rows],
            "showticklabels": not narrow,
        },
        "annotations": [
            *_key(key, places, top=top, left=sides["l"]),
            *_notes(rows, narrow=narrow),
        ],
    }


def _key_places(key: Sequence[KeyEntry], width: float) -> list[tuple[int, float]]:
    """Return line and start in px of each entry; a line ends where the next would not fit."""
    places: list[tuple[int, float]] = []
    line, start = 0, 0.0
    for entry in key:
        needed = KEY_GAP + CHARACTER_WIDTH * len(entry.text)
        if start and start + needed - KEY_GAP / 2 > width:
            line, start = line + 1, 0.0
        places.append((line, start))
        start += needed
    return places


def _key(
    key: Sequence[KeyEntry], places: Sequence[tuple[int, float]], *, top: int, left: int
) -> list[dict[str, Any]]:
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yanchor": "middle"}
    notes = []
    for entry, (line, start) in zip(key, places, strict=True):
        across, down = start - left + 12, top - (line + 0.5) * KEY_LINE
        here = {**corner, "yshift": down}
        sign = note(entry.item, entry.sign, xanchor="center", xshift=across, **here)
        text = note("row-words", plain(entry.text), xanchor="left", xshift=across + 10, **here)
        notes += [sign, text]
    return notes


def _notes(rows: Sequence[RowWords], *, narrow: bool) -> list[dict[str, Any]]:
    make = _narrow_notes if narrow else _wide_notes
    return [one for place, row in enumerate(rows) for one in make(place, row)]


def _narrow_notes(place: int, row: RowWords) -> list[dict[str, Any]]:
    above = {"y": place, "yanchor": "bottom", "yshift": 10}
    name = plain(row.name, NAME_CHARACTERS)
    title = note("grid-text", name, x=0, xanchor="left", align="left", xshift=-4, **above)
    if row.missing:
        below = {"x": 0, "xanchor": "left", "xshift": -4, "yanchor": "top", "yshift": -8}
        return [title, note("grid-words", plain(row.missing), y=place, **below)]
    figures = {"x": 100, "xanchor": "right", "align": "right", "xshift": 14}
    return [title, note("grid-text", _figures(row), **figures, **above)]


def _wide_notes(place: int, row: RowWords) -> list[dict[str, Any]]:
    beside = {"xref": "paper", "x": 1, "y": place, "xanchor": "left", "xshift": 16, "align": "left"}
    if row.missing:
        return [note("row-words", plain(row.missing, MISSING_CHARACTERS), **beside)]
    return [note("row-text", _figures(row), **beside)]


def _figures(row: RowWords) -> str:
    return plain(row.figure) + (f"<br>{plain(row.remark)}" if row.remark else "")
