"""The small bar of a heatmap's row: how many of the teams below are placed where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from assessments.charts import words
from assessments.models import NOT_PLACED
from assessments.scoring.values import Tier

WIDTH = 100
ORDER = (*(tier.value for tier in Tier), NOT_PLACED)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar, in hundredths of its width."""

    look: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class TierBar:
    """The bar, the same in words, and the teams by tier."""

    segments: tuple[Segment, ...]
    sentence: str
    counts: Mapping[str, int] = field(compare=False)


def tier_bar(teams: Mapping[str, int]) -> TierBar | None:
    """Return the bar of so many teams a tier; None where there are no teams."""
    total = sum(teams.values())
    if not total:
        return None
    segments, start = [], 0.0
    for tier in ORDER:
        if count := teams.get(tier, 0):
            width = count / total * WIDTH
            segments.append(Segment(f"tier-{tier}", round(start, 2), round(width, 2)))
            start += width
    parts = [f"{teams[tier]} {_word(tier)}" for tier in ORDER if teams.get(tier)]
    sentence = gettext("Teams: %(tiers)s") % {"tiers": words.joined(parts)}
    return TierBar(tuple(segments), sentence, teams)


def _word(tier: str) -> str:
    return words.place_word(None if tier == NOT_PLACED else Tier(tier))
