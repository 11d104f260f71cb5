"""A file of units and teams: what is read, and what is refused on which line."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.actions import organisation_file
from assessments.actions.organisation_file import Row, parse
from assessments.errors import ImportRefusedError

ROWS = [
    Row(2, ("Harbour", "Ships"), "Red", 12),
    Row(3, ("Harbour", "Shore"), "Blue, light", 6),
    Row(4, ("Harbour", "Empty"), "", 0),
]
TEXT = (
    'unit,team,people\nHarbour / Ships,Red,12\nHarbour / Shore,"Blue, light",6\nHarbour / Empty,,\n'
)


def said(data):
    """Return what stands in the way: (line, sentence)."""
    with pytest.raises(ImportRefusedError) as refused:
        parse(data if isinstance(data, bytes) else data.encode())
    return list(refused.value.problems)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip().encode(),
        TEXT.replace("Harbour / Ships,Red,12", " Harbour  /  Ships , Red , 12 ").encode(),
        TEXT.replace(",", ";").replace("Blue; light", "Blue, light").encode(),
        TEXT.replace(",", "\t").replace("Blue\t light", "Blue, light").encode(),
        TEXT.replace("unit,team,people", "Unit, TEAM ,People").encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "no last end", "spaces", "semicolon", "tab", "capitals"],
)
def test_file_is_read_however_it_is_written(data):
    assert parse(data) == ROWS


def test_columns_stand_in_any_order_beside_others():
    text = "people;note;team;unit\n12;x;Red;Ships\n"

    assert parse(text.encode()) == [Row(2, ("Ships",), "Red", 12)]


def test_first_line_of_excel_is_skipped():
    assert parse(b"sep=;\nunit;team;people\nShips;Red;12\n") == [Row(3, ("Ships",), "Red", 12)]


def test_blank_lines_are_skipped_and_counted():
    text = "unit,team,people\n\nShips,Red,12\n,,\nShips,White,6\n"

    assert [row.line for row in parse(text.encode())] == [3, 5]


@pytest.mark.parametrize(
    "name", ["=1+1", "+49", "-x", "@here", "R/D", "Ü, Ö & <b>", "'quoted'", "日本", "a\u202eb"]
)
def test_name_stays_what_was_typed(name):
    text = io.StringIO()
    csv.writer(text).writerows([("unit", "team", "people"), (name, name, 5)])

    assert parse(text.getvalue().encode()) == [Row(2, (name,), name, 5)]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (",Red,12", "The unit is missing, or one of the names in it."),
        ("Harbour / ,Red,12", "The unit is missing, or one of the names in it."),
        ("Harbour / / Ships,Red,12", "The unit is missing, or one of the names in it."),
        (" / ".join("a" * 21) + ",Red,12", "Units nest more than 20 deep."),
        (f"{'x' * 121},Red,12", "“xxxxxxxxxxxxxxxxxxxx…” is longer than 120 characters."),
        (f"Ships,{'x' * 121},12", "“xxxxxxxxxxxxxxxxxxxx…” is longer than 120 characters."),
        ('Ships,"Red\nand blue",12', "A name holds a line break or another control character."),
        ("Ships,Re\x07d,12", "A name holds a line break or another control character."),
        ("Ships,,12", "There are people but no team."),
        ("Ships,Red,", "People must be a whole number from 1 to 500."),
        ("Ships,Red,0", "People must be a whole number from 1 to 500, not “0”."),
        ("Ships,Red,501", "People must be a whole number from 1 to 500, not “501”."),
        ("Ships,Red,-3", "People must be a whole number from 1 to 500, not “-3”."),
        ("Ships,Red,12.5", "People must be a whole number from 1 to 500, not “12.5”."),
        ("Ships,Red,²", "People must be a whole number from 1 to 500, not “²”."),
        (f"Ships,Red,{'9' * 999}", f"not “{'9' * 20}”."),
        ("Ships,Red", "People must be a whole number from 1 to 500."),
        ("Ships,Red,12,x", "The line has more cells than the first one."),
        ('Ships,"Red,12', "The quotation marks do not match."),
        ('Ships,"Re"d,12', "The quotation marks do not match."),
        ("Ships,White,5", "This team is on line 2 already."),
    ],
)
def test_line_that_cannot_be_read_is_explained(row, complaint):
    problems = said(f"unit,team,people\nShips,White,6\n{row}\n")

    assert [text.endswith(complaint) for _, text in problems] == [True]
    assert problems[0][0] in {3, 4}


def test_all_lines_are_explained_at_once():
    problems = said("unit,team,people\nShips,Red,x\nShips,White,6\n,Blue,3\n")

    assert [line for line, _ in problems] == [2, 4]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "The first line must name the columns: unit, team, people."),
        (b"\xef\xbb\xbf", "The first line must name the columns: unit, team, people."),
        (b"Ships,Red,12\n", "The first line must name the columns: unit, team, people."),
        (b"unit,team\nShips,Red\n", "The first line must name the columns: unit, team, people."),
        (b'"unit,team,people\n', "The first line must name the columns: unit, team, people."),
        (b"unit,team,people\n", "The file holds no line with a unit."),
        (b"unit,team,people\nShips,R\0ed,12\n", "The file is no text in UTF-8."),
        ("unit,team,people\nShips,Röt,12\n".encode("latin-1"), "The file is no text in UTF-8."),
        (TEXT.encode("utf-16"), "The file is no text in UTF-8."),
        (b"PK\x03\x04\xff", "The file is no text in UTF-8."),
        (b"x" * 5_000_001, "The file is larger than 5 MB."),
        (b"unit,team,people\n" * 20_001, "The file has more than 20,000 lines."),
        (b"," * 1_000_000, "The line is longer than 5,000 characters."),
        (b"unit,team,people\n" + b"," * 1_000_000, "The line is longer than 5,000 characters."),
    ],
    ids=str,
)
def test_file_that_cannot_be_read_is_explained(data, complaint):
    ((_, text),) = said(data)

    assert text.startswith(complaint)


def test_largest_file_is_read():
    lines = "".join(f"Ships,Team {number},5\n" for number in range(20_000 - 1))

    assert len(parse(f"unit,team,people\n{lines}".encode())) == 19_999


NAMES = st.text(min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and "/" not in text and text.isprintable()
)


@given(
    st.lists(st.tuples(NAMES, NAMES, st.integers(1, 500)), min_size=1, max_size=5),
    st.sampled_from(",;\t"),
)
def test_whatever_is_written_is_read_back(rows, delimiter):
    unique = {(unit, team): people for unit, team, people in rows}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(organisation_file.COLUMNS)
    writer.writerows((*names, people) for names, people in unique.items())

    found = parse(text.getvalue().encode())

    assert {(row.path[0], row.team): row.people for row in found} == unique


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_refusal(data):
    with contextlib.suppress(ImportRefusedError):
        parse(b"unit,team,people\n" + data)
