"""The teams of an overview, column by column, so that 10,000 of them stay quick to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessments.charts.labels import label_tier
from assessments.scoring.values import (
    Bound,
    Interval,
    Label,
    Practice,
    Reason,
    ReleasedScore,
    Suppressed,
    Tier,
)

Codes = NDArray[np.integer[Any]]
REASONS, BOUNDS = tuple(Reason), tuple(Bound)
NO_INTERVAL = -1


@dataclass(frozen=True, slots=True, eq=False)
class OverviewGrid:
    """All teams in the order drawn; the teams of a unit stand together.

    `names`, `units`, `addresses` and `placements` have one entry a team; a placement is an
    index into `labels`. The other arrays are teams x practices: `scores` in whole points
    0 to 100, or where no score may be shown `hidden_code(reason)`, which is below 0; `lows`
    and `highs` the interval in whole points, NO_INTERVAL without one; `bands` an index into
    `band_names` (any index where hidden); `bounds` an index into BOUNDS. Raises ValueError
    without teams or practices, or where lengths differ.
    """

    practices: tuple[Practice, ...]
    names: Sequence[str]
    units: Sequence[str]
    addresses: Sequence[str]
    labels: tuple[Label | Suppressed, ...]
    placements: Codes
    scores: Codes
    lows: Codes
    highs: Codes
    bands: Codes
    bounds: Codes
    band_names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not len(self.names) or not self.practices:
            raise ValueError("an overview needs at least one team and one practice")
        lengths = {len(self.names), len(self.units), len(self.addresses), len(self.placements)}
        shapes = {array.shape for array in (self.scores, self.lows, self.highs)}
        shapes |= {self.bands.shape, self.bounds.shape}
        if len(lengths) > 1 or shapes != {(len(self.names), len(self.practices))}:
            raise ValueError("every team of an overview needs a place in every column")

    def score(self, team: int, practice: int) -> ReleasedScore | Suppressed:
        """Return one cell as a value, by its places in the grid."""
        here = (team, practice)
        if self.scores[here] < 0:
            return Suppressed(REASONS[-1 - int(self.scores[here])])
        low, high = float(self.lows[here]), float(self.highs[here])
        return ReleasedScore(
            score=int(self.scores[here]),
            bound=BOUNDS[int(self.bounds[here])],
            n_band=self.band_names[int(self.bands[here])],
            interval=None if low == NO_INTERVAL else Interval(low, high),
        )

    def tier(self, team: int) -> Tier | None:
        """Return the likeliest tier of a team, None where it is not placed."""
        return label_tier(self.labels[int(self.placements[team])])


def hidden_code(reason: Reason) -> int:
    """Return what stands in `scores` in place of a score: -1 for the first reason and so on."""
    return -1 - REASONS.index(reason)
