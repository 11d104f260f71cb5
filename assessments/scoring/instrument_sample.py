"""Whose answers tell how good an instrument is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .careless import Flags
from .levelling import Atoms
from .reliability import Array
from .values import Item


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Who is looked at, and what they ticked: people x items.

    `answers` are codes before recoding, NaN for none, `unknown` says where "don't know" was ticked.
    They are everybody of the organisation who is in a shown figure of the practice; `atoms` names
    of each the smallest group shown (levelling.py).
    """

    answers: Array
    unknown: Flags
    items: tuple[Item, ...]
    atoms: Atoms
    k: int

    def counted(self) -> Sample:
        """Return the same without the statements that have no weight in the score."""
        used = [place for place, item in enumerate(self.items) if item.weight > 0]
        items = tuple(self.items[place] for place in used)
        return replace(
            self, answers=self.answers[:, used], unknown=self.unknown[:, used], items=items
        )

    def of(self, people: Flags) -> Sample:
        """Return the same of some of the people."""
        return replace(
            self,
            answers=self.answers[people],
            unknown=self.unknown[people],
            atoms=self.atoms[people],
        )

    @property
    def reverse(self) -> Flags:
        """Which items are turned round."""
        return np.array([item.reverse for item in self.items], dtype=bool)
