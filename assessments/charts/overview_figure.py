"""The picture of the overview: its frame, and the cells as codes and short dictionaries.

`static/js/overview.js` sets the codes out as the cells of three heatmaps (tiers, scores, and
cells without a figure) and composes a cell's words there, so that a page with 80,000 cells
stays small.
"""

from __future__ import annotations

import base64
from itertools import groupby
from typing import Any

import numpy as np

from assessments.charts import key, words
from assessments.charts.figure import figure, note, plain
from assessments.charts.labels import label_tier, label_words
from assessments.charts.mosaic import SMALLEST_CELL, Mosaic, Run, mosaic
from assessments.charts.overview_grid import (
    BOUNDS,
    NO_INTERVAL,
    REASONS,
    Codes,
    OverviewGrid,
)
from assessments.charts.placement import TIER_INDEX
from assessments.charts.speech import gettext
from assessments.scoring.values import Tier

BINS = ("0–19", "20–39", "40–59", "60–79", "80–100")
BLOCK = 0.94  # of a column's width; the rest is the gap to the next
# Room for all columns' cells and for all lines, and the gap above a unit, in px.
WIDE = {"across": 864, "height": 640, "between": 6}
NARROW = {"across": 312, "height": 1200, "between": 26}
# More heads than these would run into each other, and stand upright
LEVEL_HEADS = 9
LEFT, NAME_CHARACTERS, NAME_HEIGHT = 184, 21, 17
HEAD_CHARACTERS, UPRIGHT_HEAD_CHARACTERS = 13, 20
KEY_WIDTH, NARROW_KEY_WIDTH = 1000, 330


def tier_column() -> str:
    """Return the head of the column of tiers."""
    return gettext("Performance tier")


def draw(grid: OverviewGrid) -> tuple[int, dict[str, Any]]:
    """Return how many teams a line has on a wide screen, and the figure."""
    wide, narrow = (_mosaic(grid, **room) for room in (WIDE, NARROW))
    drawn = figure(
        [
            _cells(gettext("Tiers"), "coloraxis"),
            _cells(gettext("Scores"), "coloraxis2"),
            _cells(gettext("No figure"), "coloraxis3"),
        ],
        _layout(grid, wide, narrow=False),
        _layout(grid, narrow, narrow=True),
    )
    sizes = {"wide": _room(wide), "narrow": _room(narrow), "block": BLOCK}
    return wide.across, {**drawn, "cells": {**_columns(grid), **_dictionaries(grid), **sizes}}


