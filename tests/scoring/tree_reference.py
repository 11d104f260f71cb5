"""Trees for the disclosure tests, and the slow ways to judge them: all subsets, linear algebra.

Written apart from the product's algorithm; only the order of nodes (parents first) is shared.
"""

from __future__ import annotations

from random import Random

import numpy as np

Tree = tuple[list[int], list[int]]


def random_tree(random: Random, nodes: int, depth: int) -> Tree:
    """Return parents and own people, also at inner nodes; some teams are empty."""
    parents, levels = [-1], [1]
    for v in range(1, nodes):
        parent = random.randrange(max(0, v - random.choice([3, 30, 10_000])), v)
        while levels[parent] >= depth and parent >= 0:
            parent = parents[parent] if depth > 1 else -1
        parents.append(parent)
        levels.append(levels[parent] + 1 if parent >= 0 else 1)
    has_children = set(parents)
    own = [
        random.choice([0, 0, 1, 2, 7])
        if v in has_children
        else random.choice(range(random.choice([3, 13, 40])))
        for v in range(nodes)
    ]
    return parents, own


def remainders(tree: Tree, shown: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return totals (nodes) and what is left at each shown node, for many sets at once.

    `shown` is sets x nodes; what a hidden node holds is passed up to its parent.
    """
    parents, own = tree
    totals = np.array(own)
    left = np.tile(np.array(own), (len(shown), 1))
    for v in reversed(range(len(own))):
        if parents[v] >= 0:
            totals[parents[v]] += totals[v]
            left[:, parents[v]] += np.where(shown[:, v], 0, left[:, v])
    return totals, np.where(shown, left, 0)


def safe_sets(tree: Tree, k: int) -> np.ndarray:
    """Return all safe sets of shown nodes (sets x nodes), by trying every subset."""
    nodes = len(tree[1])
    every = (np.arange(2**nodes)[:, None] >> np.arange(nodes)) & 1 == 1
    totals, left = remainders(tree, every)
    large = (~every | (totals >= k)).all(axis=1)
    return every[large & ((left == 0) | (left >= k)).all(axis=1)]


def exposed_groups(tree: Tree, shown: list[bool], k: int) -> list[int]:
    """Return the sizes under k of the groups whose total the shown totals give away.

    A group is a union of the nodes' own people; it is given away exactly when its 0/1 vector
    lies in the row space of the shown nodes' vectors.
    """
    parents, own = tree
    below = np.eye(len(own))
    for v in reversed(range(len(own))):
        if parents[v] >= 0:
            below[parents[v]] += below[v]
    rows = below[np.array(shown)] * (np.array(own) > 0)
    peopled = [v for v, count in enumerate(own) if count]
    if not rows.any() or not peopled:
        return []
    rows = rows[:, peopled]
    groups = (np.arange(1, 2 ** len(peopled))[:, None] >> np.arange(len(peopled))) & 1
    sizes = groups @ np.array([own[v] for v in peopled])
    spanned = np.abs(groups @ (np.linalg.pinv(rows) @ rows) - groups).max(axis=1) < 1e-7
    return sorted(int(size) for size in sizes[spanned & (sizes < k)])
