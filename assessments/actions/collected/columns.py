"""What the columns of a file seem to stand for, judged by their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assessments.content.formats.table_file import Table
from assessments.models import Outline, Question
from assessments.models.question import ROLE

from . import days, tidying
from .mapping import QUESTION, Meaning, Use

LOOKED_AT = 1_000  # rows

# As survey tools write them, the likelier first; through tidying.name()
HEADERS: dict[Use, tuple[str, ...]] = {
    Use.TEAM: (
        "team", "teamname", "nameofteam", "nameofyourteam", "yourteam", "whichteamareyouin",
        "whichteamareyouon", "whichteamdoyouworkin", "ihrteam", "deinteam", "équipe",
        "votreéquipe", "equipo", "suequipo", "squad",
    ),
    Use.UNIT: (
        "unit", "department", "division", "businessunit", "tribe", "einheit", "abteilung",
        "bereich", "unité", "service", "unidad", "departamento",
    ),
    Use.DATE: (
        "submitdate", "submitdateutc", "datesubmitted", "completiontime", "completedat",
        "submittedat", "recordeddate", "enddate", "timestamp", "zeitstempel", "horodateur",
        "marcatemporal", "fertigstellungszeit", "heuredefin", "horadefinalización", "date",
        "datum", "fecha",
    ),
    Use.PERSON: (
        "token", "responseid", "respondentid", "respondent", "emailaddress", "email",
        "emailadresse", "adresseemail", "correoelectrónico", "networkid", "id",
    ),
}  # fmt: skip
# "Please say how far you agree [We deploy on demand]", as grids are exported
_IN_BRACKETS = re.compile(r"\[([^\[\]]{1,500})\]\s{0,9}\Z")


def importable(outline: Outline) -> list[Question]:
    """Return the questions whose answers may be brought in.

    Words may not: who wrote them was not told who would read them here. The role serves nothing,
    as results of such a campaign are never shown by it, unless a condition rests on it.
    """
    needed = {one.show_if["question"] for one in outline.questions if one.show_if}
    return [
        one
        for one in outline.questions
        if not one.is_text and (one.code != ROLE or one.code in needed)
    ]


def meaning(table: Table, outline: Outline) -> Meaning:
    """Return what a file seems to mean, from its headers and its first days."""
    found = Meaning(guess(table.header, outline))
    place = found.column_of(Use.DATE)
    if place is None:
        return found
    cells = (cells[place] for _, cells in islice(table.rows(), LOOKED_AT))
    return found.but(days=days.guess(cells).value)


def guess(header: Sequence[str], outline: Outline) -> tuple[str, ...]:
    """Return what each column seems to stand for; no question and no use is there twice."""
    known = _known(outline)
    uses = ["" for _ in header]
    taken: set[str] = set()
    for place, text in enumerate(header):
        codes = {code for form in _forms(text) for code in known.get(form, ())}
        if len(codes) == 1 and not codes & taken:
            taken |= codes
            uses[place] = QUESTION + codes.pop()
    names = [tidying.name(text) for text in header]
    for use, likely in HEADERS.items():
        places = (names.index(name) for name in likely if name in names)
        free = next((place for place in places if not uses[place]), None)
        if free is not None:
            uses[free] = use
    return tuple(uses)


def _forms(text: str) -> Iterator[str]:
    """Yield what of a header may be a question's code or text."""
    yield tidying.name(text)
    if found := _IN_BRACKETS.search(text):
        yield tidying.name(found[1])
    for sign in (". ", ": ", " - "):
        before, found_sign, after = text.partition(sign)
        if found_sign:
            yield tidying.name(before)
            yield tidying.name(after)


def _known(outline: Outline) -> dict[str, set[str]]:
    """Return the codes of the questions by what may stand above their column, in any language."""
    known: dict[str, set[str]] = {}
    for question in importable(outline):
        texts = [question.code, question.text]
        texts += [said.get("text", "") for said in question.translations.values()]
        for text in texts:
            if name := tidying.name(text):
                known.setdefault(name, set()).add(question.code)
    return known
