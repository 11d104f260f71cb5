"""Reading a file under a meaning: row by row, into sheets as they are stored. Asks no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.actions import responses
from assessments.actions.answers import Answer, Answers, relevant
from assessments.content.formats.table_file import Table
from assessments.models import Outline

from .day_column import DayColumn
from .doubles import Doubles
from .look import MOST_VALUES, Look, Out
from .mapping import Meaning, Use
from .scales import key as scale_key
from .scales import scales
from .team_column import TeamColumn
from .teams import Teams
from .values import CellReader, NotUnderstoodError

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
        self._table, self._asked = table, asked
        known = scales(asked.outline)
        by_code = {question.code: question for question in asked.outline.questions}
        self._readers = [
            (place, code, CellReader(by_code[code], known.get(scale_key(by_code[code])), meaning))
            for code, place in meaning.questions().items()
        ]
        team, unit, date, person = (
            meaning.column_of(use) for use in (Use.TEAM, Use.UNIT, Use.DATE, Use.PERSON)
        )
        self._team = TeamColumn(team, unit, asked.teams, meaning.teams)
        self._days = DayColumn(date, meaning.days, asked.first, asked.last)
        self._doubles = Doubles(person, same_rows_out=meaning.same_rows_out)

    def sheets(self) -> Iterator[Sheet]:
        """Yield what comes in.

        Raises:
            assessments.content.formats.carried.FileRefusedError: the file breaks a limit.
        """
        if self._doubles.has_persons:
            # A file may hold several rounds: of each, the last row of that time counts.
            rows = self._table.rows()
            self._doubles.read(row for row in rows if self._days.counts(row[1]))
        for number, cells in self._table.rows():
            self.look.rows += 1
            team = self._team.team(cells, self.look)
            if isinstance(team, Out):
                self.look.out[team] += 1
                continue
            out = self._days.why_out(cells, self.look)
            out = out or self._doubles.why_out(number, cells, self.look)
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
                new = [value for value in reader.seen() if value not in known]
                seen += new[: MOST_VALUES - len(seen)]
