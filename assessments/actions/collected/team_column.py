"""Which team a row is of, under what was said of names."""

from __future__ import annotations

from collections.abc import Mapping

from .look import Look, Out
from .teams import Teams, name_of

# More different names are looked up again: the names of a long file are not held whole
MOST_KEPT = 20_000


class TeamColumn:
    """The column of teams, and that of their units if there is one."""

    def __init__(
        self, team: int | None, unit: int | None, teams: Teams, said: Mapping[str, int | None]
    ) -> None:
        """Begin with what names stand for: a team's id, or None to leave its rows out."""
        self._team, self._unit = team, unit
        self._teams, self._said = teams, said
        self._found: dict[str, int | Out] = {}

    def team(self, cells: list[str], look: Look) -> int | Out:
        """Return the id of the team of a row, or why it is left out; unknown names are noted."""
        if self._team is None:
            return Out.NO_TEAM
        name = name_of(cells[self._team], "" if self._unit is None else cells[self._unit])
        if name not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            self._found[name] = self._find(name)
        found = self._found[name]
        if found is Out.UNKNOWN_TEAM:
            look.note_unknown(name)
        return found

    def _find(self, name: str) -> int | Out:
        if not name:
            return Out.NO_TEAM
        if name in self._said:
            said = self._said[name]
            if said is None:
                return Out.TEAM_LEFT_OUT
            return said if said in self._teams.by_pk else Out.UNKNOWN_TEAM
        found = self._teams.find(name)
        return found[0] if len(found) == 1 else Out.UNKNOWN_TEAM
