"""What importing a file of units and teams would change, compared with what is there now.

A team is known by its unit and name. One whose name stands in another unit in the file, and at its
own place not at all, has moved.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from django.utils.translation import gettext

from assessments.errors import ImportRefusedError
from assessments.models import Team, Unit
from assessments.models.organisation import DOWN

from . import tree_rules as rules
from .organisation_file import Problem, Row

Path = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A team that is there, where it stands now, and the row that says otherwise."""

    team: Team
    path: Path
    row: Row


@dataclass(frozen=True)
class Diff:
    """What an import does; `missing` are the paths of teams that the file does not name."""

    unit_at: dict[Path, int] = field(default_factory=dict)
    new_units: list[Path] = field(default_factory=list)
    new_teams: list[Row] = field(default_factory=list)
    resized: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Path] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the organisation is already as the file says."""
        return not (self.new_units or self.new_teams or self.resized or self.moved)

    @property
    def digest(self) -> str:
        """What tells this import from any other, to confirm the one that was looked at."""
        changes = [
            (one.team.pk, one.team.unit_id, one.team.headcount, one.row)
            for one in (*self.resized, *self.moved)
        ]
        parts = (self.new_units, self.new_teams, changes, self.unchanged, self.missing)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def compare(rows: Sequence[Row]) -> Diff:
    """Return what importing these rows would change now; four queries, however many rows.

    Raises:
        ImportRefusedError: a line names something retired, or it is not clear which team it means.
    """
    comparison = _Comparison()
    comparison.find_units(rows)
    for row in rows:
        if row.team:
            comparison.find_at_its_place(row)
    comparison.find_elsewhere()
    if comparison.problems:
        raise ImportRefusedError(sorted(comparison.problems))
    return comparison.whole()


def as_it_stands() -> list[tuple[str, str, int | str]]:
    """Return what is active as the lines of a file that would change nothing; two queries more."""
    known = _Known()
    lines: list[tuple[Path, str, int | str]] = [
        (known.path_of[unit], name, team.headcount) for (unit, name), team in known.team_at.items()
    ]
    said = {path[:depth] for path, *_ in lines for depth in range(1, len(path) + 1)}
    lines += [(path, "", "") for path in known.unit_at if path not in said]
    lines.sort(key=itemgetter(0, 1))
    return [(DOWN.join(path), team, people) for path, team, people in lines]


class _Known:
    """The organisation as it stands; four queries."""

    def __init__(self) -> None:
        self.path_of = Unit.objects.paths()
        active = set(Unit.objects.active().values_list("pk", flat=True))
        self.unit_at = {path: pk for pk, path in self.path_of.items() if pk in active}
        self.retired_units = {path for pk, path in self.path_of.items() if pk not in active}
        teams = list(Team.objects.active().order_by("name", "pk"))
        self.team_at = {(team.unit_id, team.name): team for team in teams}
        self.named: dict[str, list[Team]] = defaultdict(list)
        for team in teams:
            self.named[team.name].append(team)
        self.retired_teams = set(
            Team.objects.exclude(retired_at=None).values_list("unit_id", "name")
        )

    def change(self, team: Team, row: Row) -> Change:
        """Return what a row changes of a team."""
        return Change(team, self.path_of[team.unit_id], row)


class _Comparison:
    """A comparison under way: what is settled, what is not, and what stands in the way."""

    def __init__(self) -> None:
        self.known = _Known()
        self.diff = Diff()
        self.problems: list[Problem] = []
        self.settled: set[int] = set()
        self.unchanged = 0
        self.unplaced: list[Row] = []

    def find_units(self, rows: Sequence[Row]) -> None:
        """Tell units that are there from new ones."""
        found: dict[Path, None] = {}
        for row in rows:
            for depth in range(1, len(row.path) + 1):
                path = row.path[:depth]
                if path in self.known.unit_at or path in found:
                    continue
                if path in self.known.retired_units:
                    self.problems.append((row.line, _retired(path)))
                    break
                found[path] = None
        self.diff.new_units.extend(found)

    def find_at_its_place(self, row: Row) -> None:
        """Settle a team that is where its row says; else leave the row for later."""
        place = (self.known.unit_at.get(row.path, 0), row.team)
        team = self.known.team_at.get(place)
        if team is None and place in self.known.retired_teams:
            self.problems.append((row.line, _retired((*row.path, row.team))))
        elif team is None:
            self.unplaced.append(row)
        else:
            self.settled.add(team.pk)
            if team.headcount == row.people:
                self.unchanged += 1
            else:
                self.diff.resized.append(self.known.change(team, row))

    def find_elsewhere(self) -> None:
        """Tell teams that moved from new ones, once all that stayed are known."""
        rows_of = Counter(row.team for row in self.unplaced)
        left = {
            name: [team for team in self.known.named.get(name, ()) if team.pk not in self.settled]
            for name in rows_of
        }
        for row in self.unplaced:
            candidates = left[row.team]
            if not candidates:
                self.diff.new_teams.append(row)
            elif len(candidates) == rows_of[row.team] == 1:
                self.settled.add(candidates[0].pk)
                self.diff.moved.append(self.known.change(candidates[0], row))
            else:
                self.problems.append((row.line, _unclear(row, candidates, self.known)))

    def whole(self) -> Diff:
        """Return the diff, with what the file does not name."""
        missing = [
            (*self.known.path_of[team.unit_id], team.name)
            for team in self.known.team_at.values()
            if team.pk not in self.settled
        ]
        return replace(
            self.diff, unit_at=self.known.unit_at, unchanged=self.unchanged, missing=sorted(missing)
        )


def _retired(path: Path) -> str:
    return gettext("“%(join)s” is retired. Bring it back first, or take the line out.") % {
        "join": DOWN.join(path)
    }


def _unclear(row: Row, candidates: Sequence[Team], known: _Known) -> str:
    where = "; ".join(DOWN.join(known.path_of[team.unit_id]) for team in candidates[: rules.NAMED])
    return gettext(
        "It is not clear which team “%(team)s” this is: there is one in %(where)s. "
        "List each of them at its place too, or move the one that is meant on its "
        "page."
    ) % {"team": row.team, "where": where}
