"""The integer program of a filter's audit, put to HiGHS: the fewest people who can be isolated.

Ends of edges have heights; an edge from one end to another has z = 1 where it falls by one, 0 where
both ends are level, and nothing else is allowed. See filter_audit.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .inseparable import Left, NoAnswerInTimeError

_OPTIMAL, _INFEASIBLE = 0, 2


def smallest_set(
    edges: Sequence[tuple[int, int]], people: Sequence[int], k: int, left: Left
) -> dict[int, int] | None:
    """Solve the program on some edges: each end's height in a smallest solution, None without one.

    Raises NoAnswerInTimeError when HiGHS had no answer in the time left.
    """
    # Only a release with a filter takes these in: they are large
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not edges:
        return None
    ends = sorted({end for edge in edges for end in edge})
    place = {end: len(edges) + at for at, end in enumerate(ends)}
    size = len(edges) + len(ends)
    weights = np.concatenate([np.array(people, dtype=float), np.zeros(len(ends))])
    rows = np.repeat(np.arange(len(edges)), 3)
    columns = [at for number, (u, v) in enumerate(edges) for at in (number, place[u], place[v])]
    signs = np.tile([1.0, -1.0, 1.0], len(edges))
    same = sparse.csr_array((signs, (rows, columns)), shape=(len(edges), size))
    is_edge = np.arange(size) < len(edges)
    # Only differences count, so the first height may as well be 0, and none is further off
    reach = np.where(is_edge | (np.arange(size) == len(edges)), 0.0, len(ends))
    seconds = left()
    if seconds <= 0:
        raise NoAnswerInTimeError
    result = milp(
        weights,
        integrality=is_edge.astype(int),
        bounds=Bounds(-reach, np.where(is_edge, 1.0, reach)),
        constraints=[LinearConstraint(same, 0, 0), LinearConstraint(weights, 1, k - 1)],
        options={"time_limit": seconds},
    )
    if result.status == _INFEASIBLE:
        return None
    if result.status != _OPTIMAL:
        raise NoAnswerInTimeError
    return {end: round(result.x[at]) for end, at in place.items()}
