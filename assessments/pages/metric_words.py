"""The bands of the four metrics in the words of the question."""

from __future__ import annotations

from assessments.models import Outline
from assessments.scoring.bands import asked_bands, bands
from assessments.scoring.values import Metric, RuleSet

# What the three best of the question's eight bands are together in the older tables.
BEST_OF_SIX = "0 to 15"


def metric_labels(outline: Outline, rule_set: RuleSet) -> dict[Metric, dict[int, str]]:
    """Return each metric's band in words, by the codes of the rule set."""
    labels = {}
    for metric, place in outline.metric_places().items():
        options = outline.questions[place].options
        named = {option["code"]: option["label"] for option in options}
        if bands(rule_set, metric) < asked_bands(metric):
            named = {code: label for code, label in named.items() if code < bands(rule_set, metric)}
            named[bands(rule_set, metric)] = BEST_OF_SIX
        if metric is Metric.CHANGE_FAIL_RATE:
            named = {code: f"{label}%" for code, label in named.items()}
        labels[metric] = dict(sorted(named.items()))
    return labels
