"""Workbooks whose cells are what they look like: numbers, dates, and texts that stay texts."""

import datetime as dt
import io
import tracemalloc

import pytest
from formula_corpus import FORMULAS, ODD_TEXTS
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from assessments.reporting.table import ExportTable, Shown
from assessments.reporting.xlsx_table import sheet_name, xlsx_table


def opened(*rows, columns=("team", "score"), title="Teams", about=()):
    return load_workbook(io.BytesIO(xlsx_table(ExportTable(title, columns, rows, about))))


def line_feeds(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def literal(cell):
    """What a spreadsheet shows: it undoes Excel's escapes."""
    return unescape(cell.value or "")


def calculated(book):
    return [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in {"f", "e"}
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_in_rows_header_or_about(text):
    book = opened((text, 1), columns=(text, "score"), title=text, about=[(text, text)])

    cells = [book.worksheets[0]["A1"], book.worksheets[0]["A2"]]
    cells += [book.worksheets[1]["A2"], book.worksheets[1]["B2"]]
    assert calculated(book) == []
    assert {literal(cell) for cell in cells} == {line_feeds(text)}
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_formula_that_is_not_made_safe_is_seen():
    book, file = Workbook(), io.BytesIO()
    book.active.append(["=1+1"])
    book.save(file)

    assert calculated(load_workbook(file)) == ["A1"]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_other_text_reads_back_as_it_was(text):
    sheet = opened((text, 1)).worksheets[0]

    assert literal(sheet["A2"]) == text
    assert sheet["A2"].data_type == ("s" if text else "n")
    assert not sheet["A2"].quotePrefix


@given(st.text(), st.text())
def test_no_text_breaks_the_workbook_or_becomes_a_formula(name, head):
    book = opened((name, None), columns=(head, "score"), title=head, about=[(name, head)])

    assert calculated(book) == []
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 2


def test_cells_have_their_types():
    day = dt.date(2026, 3, 14)
    sheet = opened(("Red", 38, 0.5, -3, day, None, Shown(88, " or more")), columns="abcdefg")[
        "Teams"
    ]

    found = [cell.value for cell in sheet[2]]
    assert found == ["Red", 38, 0.5, -3, dt.datetime(2026, 3, 14), None, 88]  # noqa: DTZ001
    assert sheet["E2"].is_date
    assert sheet["G2"].number_format == '0" or more"'


def test_head_stays_in_view_and_columns_are_wide_enough():
    sheet = opened(("A team with quite a long name", 1)).worksheets[0]

    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width == 31
    assert sheet["A1"].font.bold


def test_second_sheet_says_what_it_is():
    book = opened(("Red", 1), about=[("Survey", "Spring"), ("Closed on", dt.date(2026, 3, 14))])

    assert book.sheetnames == ["Teams", "About"]
    assert [cell.value for cell in book["About"]["A"]] == ["What", "Survey", "Closed on"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Teams", "Teams"),
        ("a/b\\c[d]*e?f:g", "a b c d  e f g"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("", "Table"),
        ("History", "Table"),
        ("=1+1", "=1+1"),
    ],
)
def test_sheet_is_named_as_excel_takes_it(title, name):
    assert sheet_name(title) == name
    assert opened(("Red", 1), title=title).sheetnames[0] == name


def test_rows_are_written_one_by_one():
    rows = (("Team", number) for number in range(20_000))
    tracemalloc.start()
    xlsx_table(ExportTable("Teams", ("team", "score"), rows))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 5_000_000
