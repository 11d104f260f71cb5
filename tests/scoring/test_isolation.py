"""The integer program has the smallest set of all: every choice of heights tried beside it."""

from __future__ import annotations

from itertools import product
from math import inf
from random import Random

import pytest

from assessments.scoring.inseparable import NoAnswerInTimeError
from assessments.scoring.isolation import smallest_set


def endless():
    return inf


def falls_of(edges, heights):
    return [heights[tail] - heights[head] for tail, head in edges]


def least_of_all(edges, people, k, ends):
    """The fewest people, 1 to k - 1, on edges that fall by one while all others are level."""
    sums = [
        sum(n for n, fall in zip(people, falls, strict=True) if fall)
        for heights in product(range(3), repeat=ends)
        if set(falls := falls_of(edges, heights)) <= {0, 1}
    ]
    return min((n for n in sums if 0 < n < k), default=None)


@pytest.mark.parametrize("block", range(3))
def test_smallest_set_equals_brute_force(block):
    random, found = Random(50 + block), 0
    for _ in range(40):
        ends, k = random.randint(2, 6), random.randint(2, 9)
        pairs = [(u, v) for u in range(ends) for v in range(ends) if u != v]
        edges = random.sample(pairs, random.randint(1, min(len(pairs), 8)))
        people = [random.randint(1, 9) for _ in edges]

        heights = smallest_set(edges, people, k, endless)

        least = least_of_all(edges, people, k, ends)
        assert (heights is None) is (least is None)
        if heights is not None:
            falls = falls_of(edges, heights)
            assert set(falls) <= {0, 1}
            assert sum(n for n, fall in zip(people, falls, strict=True) if fall) == least
            found += 1
    assert 5 < found < 35


def test_set_of_exactly_k_is_no_solution():
    assert smallest_set([(0, 1)], [5], 5, endless) is None
    assert smallest_set([(0, 1)], [4], 5, endless) is not None


def test_ends_may_have_any_numbers():
    heights = smallest_set([(70, 900)], [2], 5, endless)

    assert heights[70] - heights[900] == 1


def test_nothing_is_isolated_from_nothing():
    assert smallest_set([], [], 5, endless) is None


@pytest.mark.parametrize("left", [0.0, -3.0])
def test_no_time_is_no_answer(left):
    with pytest.raises(NoAnswerInTimeError):
        smallest_set([(0, 1)], [2], 5, lambda: left)
