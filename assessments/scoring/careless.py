"""Sheets filled in without reading: the same tick all the way down.

Statements turned round expose it: all sevens agree with a statement and with its opposite. All
functions take codes as ticked, before recoding, people in rows and statements in the order of the
questionnaire in columns, NaN where a person gave none. Sheets are flagged, never left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .reliability import Array

Flags = NDArray[np.bool_]

# With fewer statements, equal ticks are no pattern
LEAST_ANSWERS = 3
_SPREAD_FROM = 2


def longest_runs(codes: Array) -> NDArray[np.int64]:
    """Return each person's longest run of equal codes; a missing one ends a run (Johnson 2005).

    0 for somebody without an answer, 1 where no two neighbours are equal.
    """
    longest = np.zeros(len(codes), dtype=np.int64)
    run = np.zeros(len(codes), dtype=np.int64)
    for place in range(codes.shape[1]):
        given = ~np.isnan(codes[:, place])
        goes_on = given & (codes[:, place] == codes[:, place - 1]) if place else ~given & given
        run = np.where(goes_on, run + 1, given)
        np.maximum(longest, run, out=longest)
    return longest


def within_person_sd(codes: Array) -> Array:
    """Return each person's standard deviation over statements, in scale points (n - 1).

    The intra-individual response variability of Dunn et al. (2018): 0 for equal codes, large for
    a zig-zag from end to end. NaN under two answers.
    """
    given = ~np.isnan(codes)
    counts = given.sum(axis=1)
    means = np.where(given, codes, 0.0).sum(axis=1) / np.maximum(counts, 1)
    squares = np.where(given, (codes - means[:, None]) ** 2, 0.0).sum(axis=1)
    found = np.full(len(codes), np.nan)
    np.divide(squares, counts - 1, out=found, where=counts >= _SPREAD_FROM)
    spread: Array = np.sqrt(found)
    return spread


def long_runs(codes: Array, reverse: Flags) -> Flags | None:
    """Flag who has a run of equal codes over more than half of a block's statements.

    None without a statement of either direction in the block: then a run contradicts nothing.
    """
    if not _both_ways(reverse):
        return None
    flags: Flags = 2 * longest_runs(codes) > codes.shape[1]
    return flags


def same_throughout(codes: Array, reverse: Flags) -> Flags | None:
    """Flag who gave one code to all that they answered, statements turned round among it.

    Whatever order a person saw the statements in. At least three answers, one of them to a
    statement of each direction; None where the statements themselves are fewer or one-sided.
    """
    if len(reverse) < LEAST_ANSWERS or not _both_ways(reverse):
        return None
    given = ~np.isnan(codes)
    enough = given.sum(axis=1) >= LEAST_ANSWERS
    both = given[:, reverse].any(axis=1) & given[:, ~reverse].any(axis=1)
    flags: Flags = enough & both & (within_person_sd(codes) == 0)
    return flags


def _both_ways(reverse: Flags) -> bool:
    return bool(reverse.any() and not reverse.all())
