"""Files as other survey tools export them, made from sheets of answers."""

import csv
import datetime as dt
import io

from assessments.actions.collected.about import About
from assessments.content.formats.table_file import Table
from assessments.models import Benchmark, Edition

FIRST, LAST = dt.date(2025, 3, 1), dt.date(2025, 3, 14)
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def about(**changes):
    fields = {
        "name": "Survey of 2025",
        "edition": Edition.objects.published().latest("number"),
        "benchmark": Benchmark.objects.current().get(is_default=True),
        "first": FIRST,
        "last": LAST,
        "time_zone": "Europe/Berlin",
    }
    return About(**(fields | changes))


def table(*rows, name="answers.csv", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return Table(io.BytesIO(text.getvalue().encode()), name)


def cell(answer):
    """Return an answer as its code; of several choices, all with semicolons."""
    if answer == 0:
        return "N/A"
    return ";".join(map(str, answer)) if isinstance(answer, list) else answer


def plain(outline, sheets):
    """Return a header of codes and a row for each (team, sheet)."""
    codes = [question.code for question in outline.questions if not question.is_text]
    rows = [[team, *(cell(sheet.get(code, "")) for code in codes)] for team, sheet in sheets]
    return [["team", *codes], *rows]


def in_words(outline, sheets, *, before=(), text_of=lambda question: question.text):
    """Return texts as headers and labels as values; `before` are (header, value) in front."""
    asked = [question for question in outline.questions if not question.is_text]
    header = [*(name for name, _ in before), "Team", *map(text_of, asked)]
    rows = [
        [*(value for _, value in before), team, *(label(one, sheet.get(one.code)) for one in asked)]
        for team, sheet in sheets
    ]
    return [header, *rows]


def label(question, answer):
    if answer is None:
        return ""
    labels = {option["code"]: option["label"] for option in question.options}
    return question.missing_label if answer == 0 else labels[answer]
