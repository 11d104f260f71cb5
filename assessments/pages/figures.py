"""Charts for pages: the themes, the words of the metrics' bands, one person's profile.

Imported where a chart is shown, not at start: it brings numpy and plotly.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from assessments.charts import theme, words
from assessments.charts.metrics import metrics_chart
from assessments.charts.placement import chances_chart
from assessments.charts.profile import own_profile
from assessments.models import Outline
from assessments.scoring import placement
from assessments.scoring.bands import asked_bands, bands
from assessments.scoring.values import Metric, Practice, RuleSet

if TYPE_CHECKING:
    from assessments.actions.profiles import Profile

# What the three best of the question's eight bands are together in the older tables.
BEST_OF_SIX = "0 to 15"


@cache
def themes() -> dict[str, Any]:
    """Return the two plotly templates, made from the design tokens."""
    return theme.templates((settings.BASE_DIR / "static/css/tokens.css").read_text())


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


def chart_practice(practice: Any) -> Practice:
    """Return a practice of an edition as the charts take it."""
    return Practice(practice.key, practice.name)


def profile_context(profile: Profile, rule_set: RuleSet, outline: Outline) -> dict[str, Any]:
    """Return what the profile partial shows: placement, metrics and practices of one sheet."""
    as_of = "From the answers you just gave"
    metrics = [(released.metric, released) for released in profile.metrics]
    return {
        "chart_themes": themes(),
        "rule_set": rule_set,
        "headline": words.label_sentence(profile.placement.label) if profile.placement else "",
        "tier": profile.placement.label.tiers[0] if profile.placement else "",
        "chances": profile.placement and chances_chart(profile.placement, as_of=as_of),
        "metrics": metrics
        and metrics_chart(
            metrics,
            rule_set=rule_set,
            limits=placement.tier_limits(rule_set),
            labels=metric_labels(outline, rule_set),
            as_of=as_of,
        ),
        "practices": own_profile(
            [(chart_practice(practice), score) for practice, score in profile.practices]
        ),
    }
