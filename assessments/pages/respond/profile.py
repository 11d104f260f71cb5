"""One person's profile in words and plain bars.

No chart here: the page that says thank you has to come at once, on a slow phone too, and
building plotly figures would cost several times as much as storing the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.charts import words
from assessments.charts.opinions import opinions
from assessments.models import Outline
from assessments.pages.metric_words import answer_texts
from assessments.scoring import placement
from assessments.scoring.values import RuleSet, Tier

if TYPE_CHECKING:
    from assessments.actions.profiles import Profile


@dataclass(frozen=True)
class MetricLine:
    """One metric: what was answered, and which tier that answer is nearest to."""

    name: str
    answer: str
    tiers: tuple[tuple[Tier, str], ...]


def profile_context(own: Profile, rule_set: RuleSet, outline: Outline) -> dict[str, Any]:
    """Return what the thank-you page shows of the sheet just sent."""
    placed = own.placement
    scores = sorted(own.practices, key=lambda pair: (pair[1] is None, pair[1]))
    return {
        "rule_set": rule_set,
        "headline": words.label_sentence(placed.label) if placed else "",
        "chances": words.chances_text(placed) if placed else "",
        "second_opinions": opinions(placed, rule_set) if placed else [],
        "mixed": words.mixed_sentence(placed.mixed, outline.metric_names())
        if placed and placed.mixed
        else "",
        "metrics": _metrics(own, rule_set, outline),
        "scores": scores,
        "middle": words.inside(outline.middle_label()),
    }


def _metrics(own: Profile, rule_set: RuleSet, outline: Outline) -> list[MetricLine]:
    answers, names = answer_texts(outline, rule_set, own.given), outline.metric_names()
    limits = placement.tier_limits(rule_set)
    return [
        MetricLine(
            name=names.get(one.metric) or words.metric_name(one.metric),
            answer=answers[one.metric],
            tiers=tuple(
                (tier, words.opening(words.tier_word(tier)))
                for tier in limits[one.metric][int(one.position)]
            ),
        )
        for one in own.metrics
    ]
