"""The audit of a filter: can somebody who adds and subtracts shown cells isolate fewer than k?

Shown are the nodes of a tree and, at some of them, cells of one value of a filter (a role). People
whom exactly the same cells contain form an *atom*; let A say which cell contains which atom, and
m be the atoms' sizes. The totals that follow from the cells are those of z = A'λ, so a release is
safe at level k if, and only if, the integer program

    min Σ m z,   z = A'λ,   z binary on the atoms,   1 <= Σ m z <= k - 1

has no solution (docs/privacy.md; the attacker's problem of cell suppression in linked tables,
Fischetti and Salazar 2001). `smallest_set` puts it to HiGHS. Two exact steps make it small:

*Crossing.* The cells span what their residuals span: of a shown node the people in no shown node
below it (a row), of a cell the people of its value in no cell of that value below (a column). An
atom lies in one row and in at most one column, so it is an edge of a bipartite graph; people in no
cell hang on a common ground. With a height h for each row, column and the ground, z = A'λ says
z = h(row) - h(column) on every edge, and only differences count.

*Inseparable ends.* Where z is 1 on some edges and 0 on the others, the ends above a height form a
set that edges leave only downwards. So the ends of an edge have one height in all solutions if any
such set between them cuts edges of k people or more: the minimum cut, with edges passable upwards
at no cost, is k or more. Then they count as one. All that is left falls apart at the largest of
these groups, and each part is a program of its own.

`crossing.py`, `inseparable.py` and `isolation.py` hold these. Nothing here sees an answer, only who
gave one and with which role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .crossing import Cells, Crossed, Edges, Graph, crossing
from .inseparable import Groups, Left
from .isolation import smallest_set


@dataclass(frozen=True)
class FoundSet:
    """People who can be isolated: how many, and the filter's cells (node, value) it takes."""

    people: int
    cells: tuple[tuple[int, int], ...]


class Audit:
    """The sets that can be isolated from shown cells, while one cell after the other is hidden.

    `cells` (nodes x values) are the filter's cells that are shown, each at a shown node; `left`
    tells the seconds that are left. To hide a cell is to put its column at the height of the next
    one up, so what was found inseparable before stays so.
    """

    def __init__(self, table: Crossed, cells: Cells, k: int, left: Left) -> None:
        self._graph = crossing(table, cells)
        self._groups = Groups(self._graph.edges, self._graph.ground + 1)
        self._column = {cell: at for at, cell in enumerate(self._graph.cells, self._graph.first)}
        self._k, self._left = k, left

    def found(self) -> list[FoundSet]:
        """Return sets of 1 to k - 1 people; none if, and only if, the release is safe.

        Where several sets can be isolated, some of them are returned. Raises NoAnswerInTimeError
        when no time is left.
        """
        self._groups.settle(self._k, self._left)
        group = self._groups.of_ends()
        joined: Counter[tuple[int, int]] = Counter()
        for (row, column), people in self._graph.edges.items():
            if group[row] != group[column]:
                joined[int(group[row]), int(group[column])] += people
        found = []
        for part in _parts(joined, hub=int(np.bincount(group).argmax())):
            sizes = [joined[edge] for edge in part]
            heights = smallest_set(part, sizes, self._k, self._left)
            if heights is not None:
                found.append(_found(self._graph, group, joined, part, heights))
        return found

    def hide(self, cell: tuple[int, int]) -> None:
        """Take a cell (node, value) out of those that are shown."""
        column = self._column[cell]
        self._groups.join(column, int(self._graph.above[column - self._graph.first]))


def _parts(edges: Edges, hub: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the edges that hang together other than through one group: they share no solution."""
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    inner = [edge for edge in edges if hub not in edge]
    size = max((end for edge in edges for end in edge), default=-1) + 1
    tails, heads = zip(*inner, strict=True) if inner else ((), ())
    matrix = sparse.csr_array((np.ones(len(inner)), (tails, heads)), shape=(size, size))
    part_of = connected_components(matrix, directed=False)[1] if size else []
    parts: dict[int, list[tuple[int, int]]] = {}
    for tail, head in edges:
        parts.setdefault(part_of[head if tail == hub else tail], []).append((tail, head))
    yield from parts.values()


def _found(
    graph: Graph,
    group: NDArray[np.intp],
    joined: Edges,
    part: Sequence[tuple[int, int]],
    heights: Mapping[int, int],
) -> FoundSet:
    """Return a solution on one part as people and cells: those with a λ that is not 0."""
    inside = {edge: heights[edge[0]] - heights[edge[1]] for edge in part}
    heights_now = _spread(joined, inside, int(group[graph.ground]), len(group))[group]
    residual = -heights_now[graph.first :]
    coefficient = residual[:-1] - residual[graph.above - graph.first]
    return FoundSet(
        people=sum(joined[edge] for edge, one in inside.items() if one),
        cells=tuple(graph.cells[at] for at in np.flatnonzero(coefficient).tolist()),
    )


def _spread(
    joined: Edges, inside: Mapping[tuple[int, int], int], ground: int, size: int
) -> NDArray[np.intp]:
    """Return the height of every group: the ground's is 0, along an edge it falls by its z."""
    steps: dict[int, list[tuple[int, int]]] = {}
    for edge in joined:
        (tail, head), fall = edge, inside.get(edge, 0)
        steps.setdefault(tail, []).append((head, -fall))
        steps.setdefault(head, []).append((tail, fall))
    heights = np.zeros(size, dtype=int)
    seen: set[int] = set()
    for start in (ground, *steps):
        waiting = [] if start in seen else [start]
        seen.update(waiting)
        while waiting:
            here = waiting.pop()
            for there, step in steps.get(here, ()):
                if there not in seen:
                    seen.add(there)
                    heights[there] = heights[here] + step
                    waiting.append(there)
    return heights
