"""Reading a file under a meaning: row by row, into sheets as they are stored. Asks no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.actions import responses
from assessments.actions.answers import Answer, Answers, relevant
from assessments.content.formats.table_file import Table
from assessments.models import Outline

from . import days, tidying
from .look import MOST_VALUES, Look, Out
from .mapping import Meaning, Use
from .scales import key as scale_key
from .scales import scales
from .teams import Teams, name_of
from .values import CellReader, NotUnderstoodError

Row = tuple[int, list[str]]
# A team's id and its answers in the outline's order
Sheet = tuple[int, list[Answer | None]]


@dataclass(frozen=True)
class Asked:
    """What a file is read for: an edition's questions, the teams, and which days count."""

    outline: Outline
    teams: Teams
    first: dt.date
    last: dt.date


class Reading:
    """One pass over a table; `look` is complete once all sheets were taken."""

    def __init__(self, table: Table, meaning: Meaning, asked: Asked) -> None:
        """Begin; nothing is read before the sheets are asked for."""
        self.look = Look()
        self._table, self._meaning, self._asked = table, meaning, asked
        known = scales(asked.outline)
        by_code = {question.code: question for question in asked.outline.questions}
        self._readers = [
            (place, code, CellReader(by_code[code], known.get(scale_key(by_code[code])), meaning))
            for code, place in meaning.questions().items()
        ]
        self._team, self._unit, self._date, self._person = (
            meaning.column_of(use) for use in (Use.TEAM, Use.UNIT, Use.DATE, Use.PERSON)
        )
        self._teams_by_name: dict[str, int | Out | None] = {}
        self._met: set[int] = set()

    def sheets(self) -> Iterator[Sheet]:
        """Yield what comes in.

        Raises:
            assessments.content.formats.carried.FileRefusedError: the file breaks a limit.
        """
        latest = self._latest_of_each_person()
        for number, cells in self._table.rows():
            self.look.rows += 1
            team = self._team_of(cells)
            if isinstance(team, Out):
                self.look.out[team] += 1
                continue
            out = self._why_out(number, cells, latest)
            row = self._answers(number, cells) if out is None else None
            if row is None:
                self.look.out[out or Out.NOTHING] += 1
                continue
            self.look.of_team[team] += 1
            yield team, row
        self._keep_values()

    @property
    def teams(self) -> Teams:
        """The teams that rows are of."""
        return self._asked.teams

    def whole(self) -> Look:
        """Read to the end and return what was found, keeping no sheet."""
        for _ in self.sheets():
            pass
        return self.look

    def _latest_of_each_person(self) -> dict[int, int]:
        """Return the last row of each person, by a number that stands for what identifies them.

        Of those from the time that counts: a file may hold several rounds.
        """
        if self._person is None:
            return {}
        return {
            hash(who): number
            for number, cells in self._table.rows()
            if (who := tidying.value(cells[self._person]))
            and self._is_of_the_time(self._day(cells))
        }

    def _day(self, cells: list[str]) -> dt.date | None:
        return days.read(cells[self._date], self._meaning.days) if self._date is not None else None

    def _is_of_the_time(self, day: dt.date | None) -> bool:
        if day is None:
            return self._date is None
        return self._asked.first <= day <= self._asked.last

    def _team_of(self, cells: list[str]) -> int | Out:
        if self._team is None:
            return Out.NO_TEAM
        unit = cells[self._unit] if self._unit is not None else ""
        said = f"{unit}\0{cells[self._team]}"
        if said not in self._teams_by_name:
            self._teams_by_name[said] = self._find(name_of(cells[self._team], unit))
        team = self._teams_by_name[said]
        if team is Out.UNKNOWN_TEAM:
            self.look.note_unknown(name_of(cells[self._team], unit))
        return Out.TEAM_LEFT_OUT if team is None else team

    def _find(self, name: str) -> int | Out | None:
        if not name:
            return Out.NO_TEAM
        if name in self._meaning.teams:
            said = self._meaning.teams[name]
            return said if said is None or said in self._asked.teams.by_pk else Out.UNKNOWN_TEAM
        found = self._asked.teams.find(name)
        return found[0] if len(found) == 1 else Out.UNKNOWN_TEAM

    def _why_out(self, number: int, cells: list[str], latest: dict[int, int]) -> Out | None:
        day = self._day(cells)
        if day is not None:
            self.look.note_day(day)
        if not self._is_of_the_time(day):
            return Out.NO_DAY if day is None else Out.OTHER_DAY
        if self._person is not None:
            who = tidying.value(cells[self._person])
            return Out.EARLIER if who and latest[hash(who)] != number else None
        return self._same_as_before(cells)

    def _same_as_before(self, cells: list[str]) -> Out | None:
        """Count a row that is there twice: without a column of persons it may be of two people."""
        mark = hash(tuple(cells))
        if mark not in self._met:
            self._met.add(mark)
            return None
        self.look.same += 1
        return Out.SAME if self._meaning.same_rows_out else None

    def _answers(self, number: int, cells: list[str]) -> list[Answer | None] | None:
        outline = self._asked.outline
        given: Answers = {}
        for place, code, read in self._readers:
            try:
                answer = read(cells[place])
            except NotUnderstoodError:
                self.look.note_odd(number, place, cells[place])
                continue
            if answer is not None:
                given[code] = answer
        if outline.has_conditions:
            count = len(given)
            given = relevant(given, outline)
            self.look.not_asked += count - len(given)
        row = responses.stored(given, outline)
        if not responses.has_scored_answer(row, outline):
            return None
        self.look.answers.update(given.keys())
        return row

    def _keep_values(self) -> None:
        for _, _, reader in self._readers:
            if reader.question.options:
                seen = self.look.values.setdefault(scale_key(reader.question), [])
                known = set(seen)
                seen += [one for one in reader.seen() if one not in known][
                    : MOST_VALUES - len(seen)
                ]
