"""What one reading of a file found: counts and short lists, whatever the file's length."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop

MOST_LISTED = 100
MOST_NAMES = 500
MOST_VALUES = 200  # of one scale


class Out(StrEnum):
    """Why a row is left out."""

    NO_TEAM = gettext_noop("no team is named")
    UNKNOWN_TEAM = gettext_noop("the team is not known")
    TEAM_LEFT_OUT = gettext_noop("the team is left out")
    NO_DAY = gettext_noop("the day cannot be read")
    OTHER_DAY = gettext_noop("it is from another time")
    EARLIER = gettext_noop("the same person sent another one later")
    SAME = gettext_noop("it is the same in every cell as an earlier one")
    NOTHING = gettext_noop("it has no answer that counts")


@dataclass(frozen=True)
class Odd:
    """A cell that says nothing its question offers."""

    row: int
    column: int
    cell: str


@dataclass
class Look:
    """One reading. `of_team` counts the rows that come in, by the team's id."""

    rows: int = 0
    of_team: Counter[int] = field(default_factory=Counter)
    out: Counter[Out] = field(default_factory=Counter)
    unknown_teams: Counter[str] = field(default_factory=Counter)
    odd: list[Odd] = field(default_factory=list)
    odd_count: int = 0
    same: int = 0
    not_asked: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    values: dict[str, list[str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """How many rows come in."""
        return self.of_team.total()

    def note_odd(self, row: int, column: int, cell: str) -> None:
        """Count a cell that is not understood; the first of them are listed."""
        self.odd_count += 1
        if len(self.odd) < MOST_LISTED:
            self.odd.append(Odd(row, column, cell[:80]))

    def note_unknown(self, name: str) -> None:
        """Count a team that is not known; so many names are told apart."""
        if name in self.unknown_teams or len(self.unknown_teams) < MOST_NAMES:
            self.unknown_teams[name] += 1

    def note_day(self, day: dt.date) -> None:
        """Widen the range of days."""
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)

    def digest(self, *of: object) -> str:
        """Return what tells this look, of these, from any other: to confirm what was looked at."""
        found = (
            sorted(self.of_team.items()), sorted(self.out.items()), self.rows, self.odd_count,
            sorted(self.answers.items()), self.first, self.last, *of,
        )  # fmt: skip
        return hashlib.sha256(repr(found).encode()).hexdigest()
