"""Teams as values, for an overview of few or for tests; thousands come column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assessments.charts.overview_grid import BOUNDS, NO_INTERVAL, OverviewGrid, hidden_code
from assessments.scoring.values import (
    Label,
    Practice,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
)


@dataclass(frozen=True, slots=True)
class OverviewTeam:
    """One team as values; `scores` has one figure a practice, `address` is where a click goes."""

    name: str
    unit: str
    address: str
    placement: ReleasedPlacement | Suppressed
    scores: tuple[ReleasedScore | Suppressed, ...]


def grid_of(teams: Iterable[OverviewTeam], practices: Sequence[Practice]) -> OverviewGrid:
    """Return the grid of teams given as values; convenient, but slow for thousands of them.

    Raises ValueError without teams or practices, or where a team lacks a figure.
    """
    teams = list(teams)
    labels: dict[Label | Suppressed, int] = {}
    bands: dict[str, int] = {}
    placements = [labels.setdefault(_label(team.placement), len(labels)) for team in teams]
    cells = [[_codes(score, bands) for score in team.scores] for team in teams]
    if not teams or any(len(row) != len(practices) for row in cells):
        raise ValueError("an overview needs teams, each with a figure for every practice")
    block = np.array(cells, dtype=np.int16).reshape(len(teams), len(practices), 5)
    return OverviewGrid(
        practices=tuple(practices),
        names=[team.name for team in teams],
        units=[team.unit for team in teams],
        addresses=[team.address for team in teams],
        labels=tuple(labels),
        placements=np.array(placements, dtype=np.int16),
        scores=block[:, :, 0],
        lows=block[:, :, 1],
        highs=block[:, :, 2],
        bands=block[:, :, 3],
        bounds=block[:, :, 4],
        band_names=tuple(bands),
    )


def _label(placement: ReleasedPlacement | Suppressed) -> Label | Suppressed:
    return placement if isinstance(placement, Suppressed) else placement.label


def _codes(score: ReleasedScore | Suppressed, bands: dict[str, int]) -> tuple[int, ...]:
    if isinstance(score, Suppressed):
        return (hidden_code(score.reason), NO_INTERVAL, NO_INTERVAL, 0, 0)
    low, high = NO_INTERVAL, NO_INTERVAL
    if score.interval:
        low, high = round(score.interval.low), round(score.interval.high)
    band = bands.setdefault(score.n_band, len(bands))
    return (score.score, low, high, band, BOUNDS.index(score.bound))
