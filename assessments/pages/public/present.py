"""A rule set in words."""

from __future__ import annotations

from typing import Any

from assessments.charts import words
from assessments.models import Benchmark, Outline
from assessments.pages.metric_words import metric_labels
from assessments.scoring import placement
from assessments.scoring.values import Metric, Tier


def benchmark_page(benchmark: Benchmark, outline: Outline) -> dict[str, Any]:
    """Return a rule set as tables: the published medians, and the limits that follow."""
    rule_set = benchmark.rule_set()
    labels = metric_labels(outline, rule_set)
    asked = [metric for metric in Metric if metric in labels]
    return {
        "benchmark": benchmark,
        "rule_set": rule_set,
        "metric_names": [words.metric_name(metric) for metric in asked],
        "profiles": [
            {
                "tier": profile.tier,
                "share": None if profile.share is None else f"{profile.share:.0%}",
                "medians": [labels[metric][profile.medians[metric]] for metric in asked],
            }
            for profile in rule_set.profiles
        ],
        "limits": _limits(rule_set, labels, asked) if rule_set.placeable else [],
        "theta": f"{rule_set.theta:g}",
        "certain": f"{rule_set.certain_from:.0%}",
        "leaning": f"{rule_set.leaning_from:.0%}",
        "has_elite": any(profile.tier == Tier.ELITE for profile in rule_set.profiles),
    }


def _limits(rule_set: Any, labels: Any, asked: list[Metric]) -> list[dict[str, Any]]:
    limits = placement.tier_limits(rule_set)
    return [
        {
            "name": words.metric_name(metric),
            "rows": [
                {"label": label, "tiers": words.tiers_text(limits[metric][code])}
                for code, label in sorted(labels[metric].items(), reverse=True)
            ],
        }
        for metric in asked
    ]
