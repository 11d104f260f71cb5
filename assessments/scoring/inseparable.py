"""Which ends of a graph no small set can come between: minimum cuts, bounded and by merging.

An edge (tail, head) has a capacity from tail to head and none to stop the way back. Two ends are
inseparable at level k if k or more can flow from the tail to the head: every set of ends that has
the tail in it and not the head, and that edges only leave, then cuts edges of k or more (Ford and
Fulkerson 1956). Inseparable ends are merged at once, which keeps all small cuts and makes the rest
smaller: each edge is asked only once. Flows are augmented along shortest paths, searched from both
sides, the smaller side first, so that an end with thousands of neighbours costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

Flow = dict[tuple[int, int], float]
Left = Callable[[], float]
Path = list[int]


class NoAnswerInTimeError(Exception):
    """The time for an audit is over, and it is not known whether a release is safe."""


class Groups:
    """A graph whose inseparable ends are merged into groups, numbered by one of their ends.

    `edges` maps (tail, head) to people, ends are numbers from 0. `out` and `into` hold the edges of
    each group by the other group.
    """

    def __init__(self, edges: Mapping[tuple[int, int], int], ends: int) -> None:
        self.edges = edges
        self.above = list(range(ends))
        self.out: list[dict[int, int]] = [{} for _ in range(ends)]
        self.into: list[dict[int, int]] = [{} for _ in range(ends)]
        for (tail, head), people in edges.items():
            self.out[tail][head] = self.into[head][tail] = people

    def settle(self, k: int, left: Left) -> None:
        """Join the ends of every edge between which k or more can flow.

        Raises NoAnswerInTimeError when `left` tells that no time is left.
        """
        for tail, head in self.edges:
            u, v = self.find(tail), self.find(head)
            if u == v:
                continue
            if left() <= 0:
                raise NoAnswerInTimeError
            if self.carries(u, v, k):
                self.join(u, v)

    def of_ends(self) -> NDArray[np.intp]:
        """Return for each end its group: the ends of one have one height in every small set."""
        return np.array([self.find(end) for end in range(len(self.above))], dtype=np.intp)

    def find(self, end: int) -> int:
        """Return the end that stands for a group."""
        above = self.above
        while above[end] != end:
            above[end] = above[above[end]]
            end = above[end]
        return end

    def join(self, u: int, v: int) -> None:
        """Make the groups of two ends one; the edges of the one with fewer move."""
        u, v = self.find(u), self.find(v)
        if u == v:
            return
        if self._degree(u) < self._degree(v):
            u, v = v, u
        self.above[v] = u
        for mine, other in ((self.out, self.into), (self.into, self.out)):
            for end, people in mine[v].items():
                del other[end][v]
                if end != u:
                    mine[u][end] = other[end][u] = mine[u].get(end, 0) + people
            mine[v] = {}

    def carries(self, source: int, sink: int, k: int) -> bool:
        """Say whether k or more can flow from one end to another."""
        flow: Flow = {}
        total: float = 0
        while total < k:
            path = self._path(source, sink, flow)
            if path is None:
                return False
            steps = list(pairwise(path))
            room = min(self._room(u, v, flow) for u, v in steps)
            if room == inf:
                return True
            for u, v in steps:
                flow[u, v] = flow.get((u, v), 0) + room
                flow[v, u] = flow.get((v, u), 0) - room
            total += room
        return True

    def _degree(self, end: int) -> int:
        return len(self.out[end]) + len(self.into[end])

    def _room(self, u: int, v: int, flow: Flow) -> float:
        return inf if v in self.into[u] else self.out[u][v] - flow.get((u, v), 0)

    def _path(self, source: int, sink: int, flow: Flow) -> Path | None:
        """Return a shortest path with room from one end to another, None without one."""
        sides: tuple[dict[int, int], dict[int, int]] = ({source: source}, {sink: sink})
        fronts = [[source], [sink]]
        while all(fronts):
            side = int(sum(map(self._degree, fronts[0])) > sum(map(self._degree, fronts[1])))
            seen, other = sides[side], sides[1 - side]
            front = []
            for here in fronts[side]:
                for there in self._steps(here, flow, backwards=bool(side)):
                    if there in seen:
                        continue
                    seen[there] = here
                    if there in other:
                        return _joined(there, *sides)
                    front.append(there)
            fronts[side] = front
        return None

    def _steps(self, here: int, flow: Flow, *, backwards: bool) -> Iterator[int]:
        """Yield the ends that can be reached from one in a step (or that reach it)."""
        free, limited = (self.out, self.into) if backwards else (self.into, self.out)
        yield from free[here]
        for there, people in limited[here].items():
            used = flow.get((there, here) if backwards else (here, there), 0)
            if people > used:
                yield there


def _joined(middle: int, before: Mapping[int, int], after: Mapping[int, int]) -> Path:
    path = [middle]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    path.reverse()
    while after[path[-1]] != path[-1]:
        path.append(after[path[-1]])
    return path
