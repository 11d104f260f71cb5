"""Charts for pages: the themes, the words of the metrics' bands, one person's profile.

Imported where a chart is shown, not at start: it brings numpy and plotly.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext

from assessments.charts import theme, words
from assessments.charts.metrics import metrics_chart
from assessments.charts.opinions import opinions
from assessments.charts.placement import chances_chart
from assessments.charts.profile import own_profile
from assessments.models import Outline
from assessments.pages.metric_words import answer_texts, metric_labels
from assessments.scoring import placement
from assessments.scoring.values import Practice, RuleSet

if TYPE_CHECKING:
    from assessments.actions.profiles import Profile

# What two lines beside a row of a chart have room for
LONGEST_NAME, LONGEST_WORD = 56, 24


@cache
def themes() -> dict[str, Any]:
    """Return the two plotly templates, made from the design tokens."""
    return theme.templates((settings.BASE_DIR / "static/css/tokens.css").read_text())


def chart_practice(practice: Any) -> Practice:
    """Return a practice as charts name it: by its short name where the name has no room."""
    longest = max(map(len, practice.name.split()), default=0)
    fits = len(practice.name) <= LONGEST_NAME and longest <= LONGEST_WORD
    return Practice(practice.key, practice.name if fits else practice.short_name)


def profile_context(profile: Profile, rule_set: RuleSet, outline: Outline) -> dict[str, Any]:
    """Return what the profile partial shows: placement, metrics and practices of one sheet."""
    as_of = gettext("From the answers you just gave")
    metrics = [(released.metric, released) for released in profile.metrics]
    return {
        "chart_themes": themes(),
        "rule_set": rule_set,
        "headline": words.label_sentence(profile.placement.label) if profile.placement else "",
        "tier": profile.placement.label.tiers[0] if profile.placement else "",
        "chances": profile.placement and chances_chart(profile.placement, as_of=as_of),
        "second_opinions": opinions(profile.placement, rule_set) if profile.placement else [],
        "metrics": metrics
        and metrics_chart(
            metrics,
            rule_set=rule_set,
            limits=placement.tier_limits(rule_set),
            labels=metric_labels(outline, rule_set),
            names=outline.metric_names(),
            as_of=as_of,
            answers=answer_texts(outline, rule_set, profile.given),
        ),
        "practices": any(score is not None for _, score in profile.practices)
        and own_profile(
            [(chart_practice(practice), score) for practice, score in profile.practices]
        ),
    }
