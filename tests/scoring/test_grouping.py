"""Groups that are computed together get the figures that each gets alone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from published_tables import rule_set

from assessments.scoring import grouping, likert, placement
from assessments.scoring.second_opinions import opinions_of_each, second_opinions
from assessments.scoring.values import Item

ITEMS = [Item("a"), Item("b", reverse=True), Item("c", weight=2.0), Item("d"), Item("e")]
seeds = st.integers(0, 2**32 - 1)


def drawn(seed, codes):
    """Return some people's codes, with gaps, and some groups of them that may overlap."""
    draw = np.random.default_rng(seed)
    answers = draw.integers(1, codes + 1, size=(40, len(codes))).astype(np.float64)
    answers[draw.random(answers.shape) < draw.choice([0.0, 0.2, 0.6])] = np.nan
    sizes = draw.choice([0, 1, 2, 5, 5, 5, 8, 12], size=10)
    return answers, [draw.choice(40, size=size, replace=False) for size in sizes]


@settings(max_examples=60)
@given(seeds)
def test_scores_of_groups_are_those_of_each_alone(seed):
    answers, groups = drawn(seed, np.full(5, 7))
    headcounts = [len(rows) + 3 for rows in groups]

    together = likert.score_groups(answers, ITEMS, groups, headcounts)

    assert together == [
        likert.score_group(answers[rows], ITEMS, headcount)
        for rows, headcount in zip(groups, headcounts, strict=True)
    ]


@settings(max_examples=20)
@given(seeds)
def test_placements_of_groups_are_those_of_each_alone(seed):
    answers, groups = drawn(seed, np.array([6, 6, 6, 8]))
    sheets = [answers[rows] for rows in groups]
    of_2022 = rule_set(2022)

    together = placement.place_groups(of_2022, sheets, draws=50)

    assert together == [placement.place_groups(of_2022, [one], draws=50)[0] for one in sheets]
    given_codes = [placement.answers_of(one) for one in sheets]
    assert opinions_of_each(of_2022, given_codes, [5] * 10, 5) == [
        second_opinions(of_2022, codes, 5, 5) for codes in given_codes
    ]


def test_stacks_hold_every_group_once_and_no_more_than_fits(monkeypatch):
    monkeypatch.setattr(grouping, "_LARGEST_STACK", 6)
    groups = [np.arange(size) for size in (3, 0, 3, 9, 3, 2)]

    stacks = list(grouping.same_size(groups))

    assert [(places, stack.shape) for places, stack in stacks] == [
        ([0, 2], (2, 3)),
        ([4], (1, 3)),
        ([3], (1, 9)),
        ([5], (1, 2)),
    ]


def test_no_groups_have_no_figures():
    assert likert.score_groups(np.empty((0, 5)), ITEMS, [], []) == []
    assert placement.place_groups(rule_set(2022), []) == []
