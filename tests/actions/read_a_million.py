"""Reads a file of so many rows in a process of its own; prints rows kept and the peak in MB.

Run by test_million_rows.py. Asks no database: the questions and the one team are made here.
"""

import datetime as dt
import io
import resource
import sys
from dataclasses import dataclass, field

import django

django.setup()

from assessments.actions.collected.mapping import Meaning  # noqa: E402 (models need the setup)
from assessments.actions.collected.reading import Asked, Reading  # noqa: E402 (models need the setup)
from assessments.content.formats.table_file import Table  # noqa: E402 (models need the setup)
from assessments.models import Outline, Question  # noqa: E402 (models need the setup)

QUESTIONS = 40
LABELS = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]


class Rows(io.RawIOBase):
    """A file that is made as it is read: as long as asked, and never on a disk or in memory."""

    def __init__(self, count):
        self.count = count
        self.header = b"Timestamp,Team," + b",".join(b"q%d" % n for n in range(QUESTIONS)) + b"\n"
        self.seek(0)

    def seek(self, *_):
        self.at = 0

    def read(self, size=-1):
        return self.header[:size]

    def readline(self, _=-1):
        self.at += 1
        if self.at == 1:
            return self.header
        if self.at > self.count + 1:
            return b""
        answers = b",".join([b"5", b"Strongly agree", b"2", b"n/a"] * (QUESTIONS // 4))
        return b"2025-03-02 %d,Red,%s\n" % (self.at, answers)


@dataclass
class OneTeam:
    """Stands for the organisation."""

    by_pk: dict = field(default_factory=lambda: {1: None})

    def find(self, called):
        return [1]


def main(count):
    options = [{"code": code, "label": label} for code, label in enumerate(LABELS, start=1)]
    questions = tuple(
        Question(
            code=f"q{n}",
            kind=Question.Kind.LIKERT,
            options=options,
            missing_label="Don’t know",
            practice_id=1,
        )
        for n in range(QUESTIONS)
    )
    meaning = Meaning(("date", "team", *(f"question:{one.code}" for one in questions)))
    days = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    asked = Asked(Outline("", (), questions), OneTeam(), *days)
    look = Reading(Table(Rows(count), "answers.csv"), meaning, asked).whole()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(look.rows, look.kept, look.odd_count, peak)


main(int(sys.argv[1]))
