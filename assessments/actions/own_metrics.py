"""Cells of the metrics that editors add: a figure of their own, outside the placement.

Which nodes show one is decided as for every column: on the tree, counted on those who answered it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from assessments.models import Outline, Question, Result
from assessments.scoring import guards
from assessments.scoring.values import ReleasedCodes

from . import figures, metric_bands

if TYPE_CHECKING:
    from .sheets import Answers


def columns(setting: figures.Setting, outline: Outline) -> Iterator[list[Result]]:
    """Yield each own metric's cells for every node, in the order asked."""
    for place, question in outline.own_metrics().items():
        yield _cells(setting, question, setting.sheets.answers[:, place])


def _cells(setting: figures.Setting, question: Question, codes: Answers) -> list[Result]:
    reasons = figures.column_reasons(setting, ~np.isnan(codes))
    cells = figures.empty_cells(setting, question.code, Result.Kind.OWN_METRIC, reasons)
    bands = len(metric_bands.bands(question))
    for index, cell in enumerate(cells):
        if not cell.reason:
            given = codes[setting.sheets.below(setting.tree, index)]
            _fill(cell, guards.guard_codes(given[~np.isnan(given)].tolist(), bands, setting.k))
    return cells


def _fill(result: Result, shown: ReleasedCodes) -> None:
    result.n_band = shown.n_band
    result.bound = shown.bound
    result.opinions_differ = shown.opinions_differ
    result.detail = {"position": shown.position, "low": shown.low, "high": shown.high}
