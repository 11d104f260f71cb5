from __future__ import annotations

import pytest
from published_tables import vector

from assessments.scoring import disclosure

CASES = vector("suppression")["cases"]


def tree_of(case):
    """Parents before their children: names, parents, own people."""
    tree = case["tree"]
    names, parents = ["root"], [-1]
    for i, name in enumerate(names):
        for child in tree[name]["children"]:
            names.append(child)
            parents.append(i)
    return names, parents, [tree[name]["direct"] for name in names]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_safe_release_shows_as_many_nodes_as_the_largest_safe_sets(case):
    names, parents, own = tree_of(case)

    published = disclosure.safe_release(parents, own, case["k"], costs=[1.0] * len(own))

    shown = sorted(name for name, visible in zip(names, published, strict=True) if visible)
    assert disclosure.is_safe(parents, own, published, case["k"])
    assert len(shown) == len(case["max_safe_published_sets"][0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_residuals_of_the_largest_safe_set_match_the_vector(case):
    names, parents, own = tree_of(case)
    best = case["max_safe_published_sets"][0]
    published = [name in best for name in names]

    residuals = disclosure.residuals(parents, own, published)

    shown = {name: rest for name, rest in zip(names, residuals, strict=True) if name in best}
    assert shown == case["residuals_of_first"]
    assert disclosure.is_safe(parents, own, published, case["k"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hiding_by_threshold_only_leaks_where_the_vector_says(case):
    names, parents, own = tree_of(case)
    published = [name in case["threshold_only"]["published"] for name in names]

    safe = disclosure.is_safe(parents, own, published, case["k"])

    assert safe is (case["threshold_only"]["leaks_groups_below_k"] == [])


def test_safe_release_hides_the_smaller_neighbour():
    assert disclosure.safe_release([-1, 0, 0, 0], [0, 9, 6, 2], 5) == [True, True, False, False]


def test_safe_release_keeps_what_was_shown_last_time():
    parents, own = [-1, 0, 0, 0], [0, 9, 6, 2]

    published = disclosure.safe_release(parents, own, 5, bonus=[0, 0, 5.0, 0])

    assert published == [True, False, True, False]


def test_safe_release_hides_what_is_not_allowed_and_protects_it():
    parents, own = [-1, 0, 0, 0], [0, 9, 6, 7]

    published = disclosure.safe_release(parents, own, 5, allowed=[True, False, True, True])
    crowded = disclosure.safe_release(parents, [0, 9, 6, 0], 10, allowed=[True, True, True, False])

    assert published == [True, False, True, True]
    assert crowded == [True, False, False, False]


def test_a_department_of_one_team_is_shown_with_it():
    assert disclosure.safe_release([-1, 0, 1, 0], [0, 0, 6, 9], 5) == [True] * 4


def test_empty_nodes_are_never_published():
    assert disclosure.safe_release([-1, 0, 0], [0, 8, 0], 5) == [True, True, False]
    assert disclosure.safe_release([-1, 0], [0, 0], 1) == [False, False]


def test_nothing_is_published_under_k():
    parents, own = [-1, 0, 0], [0, 2, 2]

    published = disclosure.safe_release(parents, own, 5)

    assert published == [False, False, False]
    assert disclosure.uncovered(parents, own, published) == 4
    assert disclosure.atoms(parents, published) == [None, None, None]


def test_several_roots_are_judged_each_by_itself():
    parents, own = [-1, -1, 0, 1], [0, 3, 8, 4]

    published = disclosure.safe_release(parents, own, 5)

    assert published == [True, True, True, False]
    assert disclosure.residuals(parents, own, published) == [0, 7, 8, 0]


def test_no_tree_gives_no_release():
    assert disclosure.safe_release([], [], 5) == []


def test_atoms_are_the_nearest_published_nodes():
    parents, published = [-1, 0, 1, 1, 0], [True, False, True, False, False]

    assert disclosure.atoms(parents, published) == [0, 0, 2, 0, 0]


def test_equal_teams_are_chosen_between_by_the_key_alone():
    parents, own = [-1, 0, 0, 0], [0, 6, 6, 2]

    releases = [disclosure.safe_release(parents, own, 5, tie=bytes([key])) for key in range(20)]

    assert {tuple(shown) for shown in releases} == {
        (True, True, False, False),
        (True, False, True, False),
    }
    assert releases[7] == disclosure.safe_release(parents, own, 5, tie=bytes([7]))


def test_a_residual_under_k_is_unsafe_and_so_is_a_small_node():
    parents, own = [-1, 0, 0], [2, 8, 7]

    assert not disclosure.is_safe(parents, own, [True, True, True], 5)
    assert not disclosure.is_safe([-1], [4], [True], 5)
    assert not disclosure.is_safe([-1], [0], [True], 5)
    assert disclosure.is_safe(parents, own, [False, True, True], 5)


@pytest.mark.parametrize(
    ("parents", "own", "k", "options", "message"),
    [
        ([1, -1], [5, 5], 5, {}, "parents before"),
        ([-1, 1], [5, 5], 5, {}, "parents before"),
        ([-1], [5, 5], 5, {}, "parents before"),
        ([-1], [-5], 5, {}, "fewer than 0"),
        ([-1], [5], 0, {}, "at least 1"),
        ([-1], [5], 5, {"allowed": []}, "allowed or not"),
        ([-1], [5], 5, {"costs": [-1.0]}, "negative"),
        ([-1], [5], 5, {"bonus": []}, "zip"),
    ],
)
def test_safe_release_refuses_what_is_no_tree(parents, own, k, options, message):
    with pytest.raises(ValueError, match=message):
        disclosure.safe_release(parents, own, k, **options)


def test_a_chain_of_ten_thousand_needs_no_recursion():
    parents = list(range(-1, 9_999))
    own = [1] * 10_000

    published = disclosure.safe_release(parents, own, 5)

    assert disclosure.is_safe(parents, own, published, 5)
    assert sum(published) == 2_000
