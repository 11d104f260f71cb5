"""A rule set in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format

from assessments.charts import words
from assessments.models import Benchmark, Outline
from assessments.pages.metric_words import metric_labels
from assessments.scoring import placement
from assessments.scoring.values import Metric, Tier


def benchmark_page(benchmark: Benchmark, outline: Outline) -> dict[str, Any]:
    """Return a rule set as tables: the published medians, and the limits that follow."""
    rule_set = benchmark.rule_set()
    labels = metric_labels(outline, rule_set)
    asked = list(outline.metric_places())
    named = outline.metric_names()
    names = {metric: named.get(metric) or words.metric_name(metric) for metric in Metric}
    return {
        "benchmark": benchmark,
        "rule_set": rule_set,
        "metric_names": [names[metric] for metric in asked],
        "profiles": [
            {
                "tier": profile.tier,
                "name": words.opening(words.tier_word(profile.tier)),
                "share": None if profile.share is None else _percent(profile.share),
                "medians": [labels[metric][profile.medians[metric]] for metric in asked],
            }
            for profile in rule_set.profiles
        ],
        "limits": _limits(rule_set, labels, names, asked) if rule_set.placeable else [],
        "theta": number_format(f"{rule_set.theta:g}"),
        "certain": _percent(rule_set.certain_from),
        "leaning": _percent(rule_set.leaning_from),
        "has_elite": any(profile.tier == Tier.ELITE for profile in rule_set.profiles),
    }


def _percent(share: float) -> str:
    return words.percent_text(round(100 * share))


def _limits(
    rule_set: Any, labels: Any, names: Mapping[Metric, str], asked: list[Metric]
) -> list[dict[str, Any]]:
    limits = placement.tier_limits(rule_set)
    return [
        {
            "name": names[metric],
            "rows": [
                {"label": label, "tiers": words.tiers_text(limits[metric][code])}
                for code, label in sorted(labels[metric].items(), reverse=True)
            ],
        }
        for metric in asked
    ]
