"""The sentences of a board report: what stands out, how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from assessments.charts import words
from assessments.models import NOT_PLACED, PERFORMANCE, CampaignNode
from assessments.pages.turnout_words import invited_text
from assessments.scoring.values import ReleasedPlacement, Suppressed, Tier


def summary(node: CampaignNode, values: Mapping[str, Any], teams: Mapping[str, int]) -> list[str]:
    """Return the unit's turnout, its standing and its teams, a sentence each."""
    found = [
        invited_text(node.turnout_band) if node.turnout_band else "",
        _standing(node.name, values.get(PERFORMANCE)),
        _teams(teams),
    ]
    return [sentence for sentence in found if sentence]


def _standing(name: str, value: Any) -> str:
    if not isinstance(value, ReleasedPlacement):
        reason = words.reason_sentence(value.reason) if isinstance(value, Suppressed) else ""
        text = gettext("%(unit)s as a whole is not placed.") % {"unit": name}
        return f"{text} {reason}".strip()
    return gettext("%(unit)s as a whole is %(label)s: %(chances)s.") % {
        "unit": name,
        "label": words.inside(words.label_sentence(value.label)),
        "chances": words.chances_text(value),
    }


def _teams(teams: Mapping[str, int]) -> str:
    total, none = sum(teams.values()), teams.get(NOT_PLACED, 0)
    if not total:
        return ""
    placed = [
        f"{teams[tier.value]} {words.tier_word(tier)}"
        for tier in reversed(Tier)
        if teams.get(tier.value)
    ]
    if not placed:
        text = ngettext(
            "Of %(all)s team none is placed.", "Of %(all)s teams none is placed.", total
        )
        return text % {"all": total}
    text = ngettext(
        "Of %(all)s team, by likeliest tier: %(tiers)s.",
        "Of %(all)s teams, by likeliest tier: %(tiers)s.",
        total,
    )
    if none:
        text = ngettext(
            "Of %(all)s teams, by likeliest tier: %(tiers)s; %(none)s is not placed.",
            "Of %(all)s teams, by likeliest tier: %(tiers)s; %(none)s are not placed.",
            none,
        )
    return text % {"all": total, "tiers": words.joined(placed), "none": none}


def why_these(equally_low: str, *, any_shown: bool) -> str:
    """Return the rule by which the practices to invest in were chosen."""
    if not any_shown:
        return gettext(
            "No practice of this unit has a figure that may be shown, so none can be chosen."
        )
    rule = gettext(
        "The two lowest scores of the unit as a whole; of equal scores, the one on which opinions "
        "differ most. That shows where there is room, not what pays off most: no survey can "
        "tell you that."
    )
    if not equally_low:
        return rule
    equal = gettext("Just as low: %(practices)s.") % {"practices": equally_low}
    return f"{rule} {equal}"
