"""From a cell to an answer: one reader a question, which asks of each distinct cell only once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assessments.actions.answers import DONT_KNOW, Answer, fits
from assessments.models import Question

from . import tidying
from .mapping import Meaning
from .scales import NOT_KNOWN, Scale
from .scales import key as scale_key

# More different cells than this in one column are asked again: no column is held whole
MOST_KEPT = 5_000
SEPARATORS = (";", "|", "\n", ",")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?")


class NotUnderstoodError(Exception):
    """A cell means nothing that its question offers."""


class CellReader:
    """The cells of one question's column as answers."""

    def __init__(self, question: Question, scale: Scale | None, meaning: Meaning) -> None:
        self.question = question
        self._scale = scale
        self._said = meaning.values.get(scale_key(question), {}) if scale else {}
        self._is_turned = question.reverse and question.code in meaning.turned
        self._known: dict[str, Answer | NotUnderstoodError | None] = {}
        self._read: Callable[[str], Answer | None] = {
            Question.Kind.NUMBER.value: self._number,
            Question.Kind.MULTIPLE.value: self._several,
        }.get(question.kind, self._one)

    def __call__(self, cell: str) -> Answer | None:
        """Return the answer, None for none.

        Raises:
            NotUnderstoodError: the cell says something else.
        """
        if len(cell) > tidying.LONGEST:
            raise NotUnderstoodError(cell)
        try:
            answer = self._known[cell]
        except KeyError:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            answer = self._known[cell] = self._asked(cell)
        if isinstance(answer, NotUnderstoodError):
            raise answer
        return answer

    def seen(self) -> list[str]:
        """Return the different values, tidied, that were met; of several choices each one."""
        cells = (cell for cell in self._known if tidying.value(cell))
        several = self.question.kind == Question.Kind.MULTIPLE
        parts = (self._parts(cell) if several else [tidying.value(cell)] for cell in cells)
        return list(dict.fromkeys(part for some in parts for part in some))

    def _asked(self, cell: str) -> Answer | NotUnderstoodError | None:
        if not cell or cell.isspace():
            return None
        try:
            answer = self._read(cell)
        except KeyError:
            return NotUnderstoodError(cell)
        if answer is None or fits(self.question, answer):
            return answer
        return NotUnderstoodError(cell)

    def _one(self, cell: str) -> Answer | None:
        code = self._code(tidying.value(cell))
        if code and self._is_turned:
            codes = self.question.codes()
            return min(codes) + max(codes) - code
        return code

    def _several(self, cell: str) -> Answer | None:
        codes = [self._code(part) for part in self._parts(cell)]
        chosen = sorted({code for code in codes if code})
        if chosen:
            return chosen
        return DONT_KNOW if DONT_KNOW in codes else None

    def _parts(self, cell: str) -> list[str]:
        """Return the choices of a cell: parted by the sign that leaves the most known ones."""
        whole = [tidying.value(cell)]
        if self._is_known(whole[0]):
            return whole
        tried = [_split(cell, sign) for sign in SEPARATORS if sign in cell]
        return max(tried or [whole], key=lambda parts: sum(map(self._is_known, parts)))

    def _is_known(self, part: str) -> bool:
        try:
            self._code(part)
        except KeyError:
            return False
        return True

    def _number(self, cell: str) -> Answer | None:
        text = tidying.value(cell)
        if text in NOT_KNOWN:
            return None
        text = text.removesuffix(self.question.unit.casefold()).rstrip()
        if not _NUMBER.fullmatch(text):
            raise KeyError(text)
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number

    def _code(self, value: str) -> int | None:
        said: Mapping[str, int | None] = self._said
        if value in said:
            return said[value]
        if self._scale is None:
            raise KeyError(value)
        return self._scale.guess(value)


def _split(cell: str, sign: str) -> list[str]:
    return [part for one in cell.split(sign) if (part := tidying.value(one))]
