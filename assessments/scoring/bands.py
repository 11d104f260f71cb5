"""The answer bands of the outcome metrics: how many, and how the two sets of them map.

The question on change failure rate has eight bands, so that one answer serves the tables up
to 2022 (six bands, of which 0-15% is the best) and those in percent from 2023 on.
"""

from __future__ import annotations

from .values import Metric, RuleSet

BANDS = 6
CHANGE_FAIL_RATE_BANDS = 8


def asked_bands(metric: Metric) -> int:
    """Return how many bands the question on a metric has: its codes run from 1 to this."""
    return CHANGE_FAIL_RATE_BANDS if metric is Metric.CHANGE_FAIL_RATE else BANDS


def bands(rule_set: RuleSet, metric: Metric) -> int:
    """Return how many bands a rule set has for a metric: its codes run from 1 to this."""
    return rule_set.change_fail_rate_bands if metric is Metric.CHANGE_FAIL_RATE else BANDS


def recode_change_fail_rate(code: float) -> float:
    """Return the question's code 1..8 as a code 1..6 of the older tables: 8, 7 and 6 are 6.

    Raises ValueError for a code outside 1..8.
    """
    if not 1 <= code <= CHANGE_FAIL_RATE_BANDS:
        raise ValueError(f"The code {code} of the change failure rate lies outside 1 to 8.")
    return min(float(code), float(BANDS))
