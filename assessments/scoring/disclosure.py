"""Which groups of a tree may be shown, so that no subtraction isolates fewer than k people.

Showing a node shows sums over everyone below it. For a shown node P its *residual* is the
people below P who are below no shown node under P. Shown nodes of a tree are nested or apart,
so whoever adds and subtracts figures can obtain exactly the unions of residuals. Hence a
release is safe at level k if, and only if, every residual is 0 or at least k.

A tree is three parallel sequences in one order, parents before their children: `parents` (the
index of the parent, -1 for a root), `own` (people directly at the node) and, where needed,
`published`. Nothing here sees an answer. What may be shown *of* a group is in guards.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from math import sqrt

from .guards import guard_metric, guard_placement, guard_score, n_band, whole_points

__all__ = [
    "atoms",
    "guard_metric",
    "guard_placement",
    "guard_score",
    "is_safe",
    "n_band",
    "residuals",
    "safe_release",
    "tie_break",
    "totals",
    "uncovered",
    "whole_points",
]

# Costs are whole numbers, so that sums are exact in any order: the part that counts, in
# billionths, above 64 bits that only break ties (a million nodes fill 20 of them).
_UNIT = 10**9
_TIE_BITS = 64
_TIE_BYTES = 5

_Table = dict[int, int]


@dataclass(slots=True)
class _Node:
    """The dynamic program at one node; tables map a number of people, capped at k, to a cost.

    `inside`: people who go up to this node. `upward`: people who go up past it. `choices`: for
    each of the parent's numbers, which of the parent's earlier number and of this node's
    `upward` it was merged from.
    """

    inside: _Table
    upward: _Table = field(default_factory=dict)
    choices: dict[int, tuple[int, int]] = field(default_factory=dict)
    shown_from: int | None = None


def safe_release(  # noqa: PLR0913 - one release has that many inputs, all but three optional
    parents: Sequence[int],
    own: Sequence[int],
    k: int,
    *,
    allowed: Sequence[bool] | None = None,
    bonus: Sequence[float] | None = None,
    tie: bytes = b"",
    costs: Sequence[float] | None = None,
) -> list[bool]:
    """Return for each node whether it is published: the safe release that hides the least.

    The cost of hiding a node with n people is 1 + sqrt(n), plus its `bonus` (nodes shown last
    time), or `costs` in place of 1 + sqrt(n); equal costs are decided by a hash of the node's
    place keyed with `tie` (up to 64 bytes). `allowed` False forces a node to be hidden. A
    published node has at least k people. If a root is hidden, people of its tree may be in no
    published node at all: then no figure contains them. O(nodes k^2), exact. Raises ValueError
    for k under 1, a parent that does not come first, or sequences of different lengths.
    """
    people = totals(parents, own)
    if k < 1:
        raise ValueError("A minimum group size is at least 1.")
    may = [True] * len(people) if allowed is None else allowed
    if len(may) != len(people):
        raise ValueError("Every node is either allowed or not.")
    hiding = _costs(people, bonus, costs, tie)
    nodes = [_Node({min(k, count): 0}) for count in own]
    for v in reversed(range(len(nodes))):
        _finish(nodes[v], hiding[v], k, may_show=may[v] and people[v] > 0)
        if parents[v] >= 0:
            _merge(nodes[parents[v]], nodes[v], k)
    return _walk_back(nodes, parents)


def totals(parents: Sequence[int], own: Sequence[int]) -> list[int]:
    """Return the number of people at and below each node; ValueError for a tree out of order."""
    if len(parents) != len(own) or any(not -1 <= p < v for v, p in enumerate(parents)):
        raise ValueError("A tree needs one count a node, and parents before their children.")
    if min(own, default=0) < 0:
        raise ValueError("A node cannot hold fewer than 0 people.")
    people = list(own)
    for v in reversed(range(len(people))):
        if parents[v] >= 0:
            people[parents[v]] += people[v]
    return people


def atoms(parents: Sequence[int], published: Sequence[bool]) -> list[int | None]:
    """Return for each node its nearest published node, itself or above; None where there is none.

    The sheets of a node's people are kept at this place after the seal, and no finer.
    """
    nearest: list[int | None] = []
    for v, parent in enumerate(parents):
        above = nearest[parent] if parent >= 0 else None
        nearest.append(v if published[v] else above)
    return nearest


def residuals(parents: Sequence[int], own: Sequence[int], published: Sequence[bool]) -> list[int]:
    """Return for each published node the people whose nearest published node it is, else 0."""
    counts = [0] * len(own)
    for v, atom in enumerate(atoms(parents, published)):
        if atom is not None:
            counts[atom] += own[v]
    return counts


def uncovered(parents: Sequence[int], own: Sequence[int], published: Sequence[bool]) -> int:
    """Return the people in no published node: they are part of no figure at all."""
    nearest = atoms(parents, published)
    return sum(count for count, atom in zip(own, nearest, strict=True) if atom is None)


def is_safe(parents: Sequence[int], own: Sequence[int], published: Sequence[bool], k: int) -> bool:
    """Say whether every published node has k people and every residual is 0 or at least k."""
    people = totals(parents, own)
    large = all(people[v] >= k for v, shown in enumerate(published) if shown)
    return large and all(not 0 < rest < k for rest in residuals(parents, own, published))


def _costs(
    people: Sequence[int],
    bonus: Sequence[float] | None,
    costs: Sequence[float] | None,
    tie: bytes,
) -> list[int]:
    base = [1 + sqrt(n) for n in people] if costs is None else costs
    extra = [0.0] * len(people) if bonus is None else bonus
    whole = [round((b + e) * _UNIT) for b, e in zip(base, extra, strict=True)]
    if len(whole) != len(people) or min(whole, default=0) < 0:
        raise ValueError("Every node needs one cost, and none may be negative.")
    return [(cost << _TIE_BITS) + tie_break(tie, v) for v, cost in enumerate(whole)]


def tie_break(key: bytes, v: int) -> int:
    """Return the number below 2^40 that decides between equal costs: a keyed hash of a place."""
    digest = blake2b(v.to_bytes(8, "big"), digest_size=_TIE_BYTES, key=key).digest()
    return int.from_bytes(digest, "big")


def _finish(node: _Node, cost: int, k: int, *, may_show: bool) -> None:
    node.upward = {s: spent + cost for s, spent in node.inside.items()}
    open_to = [s for s in (0, k) if s in node.inside] if may_show else []
    if open_to:
        node.shown_from = min(open_to, key=node.inside.__getitem__)
        shown = node.inside[node.shown_from]
        if 0 in node.upward and node.upward[0] <= shown:
            node.shown_from = None
        else:
            node.upward[0] = shown


def _merge(parent: _Node, child: _Node, k: int) -> None:
    merged: _Table = {}
    for s1, spent1 in parent.inside.items():
        for s2, spent2 in child.upward.items():
            s, spent = min(k, s1 + s2), spent1 + spent2
            if s not in merged or spent < merged[s]:
                merged[s] = spent
                child.choices[s] = (s1, s2)
    parent.inside = merged


def _walk_back(nodes: Sequence[_Node], parents: Sequence[int]) -> list[bool]:
    # Children were merged last index first, so going forward undoes the merges in order.
    published = [False] * len(nodes)
    inside = [0] * len(nodes)
    for v, node in enumerate(nodes):
        if parents[v] < 0:
            past = min(node.upward, key=node.upward.__getitem__)
        else:
            inside[parents[v]], past = node.choices[inside[parents[v]]]
        published[v] = past == 0 and node.shown_from is not None
        inside[v] = node.shown_from if published[v] and node.shown_from is not None else past
    return published
