"""Each chart's table as a file: the same figures, and nothing that the page does not show."""

import csv
import io

import pytest
from openpyxl import load_workbook
from releasing import released
from small_organisation import alike, send_all

from assessments.pages import downloads
from assessments.reporting.table import Shown

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def page(campaign, outline, teams, lead, signed_in):
    """page(**query): the result page of the lead's team."""
    send_all(campaign, {"Red": 12 * [alike(outline, 0.7)], "White": 6 * [alike(outline, 0.7)]})
    address = f"/teams/{teams['Red'].pk}/{released(campaign).public_id}/"
    return lambda **query: signed_in(lead).get(address, query)


def as_shown(cell):
    """What a spreadsheet shows of a cell: a number with the words of its format."""
    words = cell.number_format.removeprefix('0"').removesuffix('"')
    return f"{'' if cell.value is None else cell.value}{'' if words == 'General' else words}"


@pytest.mark.parametrize("name", ["practices", "metrics", "chances"])
def test_each_charts_table_can_be_saved(page, name):
    shown = page()

    saved = page(table=name, format="csv")

    table = shown.context[name].table
    rows = list(csv.reader(io.StringIO(saved.content.decode())))
    assert f'href="?table={name}&amp;format=csv"' in shown.content.decode()
    assert saved["Content-Disposition"] == f'attachment; filename="red-spring-survey-{name}.csv"'
    assert rows == [list(table.columns), *map(list, table.rows)]


@pytest.mark.parametrize("name", ["practices", "metrics", "chances"])
def test_workbook_has_the_same_figures_and_says_what_they_are(page, name):
    table = page().context[name].table

    saved = page(table=name, format="xlsx")

    book = load_workbook(io.BytesIO(saved.content))
    rows = [[as_shown(cell) for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows == [list(table.columns), *map(list, table.rows)]
    facts = dict(row[:2] for row in book["About"].values)
    assert (facts["Team"], facts["Survey"]) == ("Red", "Spring survey")
    assert facts["Smallest group that is shown"] == 5


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("50 (48 to 51), 50 or more answers", Shown(50, " (48 to 51), 50 or more answers")),
        ("88 or more, 5 to 9 answers", Shown(88, " or more, 5 to 9 answers")),
        ("50, 5 to 9 of them", "50, 5 to 9 of them"),
        ("12", 12),
        ("0", 0),
        ("−3", -3),
        ("38 (30 to 46)", Shown(38, " (30 to 46)")),
        ("88 or more", Shown(88, " or more")),
        ("35%", Shown(35, "%")),
        ("22 (37%)", Shown(22, " (37%)")),
        ("007", "007"),
        ("12 people", "12 people"),
        ("=1+1", "=1+1"),
        ("about 35%", "about 35%"),
        ("", ""),
    ],
)
def test_number_is_a_number_with_the_words_behind_it(text, cell):
    assert downloads.typed(text) == cell


@pytest.mark.parametrize("name", ["", "comments", "practices.csv", "node"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_table_that_is_not_on_the_page_is_not_found(page, name, file_format):
    assert page(table=name, format=file_format).status_code == 404


def test_format_that_there_is_not_is_not_found(page):
    assert page(table="practices", format="ods").status_code == 404
