"""A tree and a filter as one graph: everybody is one edge, between a row and a column."""

from __future__ import annotations

from random import Random

import numpy as np
from filter_reference import contained, random_table

from assessments.scoring import disclosure
from assessments.scoring.crossing import Crossed, crossing

# A top (0) over two units (1, 2), of which the second is hidden, and a team (3) in the first
PARENTS = [-1, 0, 0, 1]
OWN = np.array([[0, 1, 0], [2, 3, 0], [0, 4, 5], [0, 6, 7]])


def drawn(cells, shown=(True, True, False, True)):
    table = Crossed(PARENTS, np.array(shown), OWN)
    by_role = np.zeros(OWN.shape, dtype=bool)
    for cell in cells:
        by_role[cell] = True
    return crossing(table, by_role)


def test_people_in_no_cell_hang_on_the_ground():
    graph = drawn([])

    assert graph.cells == []
    assert graph.ground == 4
    assert graph.edges == {(0, 4): 1 + 4 + 5, (1, 4): 2 + 3, (3, 4): 6 + 7}


def test_hidden_node_counts_in_the_row_above_it():
    graph = drawn([(0, 1)])

    assert graph.edges[0, graph.first] == 1 + 4
    assert graph.edges[0, graph.ground] == 5


def test_cell_below_takes_its_people_out_of_the_one_above():
    graph = drawn([(0, 1), (1, 1)])
    top, unit = graph.first, graph.first + 1

    assert graph.cells == [(0, 1), (1, 1)]
    assert graph.edges[0, top] == 1 + 4
    assert (1, top) not in graph.edges
    assert (graph.edges[1, unit], graph.edges[3, unit]) == (3, 6)
    assert graph.above.tolist() == [graph.ground, top]


def test_values_are_kept_apart():
    graph = drawn([(0, 1), (1, 2)])

    assert graph.above.tolist() == [graph.ground, graph.ground]
    assert graph.edges[3, graph.first + 1] == 7
    assert graph.edges[3, graph.first] == 6


def test_people_in_no_shown_node_are_no_edge():
    graph = drawn([], shown=[False, True, False, True])

    assert sum(graph.edges.values()) == 2 + 3 + 6 + 7


def test_edges_are_the_atoms_of_the_cells():
    """Of any table: as many people together as an atom has, and nobody twice."""
    random = Random(8)
    for _ in range(200):
        table = random_table(random, nodes=random.randint(1, 8), values=3, k=5)
        cells = np.zeros(table.own.shape, dtype=bool)
        for node in np.flatnonzero(table.shown):
            cells[node, 1:] = [random.random() < 0.5 for _ in range(3)]

        edges = crossing(table, cells).edges

        matrix, sizes = contained(table, cells)
        covered = sizes[matrix.any(axis=0)] if matrix.size else np.array([], dtype=int)
        assert sorted(edges.values()) == sorted(covered.tolist())
        outside = disclosure.uncovered(
            table.parents, table.own.sum(axis=1).tolist(), table.shown.tolist()
        )
        assert sum(edges.values()) + outside == table.own.sum()
