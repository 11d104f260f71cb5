"""Many groups at once: those of one size are stacked, so that numpy is called once for them all.

A release has thousands of groups but only dozens of sizes. Every group is still computed for
itself, from its own people in their order: the figures are those of one group alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Group = TypeVar("Group", bound=NDArray[Any])

# People in one stack; above it, memory grows and nothing gets faster.
_LARGEST_STACK = 20_000


def same_size(groups: Iterable[Group]) -> Iterator[tuple[list[int], Group]]:
    """Yield stacks of groups of one size: where each stood, and all of them, groups x people.

    A group is an array with one entry a person; a group without people is in no stack.
    """
    by_size: dict[int, list[tuple[int, Group]]] = {}
    for place, people in enumerate(groups):
        by_size.setdefault(len(people), []).append((place, people))
    by_size.pop(0, None)
    for size, members in by_size.items():
        step = max(1, _LARGEST_STACK // size)
        for start in range(0, len(members), step):
            places, stack = zip(*members[start : start + step], strict=True)
            yield list(places), cast("Group", np.stack(stack))
