"""Single teams that changed their tier: which way, and whether chance could have done it.

A team counts as moved where its likeliest tier is another one than in the survey before. It moved
*clearly* where both placements were sure ("most likely a ... performer"); a team that leaned to a
tier or lay between two, then or now, may have crossed a border by chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.charts.labels import label_words
from assessments.charts.speech import gettext, gettext_noop
from assessments.scoring.values import Label, LabelKind, Tier

CLEARLY = gettext_noop("clear")
PERHAPS = gettext_noop("may be chance")


@dataclass(frozen=True, slots=True)
class TeamMove:
    """A team placed in two surveys, in another tier each; `key` is the page's own name for it."""

    key: int
    name: str
    unit: str
    before: Label
    now: Label

    @property
    def steps(self) -> int:
        """How many tiers up; down is negative."""
        tiers = list(Tier)
        return tiers.index(self.now.tiers[0]) - tiers.index(self.before.tiers[0])

    @property
    def is_down(self) -> bool:
        """Whether it went to a lower tier."""
        return self.steps < 0

    @property
    def is_clear(self) -> bool:
        """Whether both placements were sure."""
        return self.before.kind is self.now.kind is LabelKind.CERTAIN


def sorted_moves(moves: Iterable[TeamMove]) -> list[TeamMove]:
    """Return the clear moves first, then by how far they went and by name."""
    return sorted(
        moves,
        key=lambda move: (not move.is_clear, -abs(move.steps), move.name.casefold(), move.key),
    )


def moves_of_way(moves: Iterable[TeamMove], *, is_up: bool) -> list[TeamMove]:
    """Return the moves to a higher tier, or to a lower one, sorted."""
    return sorted_moves(move for move in moves if move.is_down is not is_up)


def move_row(move: TeamMove) -> tuple[str, str, str, str, str]:
    """Return team, unit, placement before, placement now, and how sure the move is."""
    sure = CLEARLY if move.is_clear else PERHAPS
    return move.name, move.unit, label_words(move.before), label_words(move.now), gettext(sure)
