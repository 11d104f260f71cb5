"""An attacker on a filter: every group of people tried, by linear algebra on all shown cells.

Written apart from the product: nothing is known here of residuals, graphs or heights.
"""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
from tree_reference import random_tree

from assessments.scoring import disclosure
from assessments.scoring.crossing import Crossed


def random_table(random: Random, *, nodes: int, values: int, k: int) -> Crossed:
    """Return a random tree, safe at k, whose people have a value or (column 0) gave none."""
    parents, sizes = random_tree(random, nodes, depth=random.randint(1, 4))
    few = random.choice([0.0, 0.15, 0.5])
    own = np.zeros((nodes, values + 1), dtype=np.int64)
    for node, size in enumerate(sizes):
        favourite = random.randint(1, values)
        for _ in range(size + random.choice([0, 0, 12])):
            value = favourite if random.random() < 0.6 else random.randint(1, values)
            own[node, 0 if random.random() < few else value] += 1
    shown = disclosure.safe_release(parents, own.sum(axis=1).tolist(), k)
    return Crossed(parents, np.array(shown), own)


def contained(table: Crossed, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which shown cell holds which atom (cells x atoms), and how many people are in each."""
    nodes, values = cells.shape
    below = np.eye(nodes, dtype=bool)
    for node in reversed(range(nodes)):
        if table.parents[node] >= 0:
            below[table.parents[node]] |= below[node]
    rows = []
    for node in range(nodes):
        held = np.zeros((nodes, values), dtype=bool)
        held[below[node]] = True
        if table.shown[node]:
            rows.append(held.ravel())
        for value in np.flatnonzero(cells[node]):
            of_value = np.zeros((nodes, values), dtype=bool)
            of_value[:, value] = held[:, value]
            rows.append(of_value.ravel())
    people = table.own.ravel()
    sizes: dict[tuple[bool, ...], int] = {}
    for place in np.flatnonzero(people):
        key = tuple(row[place] for row in rows)
        sizes[key] = sizes.get(key, 0) + int(people[place])
    return np.array(list(sizes), dtype=float).T, np.array(list(sizes.values()))


def isolated(table: Crossed, cells: np.ndarray, k: int) -> list[int]:
    """Return the sizes, 1 to k - 1, of all groups of whole atoms whose total can be worked out."""
    matrix, sizes = contained(table, cells)
    if not matrix.size:
        return []
    project = np.linalg.pinv(matrix) @ matrix
    small = np.flatnonzero(sizes < k)
    found = []
    for count in range(1, k):
        for chosen in combinations(small, count):
            people = int(sizes[list(chosen)].sum())
            if people >= k:
                continue
            group = np.zeros(len(sizes))
            group[list(chosen)] = 1
            if np.abs(project @ group - group).max() < 1e-7:
                found.append(people)
    return sorted(found)
