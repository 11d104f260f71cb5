"""Whatever way a sheet is written into a file, the same answers are read from it. No database."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.actions.answers import relevant
from assessments.actions.collected.look import Out
from assessments.actions.collected.mapping import Meaning
from assessments.actions.collected.reading import Asked, Reading
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.table_file import Table
from assessments.models import Outline, Page, Question

FIRST, LAST = dt.date(2025, 3, 1), dt.date(2025, 3, 31)
RED, BLUE = 1, 2
WORDS = ["never", "seldom", "now and then", "half the time", "often", "very often", "always"]


@dataclass(frozen=True)
class TwoTeams:
    """Stands for the organisation."""

    by_pk: tuple = (RED, BLUE)

    def find(self, called):
        return {"red": [RED], "blue": [BLUE], "both": [RED, BLUE]}.get(called, [])


def asked_of(*questions):
    page = Page(1, None, questions)
    return Asked(Outline("", (page,), questions), TwoTeams(), FIRST, LAST)


def question(code, kind=Question.Kind.LIKERT, points=5, **fields):
    labels = WORDS[:points] if kind != Question.Kind.NUMBER else []
    options = [{"code": at, "label": label} for at, label in enumerate(labels, start=1)]
    if kind == Question.Kind.ORDINAL:
        options = [option | {"value": option["code"] * 2.5} for option in options]
    scored = {"practice_id": 1} if kind in {"likert", "ordinal"} else {}
    fields = {"missing_label": "Don’t know", **scored} | fields
    return Question(code=code, kind=kind, options=options, **fields)


def file_of(rows, delimiter=",", start=b"", end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return Table(io.BytesIO(start + text.getvalue().encode()), "answers.csv")


def read(rows, questions, **said):
    file = file_of(rows)
    uses = [
        name if name in {"team", "unit", "date", "person"} else f"question:{name}" if name else ""
        for name in file.header
    ]
    reading = Reading(file, Meaning(tuple(uses), **said), asked_of(*questions))
    return list(reading.sheets()), reading.look


# What is always there, so that every sheet has an answer that counts
ANCHOR = question("anchor")
KINDS = st.sampled_from(
    [Question.Kind.LIKERT, Question.Kind.ORDINAL, Question.Kind.CHOICE, Question.Kind.MULTIPLE,
     Question.Kind.NUMBER]
)  # fmt: skip


@st.composite
def questionnaires(draw):
    kinds = draw(st.lists(KINDS, max_size=6))
    return [ANCHOR] + [
        question(
            f"q{number}",
            kind,
            points=draw(st.integers(2, 7)),
            reverse=kind == Question.Kind.LIKERT and draw(st.booleans()),
            missing_label=draw(st.sampled_from(["", "Don’t know", "Cannot say"])),
        )
        for number, kind in enumerate(kinds)
    ]


def answer_to(asked, draw):
    codes = sorted(asked.codes())
    offered = [None, 0] if asked.missing_label and asked.options else [None]
    if asked.kind == Question.Kind.NUMBER:
        return draw(st.sampled_from([None]) | st.integers(-99, 99) | st.sampled_from([0.5, 2.25]))
    if asked.kind == Question.Kind.MULTIPLE:
        chosen = st.lists(st.sampled_from(codes), min_size=1, unique=True).map(sorted)
        return draw(st.sampled_from(offered) | chosen)
    return draw(st.sampled_from(offered + codes))


def written(asked, answer, draw, turned):
    """Return an answer as some tool would write it."""
    if answer is None:
        return draw(st.sampled_from(["", " "]))
    if answer == 0 and asked.kind != Question.Kind.NUMBER:
        return draw(st.sampled_from(["n/a", "N/A", asked.missing_label, "Keine Angabe"]))
    if isinstance(answer, list):
        return draw(st.sampled_from([";", "; ", ", ", "|"])).join(
            written(asked, one, draw, ()) for one in answer
        )
    if asked.kind == Question.Kind.NUMBER:
        return str(answer).replace(".", draw(st.sampled_from([".", ","])))
    code = len(asked.options) + 1 - answer if asked.code in turned else answer
    label = asked.options[code - 1]["label"]
    ways = [str(code), label, label.upper(), f" {label} ", f"{code} - {label}", f"A{code}"]
    if asked.kind == Question.Kind.MULTIPLE:
        ways = ways[:3]
    return draw(st.sampled_from([*ways, f"{label} ({code})"][:7]))


@given(st.data())
@settings(max_examples=150)
def test_sheet_is_read_as_it_was_answered_however_it_is_written(data):
    draw = data.draw
    questions = draw(questionnaires())
    turned = tuple(one.code for one in questions if one.reverse and draw(st.booleans()))
    sheets, rows = [], []
    for _ in range(draw(st.integers(1, 4))):
        sheet = {one.code: answer_to(one, draw) for one in questions} | {"anchor": 3}
        sheets.append((draw(st.sampled_from([RED, BLUE])), [sheet[one.code] for one in questions]))
        cells = [written(one, sheet[one.code], draw, turned) for one in questions]
        rows.append([{RED: "Red", BLUE: " BLUE "}[sheets[-1][0]], *cells])
    header = ["team", *(one.code for one in questions)]

    kept, look = read([header, *rows], questions, turned=turned)

    assert kept == sheets
    assert (look.kept, look.odd_count, look.out) == (len(sheets), 0, {})


@given(
    st.sampled_from(",;\t|"),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"sep=%s\r\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3)),
)
def test_any_texts_come_back_from_any_csv(delimiter, start, end, rows):
    rows = [[cell.replace("\0", "").replace("\r", "") for cell in row] for row in rows]
    start = start.replace(b"%s", delimiter.encode())
    header = ["a", "b,;", "c\td"]

    table = file_of([header, *rows], delimiter, start, end)

    expected = [
        [cell.replace("\n", end) if 0 else cell for cell in row] for row in rows if any(row)
    ]
    assert table.header == header
    assert [cells for _, cells in table.rows()] == expected


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    refusals, widths = [], set()
    try:
        table = Table(io.BytesIO(data), "answers.csv")
        widths = {len(cells) - len(table.header) for _, cells in table.rows()}
    except FileRefusedError as refused:
        refusals.append(str(refused))

    assert all(one.startswith("answers.csv") for one in refusals)
    assert widths <= {0}


FOLLOW_UP = question("more", show_if={"question": "anchor", "answers": [4, 5]})


def test_answer_that_would_not_have_been_asked_stays_out():
    rows = [["team", "anchor", "more"], ["Red", 5, 2], ["Red", 1, 2], ["Red", "", 2]]

    kept, look = read(rows, [ANCHOR, FOLLOW_UP])

    assert kept == [(RED, [5, 2]), (RED, [1, None])]
    assert look.not_asked == 2
    assert look.out == {Out.NOTHING: 1}
    assert relevant({"anchor": 1, "more": 2}, asked_of(ANCHOR, FOLLOW_UP).outline) == {"anchor": 1}


def test_sheet_that_only_says_dont_know_is_none():
    kept, look = read([["team", "anchor"], ["Red", "n/a"], ["Red", ""]], [ANCHOR])

    assert kept == []
    assert look.out == {Out.NOTHING: 2}


def test_name_of_several_teams_is_not_known():
    _, look = read([["team", "anchor"], ["both", 5], ["nobody", 5]], [ANCHOR])

    assert look.unknown_teams == {"both": 1, "nobody": 1}


@pytest.mark.parametrize("said", [{"both": RED}, {"both": None}, {"both": 99}])
def test_what_was_said_of_a_name_counts_while_the_team_is_there(said):
    kept, look = read([["team", "anchor"], ["Both", 5]], [ANCHOR], teams=said)

    expected = {RED: ([(RED, [5])], {}), None: ([], {Out.TEAM_LEFT_OUT: 1})}
    assert (kept, look.out) == expected.get(said["both"], ([], {Out.UNKNOWN_TEAM: 1}))


def test_of_a_person_the_last_row_counts_and_nobody_is_everybody():
    rows = [["person", "team", "anchor"], ["ann", "Red", 1], ["Ann ", "Red", 5], ["", "Red", 2]]

    kept, look = read([*rows, ["", "Red", 2]], [ANCHOR])

    assert kept == [(RED, [5]), (RED, [2]), (RED, [2])]
    assert look.out == {Out.EARLIER: 1}
    assert look.same == 0


def test_without_persons_rows_alike_are_counted():
    rows = [["team", "anchor"], ["Red", 5], ["Red", 5], ["Blue", 5]]

    assert read(rows, [ANCHOR])[1].same == 1
    assert len(read(rows, [ANCHOR])[0]) == 3
    assert len(read(rows, [ANCHOR], same_rows_out=True)[0]) == 2


def test_only_days_of_the_time_count_both_ends_included():
    days = ["2025-02-28", "2025-03-01", "2025-03-31 23:59", "2025-04-01", ""]

    kept, look = read([["date", "team", "anchor"], *([day, "Red", 5] for day in days)], [ANCHOR])

    assert len(kept) == 2
    assert look.out == {Out.OTHER_DAY: 2, Out.NO_DAY: 1}
    assert (look.first, look.last) == (dt.date(2025, 2, 28), dt.date(2025, 4, 1))


def test_lists_stay_short_however_many_cells_are_odd():
    rows = [[f"Team {number}", f"odd {number}"] for number in range(800)]

    _, look = read([["team", "anchor"], *rows, *([["Red", cell] for _, cell in rows])], [ANCHOR])

    assert look.out == {Out.UNKNOWN_TEAM: 800, Out.NOTHING: 800}
    assert (look.odd_count, len(look.odd)) == (800, 100)
    assert len(look.unknown_teams) == 500
    assert max(map(len, look.values.values())) == 200


def test_long_cells_are_neither_kept_nor_shown_whole():
    long = "x" * 100_000

    _, look = read([["team", "anchor"], ["Red", long], [long, 5]], [ANCHOR])

    assert [len(one.cell) for one in look.odd] == [80]
    assert [len(name) for name in look.unknown_teams] == [500]
    assert look.values == {next(iter(look.values)): []}


def test_digest_names_what_would_come_in():
    def digest(*rows, **said):
        return read([["team", "anchor"], *rows], [ANCHOR], **said)[1].digest("of")

    same = digest(["Red", 5], ["Blue", 1])

    assert digest(["Red", 5], ["Blue", 1]) == same
    others = [
        digest(["Red", 5]),
        digest(["Red", 5], ["Red", 1]),
        digest(["Red", 5], ["Blue", ""]),
        digest(["Red", 5], ["Blue", "odd"]),
        read([["team", "anchor"], ["Red", 5], ["Blue", 1]], [ANCHOR])[1].digest("other"),
    ]
    assert same not in others
    assert len(set(others)) == len(others)
