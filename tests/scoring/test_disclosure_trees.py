"""ACCEPTANCE 7: random trees are safe, and the release is the best of all safe ones."""

from __future__ import annotations

from math import sqrt
from random import Random

import numpy as np
import pytest
from tree_reference import exposed_groups, random_tree, remainders, safe_sets

from assessments.scoring import disclosure


def leaks(tree, published, k):
    shown = np.array([published])
    totals, left = remainders(tree, shown)
    small = shown[0] & (totals < k)
    return bool(small.any() or ((left > 0) & (left < k)).any())


@pytest.mark.parametrize("block", range(10))
def test_five_hundred_random_trees_leak_nothing(block):
    random, naive_leaks = Random(block), 0
    for _ in range(50):
        nodes, k = round(10 ** random.uniform(0, 4)), random.randint(3, 10)
        tree = random_tree(random, nodes, depth=random.randint(1, 8))

        published = disclosure.safe_release(*tree, k, tie=b"release")

        assert not leaks(tree, published, k)
        assert disclosure.is_safe(*tree, published, k)
        covered = sum(disclosure.residuals(*tree, published))
        assert covered + disclosure.uncovered(*tree, published) == sum(tree[1])
        by_threshold = [people >= k for people in disclosure.totals(*tree)]
        naive_leaks += leaks(tree, by_threshold, k)
    # The negative control: hiding only groups under k leaks in these very trees.
    assert naive_leaks >= 10


def ten_thousand_teams(random, depth):
    """Return 10,000 teams below units that nest so deep, with people at the units, too."""
    parents, levels = [-1], [[0]]
    for _ in range(depth - 1):
        above = levels[-1]
        width = min(1_000, 4 * len(above))
        levels.append(list(range(len(parents), len(parents) + width)))
        parents += [random.choice(above) for _ in range(width)]
    parents += [random.choice(random.choice(levels)) for _ in range(10_000)]
    units = sum(map(len, levels))
    own = [random.choice([0, 0, 1, 6]) for _ in range(units)]
    return parents, own + [random.choice([0, 1, 2, 3, 5, 8, 13]) for _ in range(10_000)]


@pytest.mark.parametrize("depth", range(1, 9))
def test_ten_thousand_teams_leak_nothing(depth):
    random = Random(depth)
    tree, k = ten_thousand_teams(random, depth), random.randint(3, 10)

    published = disclosure.safe_release(*tree, k, tie=b"release")

    assert not leaks(tree, published, k)
    # In a flat tree the small teams of a unit are k people together; in a deep one they are not
    assert depth < 5 or leaks(tree, [people >= k for people in disclosure.totals(*tree)], k)


def options_of(random, nodes):
    """Now unit costs, now the product's own; now with forced hiding and bonuses, now without."""
    forced, favoured = random.random() < 0.3, random.random() < 0.3
    return {
        "costs": [1.0] * nodes if random.random() < 0.5 else None,
        "allowed": [random.random() < 0.8 for _ in range(nodes)] if forced else None,
        "bonus": [random.choice([0.0, 0.5]) for _ in range(nodes)] if favoured else None,
    }


def hiding_costs(tree, options):
    base = options["costs"] or [1 + sqrt(people) for people in disclosure.totals(*tree)]
    return np.array(base) + np.array(options["bonus"] or [0.0] * len(base))


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_small_trees_equal_brute_force(block):
    random = Random(1000 + block)
    for _ in range(100):
        nodes, k = random.randint(1, 12), random.randint(3, 10)
        tree = random_tree(random, nodes, depth=random.randint(1, 8))
        options = options_of(random, nodes)
        costs = hiding_costs(tree, options)

        published = disclosure.safe_release(*tree, k, **options)

        sets = safe_sets(tree, k)
        if options["allowed"]:
            sets = sets[(~sets | np.array(options["allowed"])).all(axis=1)]
        # Of two equally costly sets either is right, and an empty node tells nothing.
        assert (sets == np.array(published)).all(axis=1).any()
        peopled = np.array(disclosure.totals(*tree)) > 0
        least = ((~sets | ~peopled) @ costs).min()
        assert (~np.array(published)) @ costs == pytest.approx(least, abs=1e-6)


def test_the_rule_equals_an_exact_audit_by_linear_algebra():
    random, unsafe = Random(77), 0
    for _ in range(400):
        tree = random_tree(random, random.randint(1, 8), depth=random.randint(1, 4))
        k = random.randint(3, 8)
        totals = disclosure.totals(*tree)
        published = [people > 0 and random.random() < 0.6 for people in totals]

        safe = disclosure.is_safe(*tree, published, k)

        assert safe is (exposed_groups(tree, published, k) == [])
        unsafe += not safe
    assert 50 < unsafe < 350