def _mosaic(grid: OverviewGrid, *, across: int, height: int, between: int) -> Mosaic:
    column = max(across // len(_column_names(grid)), SMALLEST_CELL)
    return mosaic(grid.units, column=column, height=height, between=between)


def _cells(name: str, coloraxis: str) -> dict[str, Any]:
    """Return a heatmap without cells, which the page puts in.

    The gap must not be 0: a heatmap without gaps is drawn blurred under a strict policy.
    """
    return {
        "type": "heatmap",
        "name": name,
        "xgap": 1,
        "ygap": 1,
        "coloraxis": coloraxis,
        "hoverongaps": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _room(cells: Mosaic) -> dict[str, Any]:
    runs = [[run.top, run.teams] for run in cells.runs]
    return {"across": cells.across, "line": cells.line, "runs": runs}


def _layout(grid: OverviewGrid, cells: Mosaic, *, narrow: bool) -> dict[str, Any]:
    entries = key.lines(_key(grid), NARROW_KEY_WIDTH if narrow else KEY_WIDTH)
    upright = narrow or len(grid.practices) >= LEVEL_HEADS
    heads = _heads(grid, UPRIGHT_HEAD_CHARACTERS if upright else HEAD_CHARACTERS)
    top = len(entries) * key.LINE + _head_height(heads, upright=upright)
    left = 4 if narrow else LEFT
    named = [run for run in cells.runs if cells.bottom(run) - run.top >= NAME_HEIGHT and run.name]
    return {
        "height": top + cells.height + 8,
        "margin": {"l": left, "r": 4, "t": top, "b": 8, "pad": 4},
        "xaxis": _column_axis(heads, upright=upright),
        "yaxis": _unit_axis(cells, [] if narrow else named),
        # A template's limits are ignored: without these the colours shift with a tier missing.
        "coloraxis": {"cmin": -0.5, "cmax": len(Tier) - 0.5},
        "coloraxis2": {"cmin": -0.5, "cmax": len(BINS) - 0.5},
        "coloraxis3": {"cmin": 0, "cmax": 1},
        "annotations": [
            *key.notes(entries, left=left, top=top),
            *([_name(run) for run in cells.runs if run.name] if narrow else []),
        ],
    }


def _heads(grid: OverviewGrid, width: int) -> list[str]:
    return [plain(name, width) for name in _column_names(grid)]


def _column_names(grid: OverviewGrid) -> list[str]:
    return [tier_column(), *(practice.name for practice in grid.practices)]


def _head_height(heads: list[str], *, upright: bool) -> int:
    lines = [head.split("<br>") for head in heads]
    if upright:
        return 16 + 8 * max(len(line) for head in lines for line in head)
    return 12 + 18 * max(len(head) for head in lines)


def _column_axis(heads: list[str], *, upright: bool) -> dict[str, Any]:
    return {
        "range": [0, len(heads) - 1 + BLOCK],
        "side": "top",
        "showgrid": False,
        "tickvals": [place + BLOCK / 2 for place in range(len(heads))],
        "ticktext": heads,
        "tickangle": -90 if upright else 0,
    }


def _unit_axis(cells: Mosaic, named: list[Run]) -> dict[str, Any]:
    """Return the axis down the page, in px from the top of the cells."""
    return {
        "range": [cells.height, 0],
        "showgrid": False,
        "tickvals": [(run.top + cells.bottom(run)) / 2 for run in named],
        "ticktext": [_short(run.name, NAME_CHARACTERS) for run in named],
    }


def _name(run: Run) -> dict[str, Any]:
    left = {"x": 0, "xanchor": "left", "xshift": -4, "yanchor": "bottom"}
    return note("row-text", _short(run.name, 2 * NAME_CHARACTERS), y=run.top, **left)


def _short(name: str, width: int) -> str:
    """Return a name on one line: units stand too close for two."""
    return plain(name if len(name) <= width else f"{name[: width - 1].rstrip()}…")


def _key(grid: OverviewGrid) -> list[list[key.Entry]]:
    drawn = {label_tier(label) for label in grid.labels}
    tiers = [tier for tier in Tier if tier in drawn or tier is not Tier.ELITE]
    none = gettext("no figure to show")
    return [
        [
            key.Entry("row-words", gettext("Tier")),
            *(key.Entry(f"key-tier-{t}", words.opening(words.tier_word(t))) for t in tiers),
        ],
        [
            key.Entry("row-words", gettext("Score")),
            *(key.Entry(f"key-score-{place}", text) for place, text in enumerate(BINS, 1)),
        ],
        [key.Entry("row-words", f"― {none}")],
    ]


def _packed(codes: Codes) -> str:
    """Return small whole numbers, -128 to 127, as base64 of one byte each."""
    return base64.b64encode(np.ascontiguousarray(codes, dtype=np.int8).tobytes()).decode()


def _columns(grid: OverviewGrid) -> dict[str, Any]:
    bare, below = grid.lows == NO_INTERVAL, grid.scores - grid.lows
    return {
        "teams": [plain(name) for name in grid.names],
        "units": [[plain(name), len(list(teams))] for name, teams in groupby(grid.units)],
        "addresses": list(grid.addresses),
        "placements": _packed(grid.placements),
        "scores": _packed(grid.scores),
        # How far the interval reaches down, and how much further up: smaller numbers than its
        # ends, so a smaller page.
        "below": _packed(np.where(bare, NO_INTERVAL, below)),
        "skew": _packed(np.where(bare, 0, grid.highs - grid.scores - below)),
        "bands": _packed(grid.bands),
        "bounds": _packed(grid.bounds),
    }


def _dictionaries(grid: OverviewGrid) -> dict[str, Any]:
    tiers = [label_tier(label) for label in grid.labels]
    return {
        "columns": [plain(name) for name in _column_names(grid)],
        "labels": [label_words(label) for label in grid.labels],
        "tiers": [None if tier is None else TIER_INDEX[tier] for tier in tiers],
        "bins": len(BINS),
        "reasons": [words.reason_text(reason) for reason in REASONS],
        "band_words": [words.answers_text(name) for name in grid.band_names],
        # Filled in by the page: %(score)s comes with its bound, low and high only with an interval
        "figure_words": gettext("%(score)s of 100, %(answers)s"),
        "interval_words": gettext("%(score)s of 100 (%(low)s to %(high)s), %(answers)s"),
        "bound_words": [words.bound_text(bound) for bound in BOUNDS],
    }
