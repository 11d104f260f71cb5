"""What a unit is compared with: the survey before, and how its teams moved since."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assessments.charts.finding_values import Since
from assessments.charts.team_moves import TeamMove
from assessments.models import CampaignNode, Result
from assessments.scoring.values import Label, LabelKind, Tier

if TYPE_CHECKING:
    from assessments.models import Benchmark


def campaign_before(node: CampaignNode, others: Iterable[CampaignNode]) -> CampaignNode | None:
    """Return the unit in the survey before, of those given latest first; None for the first."""
    closed = node.campaign.closes_at
    return next((other for other in others if other.campaign.closes_at < closed), None)


def moves_since(node: CampaignNode, earlier: CampaignNode | None) -> Since:
    """Return which teams changed their tier since the survey before: at most two queries."""
    if earlier is None:
        return Since()
    name = earlier.campaign.name
    if not same_rules(earlier.campaign.benchmark, node.campaign.benchmark):
        return Since(name)
    placed = Result.objects.moves_since(node, earlier.campaign)
    found = [
        TeamMove(team, name, unit or "", _label(then), _label(now))
        for team, name, unit, then, now in placed.changed_tier()
    ]
    return Since(name, found, any_placed=bool(found) or placed.exists())


def same_rules(one: Benchmark, other: Benchmark) -> bool:
    """Tell whether two benchmarks place alike: a version with other words about it does."""
    if one.pk == other.pk:
        return True
    rules = [
        dataclasses.replace(each.rule_set(), title="", citation="", url="", quirks=())
        for each in (one, other)
    ]
    return rules[0] == rules[1]


def _label(stored: dict[str, Any]) -> Label:
    return Label(LabelKind(stored["kind"]), tuple(map(Tier, stored["tiers"])))
