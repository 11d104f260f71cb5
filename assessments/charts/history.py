"""What charts over several campaigns take in: each campaign's figures as they were released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.charts.gap import Aim
from assessments.scoring.values import Practice, ReleasedScore, Suppressed, Tier


@dataclass(frozen=True, slots=True)
class TierCounts:
    """One campaign: its date as shown, and how many teams each tier has; None: not placed.

    Only teams whose placement may be shown count in a tier. A tier without teams may be left
    out.
    """

    campaign: str
    teams: Mapping[Tier | None, int]


@dataclass(frozen=True, slots=True)
class Move:
    """How many teams were in tier `before` and are in tier `now`; None: not placed."""

    before: Tier | None
    now: Tier | None
    teams: int


@dataclass(frozen=True, slots=True)
class Point:
    """One practice in one campaign.

    `breaks` is True where the edition changed what the practice's questions mean since the
    campaign before: the two scores are not comparable.
    """

    score: ReleasedScore | Suppressed
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class PracticeHistory:
    """A practice over the campaigns of a trend, one point each, oldest first.

    `aim` is the target that holds for it now, None for none.
    """

    practice: Practice
    points: tuple[Point, ...]
    aim: Aim | None = None
