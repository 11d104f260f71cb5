"""METHOD 5.1: a better answer never lowers the tier, but in the tables named there."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from published_tables import SHORT, YEARS, rule_set, vector

from assessments.scoring import placement
from assessments.scoring.values import Metric, Tier

VECTOR = vector("monotonicity_property")
SAFE_YEARS = [year for year in YEARS if year not in {2016, 2024}]


def four(codes):
    return {metric: [code] for metric, code in zip(Metric, codes, strict=True)}


def steps(rules):
    """Every single improvement of every pattern: pattern, metric's index, better pattern."""
    tops = [6, 6, 6, rules.change_fail_rate_bands]
    for codes in product(*(range(1, top + 1) for top in tops)):
        for i in range(4):
            if codes[i] < tops[i]:
                yield codes, i, (*codes[:i], codes[i] + 1, *codes[i + 1 :])


@pytest.mark.parametrize("year", YEARS)
def test_single_improvements_that_harm_are_those_of_the_vector(year):
    rules, expected = rule_set(year), VECTOR[str(year)]
    cache = {}

    def chances(codes):
        if codes not in cache:
            cache[codes] = placement.place(rules, four(codes)).chances
        return cache[codes]

    tried = list(steps(rules))
    harmful = [
        (codes, i)
        for codes, i, better in tried
        if chances(better)[Tier.HIGH] < chances(codes)[Tier.HIGH] - 1e-12
        or chances(better)[Tier.LOW] > chances(codes)[Tier.LOW] + 1e-12
    ]

    assert len(tried) == expected["single_step_improvements"]
    assert len(harmful) == expected["that_lower_P_high_or_raise_P_low"]
    if harmful:
        codes, i = harmful[0]
        assert [list(codes), list(SHORT)[i]] == expected["first_example"]


@given(st.data())
def test_one_persons_better_answer_never_harms_the_group(data):
    rules = rule_set(data.draw(st.sampled_from(SAFE_YEARS)))
    answers = {
        metric: data.draw(st.lists(st.integers(1, top), max_size=6))
        for metric, top in zip(Metric, (6, 6, 6, 8), strict=True)
    }
    movable = [
        (metric, i)
        for metric, top in zip(Metric, (6, 6, 6, 8), strict=True)
        for i, code in enumerate(answers[metric])
        if code < top
    ]
    assume(movable)
    metric, i = data.draw(st.sampled_from(movable))
    better = {name: list(codes) for name, codes in answers.items()}
    better[metric][i] += 1

    before, after = (placement.place(rules, given).chances for given in (answers, better))

    assert after[Tier.HIGH] >= before[Tier.HIGH] - 1e-12
    assert after[Tier.LOW] <= before[Tier.LOW] + 1e-12
