"""What other rules say of the answers that place a group, as it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from statistics import fmean

from . import placement, quickcheck
from .guards import OUTER_EIGHTH, is_small
from .likelihood import Answers
from .values import Bound, Metric, ReleasedQuickScore, RuleSet, SecondOpinions, Tier

TOP_SCORE = 10
AT_LEAST_QUICK_SCORE, AT_MOST_QUICK_SCORE = 8.5, 1.5
STEP, SMALL_GROUP_STEP = 0.1, 0.5


def second_opinions(rule_set: RuleSet, answers: Answers, n: int, k: int) -> SecondOpinions:
    """Return what other rules say of one placed group of n people in a release at level k.

    `answers` are the question's codes of those metrics that may be shown, the same that the
    placement rests on. Each opinion is None where its rule needs more: the 2019 tier all four
    metrics, the placement by shares a table that prints one for each tier. Raises ValueError
    as `placement.place`.
    """
    return opinions_of_each(rule_set, [answers], [n], k)[0]


def opinions_of_each(
    rule_set: RuleSet, groups: Sequence[Answers], sizes: Sequence[int], k: int
) -> list[SecondOpinions]:
    """Return the second opinions of each of some groups, as `second_opinions` does of one."""
    shares = _by_share(rule_set, groups)
    return [
        SecondOpinions(
            tier_2019=_tier_2019(answers),
            score=_quick_score(answers, small=is_small(n, k)),
            by_share=by_share,
        )
        for answers, n, by_share in zip(groups, sizes, shares, strict=True)
    ]


def guard_quick_score(score: float, metrics: int, *, small: bool) -> ReleasedQuickScore:
    """Return DORA's score 0..10 as it may be shown, the mean of so many metrics, halves up.

    One decimal; in a small group steps of 0.5, and in the outer eighths of the scale only
    "8.5 or more" and "1.5 or less", so that a unanimous group looks like others.
    """
    exact, step = round(score, 9), SMALL_GROUP_STEP if small else STEP
    if small and exact >= TOP_SCORE * (1 - OUTER_EIGHTH):
        return ReleasedQuickScore(AT_LEAST_QUICK_SCORE, Bound.AT_LEAST, step, metrics)
    if small and exact < TOP_SCORE * OUTER_EIGHTH:
        return ReleasedQuickScore(AT_MOST_QUICK_SCORE, Bound.AT_MOST, step, metrics)
    shown = round(floor(round(exact / step, 9) + 0.5) * step, 1)
    return ReleasedQuickScore(shown, Bound.EXACT, step, metrics)


def _tier_2019(answers: Answers) -> Tier | None:
    of_2019 = quickcheck.quick_check_2019(quickcheck.mean_codes(answers))
    return of_2019.tier if of_2019 else None


def _quick_score(answers: Answers, *, small: bool) -> ReleasedQuickScore | None:
    given = {metric: codes for metric, codes in answers.items() if len(codes)}
    rates = given.pop(Metric.CHANGE_FAIL_RATE, None)
    percent = fmean(map(quickcheck.change_fail_percent, rates)) if rates else None
    exact = quickcheck.quick_check_score(quickcheck.mean_codes(given), percent)
    count = len(given) + (percent is not None)
    return None if exact is None else guard_quick_score(exact.overall, count, small=small)


def _by_share(rule_set: RuleSet, groups: Sequence[Answers]) -> list[Tier | None]:
    shares = {profile.tier: profile.share for profile in rule_set.profiles if profile.share}
    if len(shares) < len(rule_set.profiles):
        return [None] * len(groups)
    placements = placement.place_each(rule_set, groups, shares)
    return [next(iter(placed.label.tiers), None) for placed in placements]
