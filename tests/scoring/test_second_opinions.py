"""Second opinions: each by its own rule, and in a small group none that tells on its people."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_tables import YEARS, rule_set, vector

from assessments.scoring import quickcheck, second_opinions
from assessments.scoring.bands import asked_bands
from assessments.scoring.labels import enough
from assessments.scoring.second_opinions import guard_quick_score
from assessments.scoring.values import (
    Bound,
    Metric,
    ReleasedQuickScore,
    SecondOpinions,
    Tier,
)

OF_2022 = rule_set(2022)
SMALL, LARGE = 5, 10
K = 5
PLACING = [
    metrics
    for use in product([True, False], repeat=4)
    if enough(metrics := [m for m, used in zip(Metric, use, strict=True) if used])
]


def said(codes, n=1, k=1, table=OF_2022):
    answers = {metric: [code] for metric, code in zip(Metric, codes, strict=True) if code}
    return second_opinions.second_opinions(table, answers, n, k)


def test_three_rules_speak_of_one_sheet():
    assert said([4, 4, 5, 5]) == SecondOpinions(
        tier_2019=Tier.HIGH,
        score=ReleasedQuickScore(6.9, Bound.EXACT, 0.1, 4),
        by_share=Tier.MEDIUM,
    )


def test_missing_metric_leaves_the_2019_rule_out_and_is_left_out_of_the_score():
    missing = said([4, 4, 5, None])

    assert missing.tier_2019 is None
    assert missing.score == ReleasedQuickScore(6.7, Bound.EXACT, 0.1, 3)
    assert missing.by_share is not None


@pytest.mark.parametrize("case", vector("dora_quickcheck_score")["cases"])
def test_vectors_score_is_shown_in_one_decimal(case):
    overall = case["out"]["overall"]

    shown = guard_quick_score(overall, 4, small=False)

    assert shown.score == pytest.approx(overall, abs=0.05 + 1e-9)
    assert shown.score == round(shown.score, 1)


@pytest.mark.parametrize("case", vector("classification_2022")["cases"])
def test_placement_by_shares_is_that_of_the_vector(case):
    given = [case["answers"].get(name) for name in ("df", "lt", "ttr", "cfr")]
    answers = {
        metric: codes if isinstance(codes, list) else [codes]
        for metric, codes in zip(Metric, given, strict=True)
        if codes is not None
    }
    chances = case["posterior_share_prior"]
    likeliest = max(chances, key=chances.get)

    tier = second_opinions.second_opinions(OF_2022, answers, 1, 1).by_share

    assert tier == (Tier(likeliest) if enough(answers) else None)


@pytest.mark.parametrize("year", [y for y in YEARS if y not in {2016, 2024}])
def test_only_a_table_with_every_share_has_a_placement_by_shares(year):
    table = rule_set(year)
    printed = all(profile.share for profile in table.profiles)

    assert (said([4, 4, 5, 5], table=table).by_share is not None) == printed
    assert printed == (year != 2017)


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (0.3, (1.5, Bound.AT_MOST)),
        (1.2499, (1.5, Bound.AT_MOST)),
        (1.25, (1.5, Bound.EXACT)),
        (6.74, (6.5, Bound.EXACT)),
        (6.75, (7.0, Bound.EXACT)),
        (8.7499, (8.5, Bound.EXACT)),
        (8.75, (8.5, Bound.AT_LEAST)),
        (9.94, (8.5, Bound.AT_LEAST)),
    ],
)
def test_small_group_has_halves_and_limits_at_the_ends(exact, shown):
    assert guard_quick_score(exact, 4, small=True) == ReleasedQuickScore(*shown, 0.5, 4)


@given(st.floats(0, 10), st.booleans())
def test_shown_score_is_true_of_any_score(exact, small):
    shown = guard_quick_score(exact, 4, small=small)

    if shown.bound is Bound.EXACT:
        assert abs(shown.score - exact) <= shown.step / 2 + 1e-6
    elif shown.bound is Bound.AT_LEAST:
        assert exact >= shown.score
    else:
        assert exact <= shown.score


@pytest.mark.parametrize(("n", "k", "step"), [(9, 5, 0.5), (10, 5, 0.1), (11, 6, 0.5), (1, 1, 0.1)])
def test_groups_under_2k_are_small_and_a_team_sheet_is_none(n, k, step):
    assert said([4, 4, 5, 5], n, k).score.step == step


def points(metric, code):
    if metric is Metric.CHANGE_FAIL_RATE:
        return 10 - quickcheck.change_fail_percent(code) / 10
    return 2 * (code - 1)


def moves(metric, code):
    """Return what one of five people who answers a band off changes in the group's points."""
    return [
        (points(metric, near) - points(metric, code)) / SMALL
        for near in (code - 1, code + 1)
        if 1 <= near <= asked_bands(metric)
    ]


def told_apart(metrics, *, small):
    """Return unanimous groups of five, and a metric that everybody must have answered alike.

    Found where no group with one person a band off in that metric, with or without others a
    band off elsewhere, shows the same score. Medians and ranges stay the same with one person off.
    """
    found = []
    for codes in product(*(range(1, asked_bands(metric) + 1) for metric in metrics)):
        exact = [points(*pair) for pair in zip(metrics, codes, strict=True)]
        off = [moves(*pair) for pair in zip(metrics, codes, strict=True)]
        shown = guard_quick_score(sum(exact) / len(exact), 4, small=small)
        for place, metric in enumerate(metrics):
            others = product(*(m if p == place else [0, *m] for p, m in enumerate(off)))
            if not any(
                guard_quick_score(sum(exact + list(moved)) / len(exact), 4, small=small) == shown
                for moved in others
            ):
                found.append((codes, metric))
    return found


@pytest.mark.parametrize("metrics", PLACING, ids=len)
def test_small_groups_score_never_tells_that_all_answered_alike(metrics):
    assert told_apart(metrics, small=True) == []


def test_score_in_one_decimal_is_seen_to_tell_that_all_answered_alike():
    assert told_apart(tuple(Metric), small=False) != []
