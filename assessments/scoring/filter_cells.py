"""Which cells of a filter (people of one role at a node) may be shown beside a tree.

Three steps, of which none sees an answer. The tree is decided before and never changes.
*Children*: at each shown node with enough answers the roles are shown like children of it, and each
role's cells like a tree of their own, so that every residual is 0 or at least 10: of a node less
its roles, and of a role at a unit less the same role at units below. *Audit*: what crosses the two
is looked for, and for every set below k that could be isolated its cheapest cell is hidden, until
there is none. Hiding a cell only makes residuals larger, so the second step never undoes the first.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from . import disclosure
from .crossing import Cells, Crossed
from .filter_audit import Audit, FoundSet
from .inseparable import Left

People = NDArray[np.int64]

# More than hiding all roles of a node can cost: the node itself is shown already
_SHOWN_ALREADY = 1e6


def choose(  # noqa: PLR0913 - one release has that many inputs
    table: Crossed,
    k: int,
    *,
    least: int,
    node_from: int,
    tie: bytes,
    left: Left,
    audited: bool = True,
) -> Cells:
    """Return the cells to show (nodes x values) in a release at level k.

    A cell and every residual has `least` people or more, a node with cells `node_from`. `tie`
    decides between equal costs, `left` tells the seconds that are left. `audited` False leaves the
    last step out, for the tests that need to see it fail. Raises NoAnswerInTimeError when the audit
    does not end in time, and ValueError for a tree out of order.
    """
    cells = children(table, least, node_from=node_from, tie=tie)
    people = people_below(table)
    audit = Audit(table, cells, k, left)
    while audited and (found := audit.found()):
        for one in found:
            cell = _cheapest(one, people, tie)
            cells[cell] = False
            audit.hide(cell)
    return cells


def children(table: Crossed, least: int, *, node_from: int, tie: bytes) -> Cells:
    """Return the cells by the first rule alone: every residual is 0 or at least `least`."""
    people = people_below(table)
    cells = np.zeros(people.shape, dtype=bool)
    large = table.shown & (people.sum(axis=1) >= node_from)
    places, parents, own = _folded(table, large)
    for node in places:
        cells[node] = _values(people[node], least, tie)
    for value in range(1, people.shape[1]):
        cells[places, value] = disclosure.safe_release(
            parents,
            own[:, value].tolist(),
            least,
            allowed=cells[places, value].tolist(),
            tie=tie,
        )
    return cells


def _folded(table: Crossed, large: Cells) -> tuple[list[int], list[int], People]:
    """Return the large nodes, and the tree of them alone: parents, and people put one up."""
    places = np.flatnonzero(large).tolist()
    number = {node: at for at, node in enumerate(places)}
    own = np.zeros((len(places), table.own.shape[1]), dtype=np.int64)
    nearest = disclosure.atoms(table.parents, large.tolist())
    for node, atom in enumerate(nearest):
        if atom is not None:
            own[number[atom]] += table.own[node]
    above = [nearest[table.parents[node]] if table.parents[node] >= 0 else None for node in places]
    return places, [-1 if node is None else number[node] for node in above], own


def _values(people: People, least: int, tie: bytes) -> list[bool]:
    """Return which of a node's values are shown, the first of none: as children of the node."""
    values = len(people) - 1
    shown = disclosure.safe_release(
        [-1] + [0] * values,
        people.tolist(),
        least,
        costs=[_SHOWN_ALREADY, *(1 + sqrt(n) for n in people[1:])],
        tie=tie,
    )
    return [False, *shown[1:]]


def people_below(table: Crossed) -> People:
    """Return the people at and below each node by value."""
    columns = [disclosure.totals(table.parents, own.tolist()) for own in table.own.T]
    return np.array(columns).T.reshape(table.own.shape)


def _cheapest(found: FoundSet, people: People, tie: bytes) -> tuple[int, int]:
    """Return the cell of a set that costs least to hide: 1 + sqrt(n), so the smallest."""
    values = people.shape[1]
    return min(
        found.cells,
        key=lambda cell: (people[cell], disclosure.tie_break(tie, cell[0] * values + cell[1])),
    )
