"""CSV that spreadsheets open as text, and that reads back as what was written."""

import csv
import io
import unicodedata

import pytest
from formula_corpus import FORMULAS
from hypothesis import given
from hypothesis import strategies as st

from assessments.reporting.csv_table import csv_table, safe_cell
from assessments.reporting.table import Shown

TEXTS = [
    "",
    "Red",
    "Red, White",
    'the "best" team',
    "one\r\ntwo",
    "a=b",
    "1-2",
    "Ærø 🚢",
    "'quoted",
]
STARTS = "=+-@\t\r\n"


def read(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def formulas(text):
    """The cells that a spreadsheet would calculate: it folds full-width forms, skips blanks."""
    cells = [unicodedata.normalize("NFKC", cell) for row in read(text) for cell in row]
    return [cell for cell in cells if cell.lstrip(" ")[:1] in set(STARTS)]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_in_rows_or_header(text):
    table = csv_table((text, "team"), [("Red", text)])

    assert formulas(table) == []
    assert read(table) == [[f"'{text}", "team"], ["Red", f"'{text}"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_that_is_not_made_safe_is_seen(text):
    plain = io.StringIO()
    csv.writer(plain).writerow([text])

    assert formulas(plain.getvalue())


@pytest.mark.parametrize("text", TEXTS)
def test_other_text_reads_back_as_it_was(text):
    assert read(csv_table(("team",), [(text,)]))[1:] == [[text]]
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_every_table_reads_back_but_for_the_apostrophe(rows):
    found = read(csv_table(("unit", "team"), rows))

    assert found == [["unit", "team"], *([safe_cell(cell) for cell in row] for row in rows)]
    assert all(safe_cell(cell) in {cell, f"'{cell}"} for row in rows for cell in row)


@given(st.text())
def test_no_text_becomes_a_formula(text):
    assert formulas(csv_table((text,), [(text,)])) == []


def test_numbers_are_written_as_they_are_and_nothing_as_nothing():
    rows = [(12, 0.5), (-3, None), ("-3", Shown(88, " or more"))]

    assert read(csv_table(("n", "share"), rows)) == [
        ["n", "share"],
        ["12", "0.5"],
        ["-3", ""],
        ["'-3", "88"],
    ]


def test_table_without_rows_has_its_header():
    assert csv_table(("unit", "team"), []) == '"unit","team"\r\n'
