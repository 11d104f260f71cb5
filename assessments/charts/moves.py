"""Moves of teams between tiers: added up, and which way they go."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.history import Move
from assessments.charts.speech import gettext, ngettext, number_text
from assessments.scoring.values import Tier

Place = Tier | None
# Best on top, not placed at the bottom.
ORDER: tuple[Place, ...] = (*reversed(Tier), None)


def merged(moves: Sequence[Move]) -> list[Move]:
    """Return one move for each pair of places that has teams, in the order drawn."""
    teams: dict[tuple[Place, Place], int] = {}
    for move in moves:
        teams[move.before, move.now] = teams.get((move.before, move.now), 0) + move.teams
    pairs = [(before, now) for before in ORDER for now in ORDER]
    return [Move(*pair, teams[pair]) for pair in pairs if teams.get(pair)]


def direction(move: Move) -> str:
    """Return "up", "down", "same", or "unknown" where either place is no tier."""
    if move.before is None or move.now is None:
        return "unknown"
    if move.before == move.now:
        return "same"
    return "up" if ORDER.index(move.now) < ORDER.index(move.before) else "down"


def from_to(move: Move) -> str:
    """Return "low to medium"."""
    return gettext("%(before)s to %(now)s") % {
        "before": words.place_word(move.before),
        "now": words.place_word(move.now),
    }


def counted(teams: int) -> str:
    """Return "1 team" or "1,200 teams"."""
    text = ngettext("%(number)s team", "%(number)s teams", teams)
    return text % {"number": number_text(teams)}
