"""Ends are merged exactly where every cut between them is large: all cuts of small graphs tried."""

from __future__ import annotations

from itertools import product
from math import inf
from random import Random

import pytest

from assessments.scoring.inseparable import Groups, NoAnswerInTimeError


def endless():
    return inf


def groups_of(edges, ends, k):
    groups = Groups(edges, ends)
    groups.settle(k, endless)
    return groups.of_ends().tolist()


def small_cuts(edges, ends, k):
    """All sets of ends that edges only leave, and that cut edges of 1 to k - 1 people."""
    found = []
    for chosen in product([0, 1], repeat=ends):
        falls = {edge: chosen[edge[0]] - chosen[edge[1]] for edge in edges}
        people = sum(edges[edge] for edge, fall in falls.items() if fall == 1)
        if min(falls.values()) >= 0 and 0 < people < k:
            found.append(chosen)
    return found


def random_edges(random, rows, columns):
    """Edges from rows to columns, as people of a row with a role are."""
    return {
        (row, rows + column): random.choice([1, 1, 2, 3, 6])
        for row in range(rows)
        for column in range(columns)
        if random.random() < 0.7
    }


@pytest.mark.parametrize("block", range(4))
def test_ends_of_an_edge_are_merged_where_no_small_cut_parts_them(block):
    random, merged, parted = Random(block), 0, 0
    for _ in range(60):
        rows, columns = random.randint(1, 4), random.randint(1, 4)
        edges, k = random_edges(random, rows, columns), random.randint(2, 7)
        if not edges:
            continue

        group = groups_of(edges, rows + columns, k)

        cuts = small_cuts(edges, rows + columns, k)
        for tail, head in edges:
            is_parted = any(cut[tail] != cut[head] for cut in cuts)
            assert (group[tail] != group[head]) is is_parted
            parted += is_parted
            merged += not is_parted
    assert min(merged, parted) > 50


def test_ends_that_are_joined_by_hand_stay_so_and_join_others():
    """0 to 2 carries 3 alone, and 6 once 1 and 0 count as one."""
    groups = Groups({(0, 2): 3, (1, 2): 3}, 3)
    groups.settle(5, endless)
    assert len(set(groups.of_ends().tolist())) == 3

    groups.join(0, 1)
    groups.join(1, 0)
    groups.settle(5, endless)

    assert len(set(groups.of_ends().tolist())) == 1


def test_ends_in_a_circle_are_level():
    """Heights fall along an edge or stay: around a circle they can only stay."""
    assert len(set(groups_of({(0, 1): 1, (1, 2): 1, (2, 0): 1}, 3, 50))) == 1
    assert len(set(groups_of({(0, 1): 1, (1, 2): 1}, 3, 50))) == 3


def test_flow_may_take_back_what_an_earlier_path_took():
    """Two paths of 2 from 0 to 5; the shortest first one uses the edge that both would need."""
    edges = {(0, 1): 2, (0, 2): 2, (1, 4): 2, (1, 3): 2, (2, 4): 2, (3, 5): 2, (4, 5): 2}
    groups = Groups(edges, 6)

    assert groups.carries(0, 5, 4)
    assert not groups.carries(0, 5, 5)


def test_end_with_thousands_of_neighbours_merges_with_each():
    """A unit of 3,000 teams of 6 people, all in one column."""
    edges = {(team, 3000): 6 for team in range(3000)}

    assert len(set(groups_of(edges, 3001, 5))) == 1
    assert len(set(groups_of(edges, 3001, 7))) == 3001


def test_no_edges_make_no_groups():
    assert groups_of({}, 3, 5) == [0, 1, 2]


def test_time_that_runs_out_between_two_edges_ends_it():
    seconds = iter([1.0, 0.0])
    groups = Groups({(0, 2): 9, (1, 2): 9}, 3)

    with pytest.raises(NoAnswerInTimeError):
        groups.settle(5, lambda: next(seconds))
