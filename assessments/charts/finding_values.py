"""What the sentences on a unit take in, and what they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.charts.team_moves import TeamMove
from assessments.scoring.values import Practice, ReleasedScore, Suppressed


class View(StrEnum):
    """Where a part of a sentence leads; the page knows the address."""

    COLUMN = "heatmap of the unit, sorted by a practice"
    ROWS = "heatmap of the unit"
    GROUP = "the page of a unit or team below"
    HISTORY = "the unit over its surveys"
    MOVES = "the teams that moved to a lower tier"


@dataclass(frozen=True, slots=True)
class Place:
    """A view, and for COLUMN the practice's key, for GROUP the group's key."""

    view: View
    practice: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence, with the place that it leads to, if it does."""

    text: str
    place: Place | None = None


Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A unit or team as it was released; `size` counts the people (or sheets) asked.

    `few_answered` is True where the released turnout is under half.
    """

    key: int
    name: str
    is_team: bool
    size: int
    scores: Mapping[str, ReleasedScore | Suppressed]
    few_answered: bool = False

    def shown(self, practices: Sequence[Practice]) -> list[tuple[Practice, ReleasedScore]]:
        """Return the practices with a figure, in the order given."""
        found = []
        for practice in practices:
            score = self.scores[practice.key]
            if isinstance(score, ReleasedScore):
                found.append((practice, score))
        return found


@dataclass(frozen=True, slots=True)
class Since:
    """The survey before: its name, "" for none, and how teams moved since.

    `moves` is None where the tiers of the two cannot be compared; `any_placed` tells whether any
    team was placed in both.
    """

    campaign: str = ""
    moves: Sequence[TeamMove] | None = None
    any_placed: bool = False
