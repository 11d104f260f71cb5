"""Shown nodes of a tree and cells of a filter as one graph, in which people are the edges.

Of a shown node its *row* are the people in no shown node below it; of a filter's cell its *column*
are the people of its value in no cell of that value below it. Rows lie apart, and so do columns:
everybody in a shown node is in one row, and in one column or none. See filter_audit.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.bool_]
Edges = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Crossed:
    """Who answered, by node and role: what the cells of a filter are chosen from.

    `parents` and `shown` as in disclosure, parents first; `own` (nodes x values) are the people
    directly at a node, in column 0 those who gave no value.
    """

    parents: Sequence[int]
    shown: NDArray[np.bool_]
    own: NDArray[np.int64]


@dataclass(frozen=True)
class Graph:
    """Rows, columns and the ground as numbers from 0, the ground last.

    `edges` maps (row, column) to the people of an atom; `cells` are the columns' cells (node,
    value), the first of them number `first`; `above` is for each column the next cell of its value
    further up, as a column's number, the ground where there is none.
    """

    edges: Edges
    cells: Sequence[tuple[int, int]]
    above: NDArray[np.intp]
    first: int

    @property
    def ground(self) -> int:
        """The end that people in no cell hang on."""
        return self.first + len(self.cells)


def crossing(table: Crossed, cells: Cells) -> Graph:
    """Return the graph of residuals and atoms."""
    nodes, values = cells.shape
    at = [(int(node), int(value)) for node, value in zip(*np.nonzero(cells), strict=True)]
    first, ground = nodes, nodes + len(at)
    number = {cell: first + place for place, cell in enumerate(at)}
    above = np.full(len(at), ground)
    nearest = np.full((nodes, values), ground)
    row = [-1] * nodes
    edges: Counter[tuple[int, int]] = Counter()
    for node, parent in enumerate(table.parents):
        if parent >= 0:
            nearest[node], row[node] = nearest[parent], row[parent]
        if table.shown[node]:
            row[node] = node
            for value in np.nonzero(cells[node])[0]:
                column = number[node, int(value)]
                above[column - first] = nearest[node, value]
                nearest[node, value] = column
        if row[node] >= 0:
            for value in np.nonzero(table.own[node])[0]:
                edges[row[node], int(nearest[node, value])] += int(table.own[node, value])
    return Graph(edges, at, above, first)
