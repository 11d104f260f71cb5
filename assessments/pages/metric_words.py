"""The bands of the four metrics in the words of the question."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from assessments.charts import words
from assessments.models import Outline
from assessments.scoring.bands import asked_bands, bands
from assessments.scoring.values import Metric, RuleSet

# What the three best of the question's eight bands are together in the older tables.
BEST_OF_SIX = gettext_noop("0 to 15%")


def metric_labels(outline: Outline, rule_set: RuleSet) -> dict[Metric, dict[int, str]]:
    """Return each metric's band in words, by the codes of the rule set."""
    labels = {}
    for metric, asked in _option_labels(outline).items():
        best = bands(rule_set, metric)
        named = dict(asked)
        if best < asked_bands(metric):
            named = {code: label for code, label in asked.items() if code < best}
            named[best] = gettext(BEST_OF_SIX)
        labels[metric] = dict(sorted(named.items()))
    return labels


def answer_texts(
    outline: Outline, rule_set: RuleSet, given: Mapping[Metric, int]
) -> dict[Metric, str]:
    """Return what somebody chose, in quotes, and the rule set's band where that is a wider one."""
    chosen, counted = _option_labels(outline), metric_labels(outline, rule_set)
    return {
        metric: _answer_text(
            chosen[metric][code],
            counted[metric][min(code, bands(rule_set, metric))],
            rule_set.year,
        )
        for metric, code in given.items()
    }


def _answer_text(chosen: str, counted: str, year: int) -> str:
    own = words.quoted(chosen)
    if chosen == counted:
        return own
    text = gettext("%(chosen)s, which the %(year)s table counts as %(counted)s")
    return text % {"chosen": own, "year": year, "counted": words.quoted(counted)}


def _option_labels(outline: Outline) -> dict[Metric, dict[int, str]]:
    labels = {}
    for metric, place in outline.metric_places().items():
        text = "%(label)s"
        if metric is Metric.CHANGE_FAIL_RATE:
            text = gettext("%(label)s%%")
        options = outline.questions[place].options
        labels[metric] = {option["code"]: text % {"label": option["label"]} for option in options}
    return labels
