"""Which team a row means: by its name, or by as much of the way down to it as is needed."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from assessments.models import Team, Unit
from assessments.models.organisation import DOWN

from . import tidying

# No way down to a team is longer; a name of a hostile file may be
LONGEST = 3_000


class Teams:
    """The active teams, found by what a file calls them; two queries."""

    def __init__(self) -> None:
        paths = Unit.objects.paths()
        teams = list(Team.objects.active().order_by("pk"))
        self.by_pk = {team.pk: team for team in teams}
        self.path_of = {team.pk: (*paths[team.unit_id], team.name) for team in teams}

    def find(self, called: str) -> list[int]:
        """Return the teams that this may be: one where it is clear, more where it is not.

        `called` is as `name_of` gives it. A whole path wins over the end of a longer one.
        """
        near = self._ending.get(called.rpartition(DOWN)[2], ())
        found = [pk for pk in near if f"{DOWN}{self._tidy[pk]}".endswith(DOWN + called)]
        whole = [pk for pk in found if self._tidy[pk] == called]
        return whole or found

    def path(self, pk: int) -> str:
        """Return the way from the top down to a team, in words."""
        return DOWN.join(self.path_of[pk])

    @cached_property
    def _tidy(self) -> dict[int, str]:
        return {pk: DOWN.join(map(tidying.value, path)) for pk, path in self.path_of.items()}

    @cached_property
    def _ending(self) -> dict[str, list[int]]:
        ending: dict[str, list[int]] = defaultdict(list)
        for pk, path in self._tidy.items():
            ending[path.rpartition(DOWN)[2]].append(pk)
        return ending


def name_of(team: str, unit: str = "") -> str:
    """Return what a row calls its team, tidied: with the unit before it where that is said."""
    parts = [*unit.split(DOWN), *team.split(DOWN)] if unit.strip() else team.split(DOWN)
    return DOWN.join(filter(None, map(tidying.value, parts)))[:LONGEST]
