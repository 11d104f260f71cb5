"""The smallest group of people whose sum follows from published sums: integer programming."""

from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def smallest_isolable(groups, k):
    """Return the size of the smallest set of people under k whose sum follows, None without one.

    `groups` are sets of people whose sums are known. A set follows if its 0/1 vector is a
    combination of theirs. First, known sums are taken from the larger ones that contain them: the
    same equations, but most then share nobody. What still does is left to the integer program.
    """
    atoms, rows = _atoms(groups)
    parts = _peeled(rows)
    sizes = []
    for part in _connected(parts):
        if len(part) == 1:
            size = _size(part[0], atoms)
            sizes += [size] if size < k else []
        elif size := by_program(_matrix(part, len(atoms)), np.array(atoms), k):
            sizes.append(size)
    return min(sizes, default=None)


def by_program(matrix, sizes, k):
    """Return the same for known sums (0/1, sums x atoms) of atoms of so many people: HiGHS.

    min sum m z, z binary, z = A'x, 1 <= sum m z <= k - 1; an atom of k or more is never in z.
    """
    sums, atoms = matrix.shape
    cost = np.concatenate([sizes, np.zeros(sums)]).astype(float)
    follows = LinearConstraint(np.hstack([np.eye(atoms), -matrix.T]), 0, 0)
    is_small = LinearConstraint(cost[None, :], 1, k - 1)
    upper = np.concatenate([(sizes < k).astype(float), np.full(sums, np.inf)])
    lower = np.concatenate([np.zeros(atoms), np.full(sums, -np.inf)])
    whole = np.concatenate([np.ones(atoms), np.zeros(sums)])
    found = milp(
        cost, constraints=[follows, is_small], integrality=whole, bounds=Bounds(lower, upper)
    )
    assert found.status in {0, 2}, found.message
    return round(found.fun) if found.status == 0 else None


def _atoms(groups):
    """Return the sizes of the sets of people who are in the same groups, and the groups as bits."""
    member = {}
    for number, group in enumerate(groups):
        for person in group:
            member[person] = member.get(person, 0) | 1 << number
    kinds = {}
    for signature in member.values():
        kinds[signature] = kinds.get(signature, 0) + 1
    rows = [0] * len(groups)
    for atom, signature in enumerate(kinds):
        for number in range(len(groups)):
            if signature >> number & 1:
                rows[number] |= 1 << atom
    return list(kinds.values()), [row for row in dict.fromkeys(rows) if row]


def _peeled(rows):
    done = []
    for row in sorted(rows, key=int.bit_count):
        rest = row
        for one in done:
            if one & rest == one:
                rest ^= one
        if rest:
            done.append(rest)
    return done


def _connected(rows):
    """Return the rows in parts that share no atom."""
    parts = []
    for row in rows:
        touching = [part for part in parts if any(one & row for one in part)]
        parts = [part for part in parts if part not in touching]
        parts.append([row, *(one for part in touching for one in part)])
    return parts


def _size(row, atoms):
    return sum(size for atom, size in enumerate(atoms) if row >> atom & 1)


def _matrix(rows, atoms):
    return np.array([[row >> atom & 1 for atom in range(atoms)] for row in rows], dtype=float)


def by_trial(groups, k):
    """Return the same by trying every set of people: for a few of them."""
    people = sorted(set().union(*groups))
    matrix = np.array([[person in group for person in people] for group in groups], dtype=float)
    projector = np.linalg.pinv(matrix) @ matrix
    for size in range(1, k):
        for chosen in combinations(range(len(people)), size):
            vector = np.zeros(len(people))
            vector[list(chosen)] = 1
            if np.abs(vector @ projector - vector).max() < 1e-7:
                return size
    return None
