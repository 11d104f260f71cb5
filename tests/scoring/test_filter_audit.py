"""The audit finds what an attacker finds who tries every group, and nothing else."""

from __future__ import annotations

from math import inf
from random import Random

import numpy as np
import pytest
from filter_reference import isolated, random_table
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.crossing import Crossed, crossing
from assessments.scoring.filter_audit import Audit
from assessments.scoring.inseparable import Groups, NoAnswerInTimeError
from assessments.scoring.isolation import smallest_set


def endless():
    return inf


def isolable(table, cells, k, left):
    return Audit(table, cells, k, left).found()


def smallest_at_once(table, cells, k):
    """The size of the smallest set, from the whole program in one piece: none of the shortcuts."""
    edges = crossing(table, cells).edges
    heights = smallest_set(list(edges), list(edges.values()), k, endless)
    if heights is None:
        return []
    return [sum(people for (u, v), people in edges.items() if heights[u] > heights[v])]


def grouped(edges, ends, k):
    groups = Groups(edges, ends)
    groups.settle(k, endless)
    return groups.of_ends()


def some_cells(random, table):
    """Any cells at shown nodes, safe or not; each holds somebody."""
    cells = np.zeros(table.own.shape, dtype=bool)
    for node in np.flatnonzero(table.shown):
        for value in range(1, table.own.shape[1]):
            cells[node, value] = random.random() < 0.5
    return cells


def one_unit(*teams):
    """A unit over teams, all shown; each team's people by value, the first gave none."""
    own = np.array([[0] * len(teams[0]), *teams])
    return Crossed([-1] + [0] * len(teams), np.ones(len(own), dtype=bool), own)


def at_unit(table, *values):
    cells = np.zeros(table.own.shape, dtype=bool)
    cells[0, list(values)] = True
    return cells


@pytest.mark.parametrize("block", range(6))
def test_audit_equals_the_attacker_on_small_organisations(block):
    random, unsafe, tried = Random(block), 0, 60
    for _ in range(tried):
        k = random.randint(3, 6)
        table = random_table(random, nodes=random.randint(1, 6), values=2, k=k)
        cells = some_cells(random, table)

        found = isolable(table, cells, k, endless)

        sizes = isolated(table, cells, k)
        assert bool(found) is bool(sizes)
        assert {one.people for one in found} <= set(sizes)
        assert smallest_at_once(table, cells, k) == sizes[:1]
        unsafe += bool(sizes)
    assert 5 < unsafe < tried - 5


@given(st.integers(0, 2**32), st.integers(2, 6))
def test_found_set_is_lost_without_its_cells(seed, k):
    random = Random(seed)
    table = random_table(random, nodes=random.randint(1, 7), values=2, k=k)
    cells = some_cells(random, table)

    for one in isolable(table, cells, k, endless):
        assert 0 < one.people < k
        assert one.cells
        assert all(cells[cell] for cell in one.cells)


def test_audit_goes_on_after_cells_were_hidden_as_one_from_scratch_would():
    random, unsafe = Random(12), 0
    for _ in range(300):
        k = random.randint(3, 6)
        table = random_table(random, nodes=random.randint(2, 6), values=2, k=k)
        cells = some_cells(random, table)
        audit = Audit(table, cells, k, endless)
        audit.found()
        for cell in zip(*np.nonzero(cells), strict=True):
            if random.random() < 0.4:
                audit.hide(cell)
                audit.hide(cell)
                cells[cell] = False

        found = audit.found()

        sizes = isolated(table, cells, k)
        assert bool(found) is bool(sizes)
        assert {one.people for one in found} <= set(sizes)
        assert all(cells[cell] for one in found for cell in one.cells)
        unsafe += bool(found)
    assert 20 < unsafe < 280


def test_people_without_a_role_are_found_as_the_rest_of_all_roles():
    table = one_unit([3, 20, 20], [0, 20, 20])
    (found,) = isolable(table, at_unit(table, 1, 2), 5, endless)

    assert found.people == 3
    assert set(found.cells) == {(0, 1), (0, 2)}
    assert isolable(table, at_unit(table, 1), 5, endless) == []


def test_what_crosses_tree_and_role_is_found():
    """A role that is nearly in one team alone: the unit's role less the whole team is 2 people."""
    table = one_unit([0, 12, 0], [0, 2, 30])
    (found,) = isolable(table, at_unit(table, 1), 5, endless)

    assert (found.people, found.cells) == (2, ((0, 1),))


def test_no_cells_of_a_filter_add_nothing_to_a_safe_tree():
    table = one_unit([0, 1, 5], [2, 2, 2])

    assert isolable(table, at_unit(table), 5, endless) == []


@pytest.mark.parametrize("left", [0, -1])
def test_audit_without_time_says_so(left):
    table = one_unit([0, 12, 0], [0, 2, 30])

    with pytest.raises(NoAnswerInTimeError):
        isolable(table, at_unit(table, 1), 5, lambda: left)
    with pytest.raises(NoAnswerInTimeError):
        smallest_set([(0, 1)], [3], 5, lambda: left)


def test_smallest_set_has_heights_that_differ_where_people_are_isolated():
    edges = [(0, 2), (0, 3), (1, 3)]

    heights = smallest_set(edges, [3, 9, 9], 5, endless)

    assert [heights[u] - heights[v] for u, v in edges] == [1, 0, 0]
    assert smallest_set(edges, [5, 9, 9], 5, endless) is None
    assert smallest_set([], [], 5, endless) is None


def test_ends_are_inseparable_where_every_cut_is_large():
    """Two roads of 3 from 0 to 3 carry 6; the road of 4 alone carries less than 5."""
    edges = {(0, 2): 3, (1, 2): 9, (1, 3): 3, (0, 3): 3, (4, 3): 4}

    group = grouped(edges, 5, 5)

    assert len({group[end] for end in range(4)}) == 1
    assert group[4] != group[3]
    assert len(set(grouped(edges, 5, 20))) == 5
