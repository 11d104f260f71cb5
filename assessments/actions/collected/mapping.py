"""What an organiser says a file means: each column, each value, each team's name. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

QUESTION = "question:"


class Use(StrEnum):
    """What a column may stand for, beside a question ("question:" and its code)."""

    NOTHING = ""
    TEAM = "team"
    UNIT = "unit"
    DATE = "date"
    PERSON = "person"


class Days(StrEnum):
    """How a file writes days; what follows the day, such as a time, is not read."""

    YEAR_FIRST = "2026-03-31"
    DAY_FIRST = "31.3.2026"
    MONTH_FIRST = "3/31/2026"


@dataclass(frozen=True)
class Meaning:
    """All that was said of a file.

    `values` holds by scale (see scales.py) what a tidied value stands for: an option's code, 0 for
    "don't know", None for no answer. `teams` holds by tidied name a team's id, None to leave its
    rows out. `turned` are the reverse-keyed questions that the other tool had turned round itself.
    """

    columns: tuple[str, ...]
    days: str = Days.YEAR_FIRST
    values: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    teams: Mapping[str, int | None] = field(default_factory=dict)
    turned: tuple[str, ...] = ()
    unknown_values_out: bool = False
    unknown_teams_out: bool = False
    same_rows_out: bool = False

    def column_of(self, use: str) -> int | None:
        """Return the place of the column that stands for this, None without one."""
        return self.columns.index(use) if use in self.columns else None

    def questions(self) -> dict[str, int]:
        """Return the places of the columns of answers by their questions' codes."""
        return {
            use.removeprefix(QUESTION): place
            for place, use in enumerate(self.columns)
            if use.startswith(QUESTION)
        }

    def but(self, **said: Any) -> Self:
        """Return the same with some things said otherwise."""
        return replace(self, **said)

    def as_data(self) -> dict[str, Any]:
        """Return what `from_data` takes, of plain JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return what `as_data` gave.

        Raises:
            TypeError, KeyError: it is something else.
        """
        tuples = {name: tuple(data[name]) for name in ("columns", "turned") if name in data}
        return cls(**{**data, **tuples})
