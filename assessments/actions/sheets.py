"""A campaign's answers as arrays beside its frozen tree; nothing here reads the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessments.models import CampaignNode, Outline

from . import metric_bands
from .answers import DONT_KNOW

Answers = NDArray[np.float64]


@dataclass(frozen=True)
class Tree:
    """The frozen tree in its order: `parents[i]` is -1 at a top, node i's subtree is i..ends[i]."""

    nodes: tuple[CampaignNode, ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Sheets:
    """All answers, sheets x questions, NaN for none, by node; `offsets[i]` starts node i.

    `unknown` tells where "don't know" was ticked, which is none, too.
    """

    answers: Answers
    unknown: NDArray[np.bool_]
    offsets: NDArray[np.int64]

    def below(self, tree: Tree, index: int) -> NDArray[np.intp]:
        """Return the rows of everybody at or below a node."""
        return np.arange(self.offsets[index], self.offsets[tree.ends[index]])

    def count(self, tree: Tree, index: int) -> int:
        """Return how many sheets there are at or below a node."""
        return int(self.offsets[tree.ends[index]] - self.offsets[index])

    def own_counts(self, valid: NDArray[np.bool_]) -> list[int]:
        """Return how many sheets directly at each node are valid."""
        sums = np.concatenate([[0], np.cumsum(valid)])
        return [int(n) for n in sums[self.offsets[1:]] - sums[self.offsets[:-1]]]


def plant(nodes: Sequence[CampaignNode]) -> Tree:
    """Return the tree of nodes given in their order, parents first."""
    index_of = {node.pk: index for index, node in enumerate(nodes)}
    parents = tuple(index_of.get(node.parent_id or 0, -1) for node in nodes)
    ends = list(range(1, len(nodes) + 1))
    for index in range(len(nodes) - 1, -1, -1):
        if parents[index] >= 0:
            ends[parents[index]] = max(ends[parents[index]], ends[index])
    return Tree(tuple(nodes), parents, tuple(ends))


def gather(rows: Iterator[tuple[int, list[Any]]], tree: Tree, outline: Outline) -> Sheets:
    """Return the sheets (node id, stored answers) as arrays; text and "don't know" become NaN.

    Answers to metrics of the editors' own become their bands.
    """
    index_of = {node.pk: index for index, node in enumerate(tree.nodes)}
    own = outline.own_metrics()
    at: list[int] = []
    codes: list[list[float]] = []
    for node_pk, answers in rows:
        at.append(index_of[node_pk])
        row = [a if isinstance(a, int) else np.nan for a in answers]
        for place, question in own.items():
            band = metric_bands.band(question, answers[place])
            row[place] = np.nan if band is None else band
        codes.append(row)
    matrix = np.array(codes, dtype=np.float64).reshape(len(codes), len(outline.questions))
    order = np.argsort(np.array(at, dtype=np.int64), kind="stable")
    where = np.array(at, dtype=np.int64)[order]
    matrix = matrix[order]
    unknown = matrix == DONT_KNOW
    matrix[matrix <= DONT_KNOW] = np.nan
    return Sheets(matrix, unknown, np.searchsorted(where, np.arange(len(tree.nodes) + 1)))
