"""The teams below a unit as the overview takes them: column by column, from released cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.urls import reverse

from assessments.charts.overview_grid import BOUNDS, NO_INTERVAL, OverviewGrid, hidden_code
from assessments.models import PERFORMANCE, Campaign, Practice
from assessments.scoring.values import Bound, Label, LabelKind, Reason, Suppressed, Tier
from assessments.scoring.values import Practice as ChartPractice

NOT_ASKED = Suppressed(Reason.NOT_ASKED)
# Score (or the code of a reason), low, high, band, bound
EMPTY = (hidden_code(Reason.NOT_ASKED), NO_INTERVAL, NO_INTERVAL, 0, 0)


def overview_grid(
    campaign: Campaign,
    practices: Sequence[Practice],
    teams: Sequence[tuple[int, str, int, str]],
    cells: Iterable[tuple[Any, ...]],
) -> OverviewGrid:
    """Return the grid of teams (node, name, team, unit's name) with their cells.

    A cell is what `Result.objects.compact()` gives; read as plain rows, because 80,000 objects
    would take a second.
    """
    rows = {node: row for row, (node, *_) in enumerate(teams)}
    columns = {practice.key: place for place, practice in enumerate(practices)}
    block = np.full((len(teams), len(practices), 5), EMPTY, dtype=np.int16)
    placements = np.zeros(len(teams), dtype=np.int16)
    labels: dict[Label | Suppressed, int] = {NOT_ASKED: 0}
    bands: dict[str, int] = {"": 0}
    for node, column, reason, score, low, high, n_band, bound, kind, tiers in cells:
        if column == PERFORMANCE:
            label = _label(reason, kind, tiers)
            placements[rows[node]] = labels.setdefault(label, len(labels))
        elif column in columns:
            block[rows[node], columns[column]] = (
                (hidden_code(Reason(reason)), NO_INTERVAL, NO_INTERVAL, 0, 0)
                if reason
                else (
                    score,
                    NO_INTERVAL if low is None else low,
                    NO_INTERVAL if high is None else high,
                    bands.setdefault(n_band, len(bands)),
                    BOUNDS.index(Bound(bound)),
                )
            )
    return OverviewGrid(
        # The names of the heatmap: columns are narrow, on phones above all
        practices=tuple(ChartPractice(one.key, one.short_name) for one in practices),
        names=[name for _, name, _, _ in teams],
        units=[unit for *_, unit in teams],
        addresses=[reverse("team:result", args=[pk, campaign.public_id]) for _, _, pk, _ in teams],
        labels=tuple(labels),
        placements=placements,
        scores=block[:, :, 0],
        lows=block[:, :, 1],
        highs=block[:, :, 2],
        bands=block[:, :, 3],
        bounds=block[:, :, 4],
        band_names=tuple(bands),
    )


def _label(reason: str, kind: str, tiers: Sequence[str]) -> Label | Suppressed:
    if reason:
        return Suppressed(Reason(reason))
    return Label(LabelKind(kind), tuple(map(Tier, tiers)))
