"""A unit over its campaigns: tiers of its teams, how they moved, the trend of each practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format

from assessments.actions import comparisons
from assessments.charts.distribution import distribution_chart
from assessments.charts.gap import Aim
from assessments.charts.history import Move, Point, PracticeHistory, TierCounts
from assessments.charts.movement import movement_chart
from assessments.charts.trend import trend_chart
from assessments.models import NOT_PLACED, PERFORMANCE, Campaign, CampaignNode, Result
from assessments.pages import survey_language
from assessments.scoring.values import Practice as ChartPractice
from assessments.scoring.values import Reason, Suppressed, Tier

Tiers = Mapping[int, str | None]
LEAST = 2


def history(
    nodes: Sequence[CampaignNode],
    cells: Iterable[Result],
    tiers: Sequence[Tiers],
    aims: Mapping[str, Aim],
) -> dict[str, Any]:
    """Return the charts of a unit's nodes, oldest first.

    `tiers` by team are those of the last two, `aims` the targets by practice that hold now.
    """
    of_node: dict[int, dict[str, Result]] = {node.pk: {} for node in nodes}
    for cell in cells:
        of_node[cell.node_id][cell.column] = cell
    dates = [_date(node.campaign) for node in nodes]
    return {
        "distribution": _distribution(nodes, of_node, dates),
        "movement": _movement(tiers, dates) if len(nodes) >= LEAST else None,
        "trend": _trend(nodes, of_node, dates, aims) if len(nodes) >= LEAST else None,
    }


def _date(campaign: Campaign) -> str:
    return date_format(campaign.closes_locally())


def _distribution(
    nodes: Sequence[CampaignNode], of_node: Mapping[int, Mapping[str, Result]], dates: Sequence[str]
) -> Any:
    counts = []
    for node, date in zip(nodes, dates, strict=True):
        placed = of_node[node.pk].get(PERFORMANCE)
        teams = placed.detail.get("teams", {}) if placed else {}
        counts.append(TierCounts(date, {_tier(tier): n for tier, n in teams.items()}))
    return distribution_chart(counts) if any(one.teams for one in counts) else None


def _movement(tiers: Sequence[Tiers], dates: Sequence[str]) -> Any:
    before, now = tiers
    moves = Counter((_tier(before[team]), _tier(now[team])) for team in before.keys() & now.keys())
    if not moves:
        return None
    return movement_chart(
        [Move(then, later, teams) for (then, later), teams in moves.items()],
        before=dates[-2],
        now=dates[-1],
    )


def _tier(tier: str | None) -> Tier | None:
    return None if tier in {None, NOT_PLACED} else Tier(tier)


def _trend(
    nodes: Sequence[CampaignNode],
    of_node: Mapping[int, Mapping[str, Result]],
    dates: Sequence[str],
    aims: Mapping[str, Aim],
) -> Any:
    outlines = [node.campaign.edition.outline() for node in nodes]
    # The first campaign continues nothing
    same = [set[str](), *map(comparisons.same_practices, outlines[1:], outlines)]
    histories = [
        PracticeHistory(
            # A panel is as narrow as a heatmap's column, and its title names several
            ChartPractice(practice.key, practice.short_name),
            tuple(
                Point(
                    _score(of_node[node.pk].get(practice.key)),
                    breaks=place > 0 and practice.key not in same[place],
                )
                for place, node in enumerate(nodes)
            ),
            aims.get(practice.key),
        )
        for practice in survey_language.reads(outlines[-1]).practices
    ]
    return trend_chart(histories, campaigns=dates)


def _score(cell: Result | None) -> Any:
    return cell.value() if cell else Suppressed(Reason.NOT_ASKED)
