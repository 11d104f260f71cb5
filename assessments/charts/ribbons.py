"""Where the ribbons between the tiers of two campaigns start and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assessments.charts.history import Move
from assessments.charts.moves import ORDER, Place

GAP, LEAST = 0.04, 0.06  # of the height: between two tiers, and what a tier's words need


class Node(NamedTuple):
    """A tier on one side: its teams, and its top and bottom (0 to 1, from the top)."""

    place: Place
    teams: int
    top: float
    bottom: float


def nodes(moves: Sequence[Move], side: str) -> list[Node]:
    """Return the tiers of one side ("before" or "now") that have teams, best first.

    Heights grow with the teams; a small tier is as tall as its words.
    """
    totals = {p: sum(m.teams for m in moves if getattr(m, side) == p) for p in ORDER}
    totals = {place: teams for place, teams in totals.items() if teams}
    used = {place for move in moves for place in (move.before, move.now)}
    room = 1 - GAP * (len(used) - 1) - LEAST * len(used)  # so both sides have one scale
    every, top, result = sum(totals.values()), 0.0, []
    for place, teams in totals.items():
        bottom = top + LEAST + room * teams / every
        result.append(Node(place, teams, top, bottom))
        top = bottom + GAP
    return result


class Ribbon(NamedTuple):
    """A move as drawn: its tops on both sides and its heights there (0 to 1)."""

    move: Move
    start: float
    start_height: float
    end: float
    end_height: float

    @property
    def middle(self) -> float:
        """Return the middle of the ribbon half way across."""
        return (self.start + self.start_height / 2 + self.end + self.end_height / 2) / 2


def ribbons(moves: Sequence[Move]) -> list[Ribbon]:
    """Return a ribbon for each move, stacked so that ribbons of a tier do not cross there."""
    sides = [{node.place: node for node in nodes(moves, side)} for side in ("before", "now")]
    used: dict[tuple[int, Place], float] = {}

    def take(side: int, place: Place, teams: int) -> tuple[float, float]:
        node = sides[side][place]
        height = (node.bottom - node.top) * teams / node.teams
        top = used.get((side, place), node.top)
        used[side, place] = top + height
        return top, height

    starts = [take(0, move.before, move.teams) for move in moves]
    by_end = sorted(range(len(moves)), key=lambda one: ORDER.index(moves[one].now))
    ends = {one: take(1, moves[one].now, moves[one].teams) for one in by_end}
    return [Ribbon(move, *starts[one], *ends[one]) for one, move in enumerate(moves)]
