"""The sentences of a board report: what stands out, how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.charts import words
from assessments.models import NOT_PLACED, PERFORMANCE, Campaign, CampaignNode
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


def hidden(rows: int, cells: int, of_cells: int, together: str) -> str:
    """Return how much of the heatmap has no figure."""
    if not cells:
        return "Nothing in the heatmap is hidden: every cell has its figure."
    whole = {0: "", 1: " One row has no figure at all."}.get(rows, f" {rows} rows have no figure.")
    have = "cell has" if cells == 1 else "cells have"
    counted = f"{cells} of {of_cells} {have} no figure, each for one of these reasons.{whole}"
    return f"{counted} Their scores together: “{together}”." if together else counted


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


def methods(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Return how the figures came about, as terms and sentences."""
    rules = campaign.benchmark.rule_set()
    certain = f"{rules.certain_from:.0%}"
    source = ", ".join(part for part in (rules.citation, rules.url) if part)
    return (
        ("Answers", _answers(campaign)),
        (
            "Scores",
            (
                "A practice’s score is the mean of everybody’s answers to its statements, put on 0 "
                "to 100. In brackets stands the 95% interval: how far the score could lie off for "
                "the whole group, given who answered."
            ),
        ),
        (
            "Tiers",
            (
                "The published profile that the answers on four delivery metrics fit best, with "
                f"the chance of each. From a chance of {certain} on a tier is called most likely. "
                f"Rule set: {rules.title} ({source})."
            ),
        ),
        (
            "Change",
            (
                "Only what is more than chance would give, in figures shown in both surveys for "
                "the same group and the same questions. A tier has changed where both surveys "
                "call one most likely, and not the same."
            ),
        ),
        ("What is hidden", _hiding(campaign)),
    )


def _answers(campaign: Campaign) -> str:
    if campaign.is_team_sheet:
        return "Each team answered together, on one sheet. No answers of single people are in it."
    return (
        "Given anonymously, with personal links. How many answered is shown as a range (5 to 9, "
        "10 to 19, 20 to 49, 50 or more)."
    )


def _hiding(campaign: Campaign) -> str:
    if campaign.is_team_sheet:
        return "A team’s sheet holds no answers of single people, so no group is too small."
    k = campaign.smallest_group
    return (
        f"Figures of fewer than {k} people, and figures from which those of fewer than {k} could "
        f"be worked out by subtraction. Under {2 * k} answers, a score near an end of the scale "
        "is shown as a limit, such as “88 or more”."
    )
