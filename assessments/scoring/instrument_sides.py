"""How many people are on a side of something, and whether too few are on the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .careless import Flags
from .instrument_guards import end_percent, guard_share
from .instrument_values import ReleasedShare
from .levelling import Atoms
from .reliability import Array

# Values that lie nearer together than a millionth of a scale point are the same
_FINEST_STEPS = 1_000_000


def share(flags: Flags, atoms: Atoms, k: int) -> ReleasedShare | None:
    """Return the share of people who are flagged, levelled and as it may be shown.

    In each atom at least two people count as not flagged: beside the group's own figures, a share
    could otherwise say that all of it were. See `guard_share`.
    """
    if not len(flags):
        return None
    people, flagged = np.bincount(atoms), np.bincount(atoms, flags)
    if k > 1:
        flagged = np.minimum(flagged, np.maximum(people - 2, 0))
    return guard_share(int(flagged.sum()), len(flags), k)


def are_alike(codes: Array, k: int) -> bool:
    """Say whether so many people have one code, or sum of codes, that the others are not told of.

    None missing; nobody counts as alike.
    """
    if not len(codes):
        return True
    # Levels between the codes differ in their last bits where they are summed
    steps = np.rint(codes * _FINEST_STEPS).astype(np.int64)
    others = len(steps) - _most(steps)
    return 100 * others / len(steps) < end_percent(len(steps), k)


def _most(steps: NDArray[np.int64]) -> int:
    """Return how many are of the most frequent value; counting is much faster than sorting."""
    whole = steps // _FINEST_STEPS
    even = bool((whole * _FINEST_STEPS == steps).all()) and whole.min() >= 0
    counts = np.bincount(whole) if even else np.unique(steps, return_counts=True)[1]
    return int(counts.max())
