"""The sentences of a board report: what stands out, how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.charts import words
from assessments.models import NOT_PLACED, PERFORMANCE, CampaignNode
from assessments.scoring.values import ReleasedPlacement, Suppressed, Tier


def summary(node: CampaignNode, values: Mapping[str, Any], teams: Mapping[str, int]) -> list[str]:
    """Return the unit's turnout, its standing and its teams, a sentence each."""
    turnout = f"{words.opening(node.turnout_band)} of those invited answered."
    found = [
        turnout if node.turnout_band else "",
        _standing(node.name, values.get(PERFORMANCE)),
        _teams(teams),
    ]
    return [sentence for sentence in found if sentence]


def _standing(name: str, value: Any) -> str:
    if not isinstance(value, ReleasedPlacement):
        reason = words.reason_sentence(value.reason) if isinstance(value, Suppressed) else ""
        return f"{name} as a whole is not placed. {reason}".strip()
    label = words.inside(words.label_sentence(value.label))
    return f"{name} as a whole is {label}: {words.chances_text(value)}."


def _teams(teams: Mapping[str, int]) -> str:
    total = sum(teams.values())
    if not total:
        return ""
    placed = [
        f"{teams[tier.value]} {words.tier_word(tier)}"
        for tier in reversed(Tier)
        if teams.get(tier.value)
    ]
    count = "Of 1 team" if total == 1 else f"Of {total} teams"
    none = teams.get(NOT_PLACED, 0)
    not_placed = f"{none} {'is' if none == 1 else 'are'} not placed" if none else ""
    if not placed:
        return f"{count} none is placed."
    return f"{count}, by likeliest tier: {words.joined(placed)}{'; ' + not_placed if none else ''}."


def why_these(equally_low: str, *, any_shown: bool) -> str:
    """Return the rule by which the practices to invest in were chosen."""
    if not any_shown:
        return "No practice of this unit has a figure that may be shown, so none can be chosen."
    rule = (
        "The two lowest scores of the unit as a whole; of equal scores, the one on which opinions "
        "differ most. That shows where there is room, not what pays off most: no survey can "
        "tell you that."
    )
    return f"{rule} Just as low: {equally_low}." if equally_low else rule
