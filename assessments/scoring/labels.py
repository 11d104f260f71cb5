"""The words of a placement: its label, the mixed mark, and the nearest tier of each metric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .values import Label, LabelKind, Metric, Mixed, MixedKind, RuleSet, Tier

# Worst first: the tiers of a placement. Elite is shown as part of high.
SHOWN = (Tier.LOW, Tier.MEDIUM, Tier.HIGH)
SPEED = (Metric.DEPLOYMENT_FREQUENCY, Metric.LEAD_TIME)
STABILITY = (Metric.TIME_TO_RESTORE, Metric.CHANGE_FAIL_RATE)

_NEEDED_METRICS = 3
_TIED_CODE = 4


def shown(tier: Tier) -> Tier:
    """Return the tier as it is shown: elite counts as high."""
    return Tier.HIGH if tier is Tier.ELITE else tier


def enough(metrics: Iterable[Metric]) -> bool:
    """Say whether these metrics carry a label: three, with one of speed and one of stability."""
    answered = set(metrics)
    pairs = bool(answered & set(SPEED)) and bool(answered & set(STABILITY))
    return pairs and len(answered) >= _NEEDED_METRICS


def label(rule_set: RuleSet, chances: Mapping[Tier, float], metrics: Iterable[Metric]) -> Label:
    """Return the label for chances 0..1: the tier, a leaning, or between the two likeliest.

    Equal chances go to the lower tier.
    """
    if not enough(metrics):
        return Label(LabelKind.NOT_ENOUGH)
    # Equal chances may differ in the last binary digit.
    ranked = sorted(SHOWN, key=lambda tier: (-round(chances[tier], 9), SHOWN.index(tier)))
    top = round(chances[ranked[0]], 9)
    if top >= rule_set.certain_from:
        return Label(LabelKind.CERTAIN, (ranked[0],))
    if top >= rule_set.leaning_from:
        return Label(LabelKind.LEANING, (ranked[0],))
    return Label(LabelKind.BETWEEN, tuple(ranked[:2]))


def nearest(rule_set: RuleSet, metric: Metric, code: float) -> tuple[Tier, ...]:
    """Return the tiers whose median is closest to a code (halves allowed), better first.

    Ties name all of them. One is broken: a change failure rate of 31-45%, halfway between low
    and medium, counts as medium, as in GitLab's reading of the 2022 table.
    """
    gaps = [(abs(code - profile.medians[metric]), profile.tier) for profile in rule_set.profiles]
    smallest = min(gap for gap, _ in gaps)
    tiers = {shown(tier) for gap, tier in gaps if gap <= smallest}
    tied = metric is Metric.CHANGE_FAIL_RATE and code == _TIED_CODE
    if tied and tiers == {Tier.LOW, Tier.MEDIUM}:
        return (Tier.MEDIUM,)
    return tuple(tier for tier in reversed(SHOWN) if tier in tiers)


def mixed(named: Label, closest: Mapping[Metric, tuple[Tier, ...]]) -> Mixed | None:
    """Return the mixed mark: one metric alone nearest to high and another to low.

    None without both, and when there are not enough answers for a label. The kind says "fast
    but unstable" or "slow but stable" where speed and stability each point one way.
    """
    high = tuple(metric for metric, tiers in closest.items() if tiers == (Tier.HIGH,))
    low = tuple(metric for metric, tiers in closest.items() if tiers == (Tier.LOW,))
    if named.kind is LabelKind.NOT_ENOUGH or not high or not low:
        return None
    return Mixed(_kind(set(high), set(low)), high, low)


def _kind(high: set[Metric], low: set[Metric]) -> MixedKind:
    if high <= set(SPEED) and low <= set(STABILITY):
        return MixedKind.FAST_BUT_UNSTABLE
    if low <= set(SPEED) and high <= set(STABILITY):
        return MixedKind.SLOW_BUT_STABLE
    return MixedKind.MIXED
