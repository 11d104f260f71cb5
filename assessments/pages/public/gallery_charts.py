"""Charts of an organisation that does not exist, for the page of components."""

from __future__ import annotations

import random
from collections.abc import Iterator

from assessments.charts.chart import Chart
from assessments.charts.distribution import distribution_chart
from assessments.charts.history import Move, Point, PracticeHistory, TierCounts
from assessments.charts.movement import movement_chart
from assessments.charts.overview import overview_chart
from assessments.charts.overview_teams import OverviewTeam, grid_of
from assessments.charts.trend import trend_chart
from assessments.scoring.values import (
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Practice,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
    Tier,
)

PRACTICES = (
    Practice("automated_testing", "Automated testing"),
    Practice("continuous_integration", "Continuous integration"),
    Practice("trunk", "Trunk-based development"),
    Practice("monitoring", "Monitoring and observability"),
    Practice("coupling", "Loosely coupled teams"),
    Practice("small_batches", "Working in small batches"),
    Practice("trust", "High-trust culture"),
)
UNITS = {"Payments": 12, "Customer channels and web": 23, "Platform": 6, "Risk and compliance": 17}
AS_OF = "14 March 2026"
CAMPAIGNS = ("March 2024", "March 2025", "September 2025", "March 2026")
LOW, MEDIUM, HIGH = Tier.LOW, Tier.MEDIUM, Tier.HIGH
DISTRIBUTION = tuple(
    TierCounts(campaign, dict(zip((LOW, MEDIUM, HIGH, None), teams, strict=True)))
    for campaign, teams in zip(
        CAMPAIGNS, [(24, 21, 7, 3), (20, 24, 9, 4), (15, 27, 12, 4), (8, 34, 12, 4)], strict=True
    )
)
MOVES = (
    Move(HIGH, HIGH, 9),
    Move(HIGH, MEDIUM, 3),
    Move(MEDIUM, HIGH, 3),
    Move(MEDIUM, MEDIUM, 22),
    Move(MEDIUM, LOW, 2),
    Move(LOW, MEDIUM, 8),
    Move(LOW, LOW, 6),
    Move(LOW, None, 1),
    Move(None, MEDIUM, 1),
    Move(None, None, 3),
)


def charts() -> list[Chart]:
    """Return one example of each chart of an organisation."""
    return [
        overview_chart(grid_of(_teams(), PRACTICES), as_of=AS_OF),
        distribution_chart(DISTRIBUTION),
        movement_chart(MOVES, before=CAMPAIGNS[-2], now=CAMPAIGNS[-1]),
        trend_chart(list(_histories()), campaigns=CAMPAIGNS),
    ]


def _teams() -> Iterator[OverviewTeam]:
    dice = random.Random(3)  # noqa: S311 - made-up values, the same each time
    for unit, teams in UNITS.items():
        strength = dice.uniform(35, 65)
        for number in range(1, teams + 1):
            scores = tuple(_score(dice, strength) for _ in PRACTICES)
            name = f"{unit.split()[0]} team {number}"
            yield OverviewTeam(name, unit, f"#{name}", _placement(dice, strength), scores)


def _histories() -> Iterator[PracticeHistory]:
    dice = random.Random(5)  # noqa: S311 - made-up values, the same each time
    for practice in PRACTICES:
        strength = dice.uniform(30, 60)
        points = [Point(score) for score in _growing(dice, strength)]
        if practice.key == "monitoring":
            points[2] = Point(points[2].score, breaks=True)
        if practice.key == "coupling":
            points[1] = Point(Suppressed(Reason.TOO_FEW))
        yield PracticeHistory(practice, tuple(points))


def _growing(dice: random.Random, strength: float) -> Iterator[ReleasedScore]:
    """Yield a score for each campaign, with its change since the last."""
    before = score = round(strength)
    for _ in CAMPAIGNS:
        change = score - before
        near = Interval(score - dice.randint(4, 9), score + dice.randint(4, 9))
        since = Change(change, real=abs(change) > 6)  # noqa: PLR2004 - more than its interval
        yield ReleasedScore(score, Bound.EXACT, "20-49", near, change=since)
        before, score = score, score + round(dice.gauss(4, 6))


def _score(dice: random.Random, strength: float) -> ReleasedScore | Suppressed:
    if dice.random() < 0.08:  # noqa: PLR2004 - about one cell in twelve
        return Suppressed(dice.choice([Reason.TOO_FEW, Reason.PROTECTS_NEIGHBOUR]))
    score = round(min(95, max(5, dice.gauss(strength, 18))))
    return ReleasedScore(score, Bound.EXACT, "10-19", Interval(score - 5, score + 5))


def _placement(dice: random.Random, strength: float) -> ReleasedPlacement | Suppressed:
    if dice.random() < 0.1:  # noqa: PLR2004 - one team in ten
        return Suppressed(Reason.TOO_FEW)
    score = dice.gauss(strength, 18)
    tier = list(Tier)[min(2, max(0, int(score // 33)))]
    kind = dice.choice([LabelKind.CERTAIN, LabelKind.LEANING])
    return ReleasedPlacement("dora-2022", 2022, {}, Label(kind, (tier,)), None, "10-19", None)
