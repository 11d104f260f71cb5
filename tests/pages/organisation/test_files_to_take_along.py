"""The heatmap and the teams as files: the same released figures as on the screen, typed."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook
from releasing import released
from small_organisation import alike, send_all

from assessments.actions import people

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOSTILE = "=HYPERLINK(\"https://example.org\",'x')"


@pytest.fixture
def results(campaign, outline, teams):
    """Red strong, White weak; Green is too few, Blue protects it. Names that look like formulas."""
    campaign.nodes.filter(name="Shore").update(name=HOSTILE)
    campaign.name = "+1+1"
    campaign.save()
    shares = {"Red": (12, 0.9), "White": (6, 0.3), "Blue": (6, 1.0), "Green": (3, 0.5)}
    send_all(campaign, {name: n * [alike(outline, share)] for name, (n, share) in shares.items()})
    return released(campaign)


@pytest.fixture
def show(account, teams, signed_in, results):
    """show(unit, view, **query): a page of a unit as its leader sees it."""
    user = account("clara")
    people.make_leader(user, teams["Red"].unit.parent)
    browser = signed_in(user)
    return lambda unit, view="", **query: browser.get(
        f"/organisation/{unit.pk}/{results.public_id}/{view}", query
    )


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode())))


def book(response):
    return load_workbook(io.BytesIO(response.content))


def as_shown(cell):
    """What a spreadsheet shows of a cell: a number with the words of its format."""
    words = cell.number_format.removeprefix('0"').removesuffix('"')
    return f"{cell.value}{'' if words == 'General' else words}"


def as_csv(value):
    return "" if value is None else str(value)


def test_heatmap_is_saved_as_it_is_shown(show, teams):
    saved = lines(
        show(teams["Red"].unit, table="heatmap", format="csv", sort="-performance", tier="high")
    )

    assert saved[0][:5] == ["Name", "Kind", "Turnout", "Performance", "Version control"]
    assert [line[0] for line in saved[1:]] == ["Ships", "Red"]
    assert saved[2][4] == "83"


@pytest.mark.parametrize(("view", "table"), [("", "heatmap"), ("teams/", "overview")])
def test_both_formats_hold_the_same_figures(show, teams, view, table):
    top = teams["Red"].unit.parent

    text = lines(show(top, view, table=table, format="csv"))
    sheet = book(show(top, view, table=table, format="xlsx")).worksheets[0]

    rows = [[as_csv(value) for value in row] for row in sheet.values]
    assert rows == [[cell.removeprefix("'") for cell in line] for line in text]


def test_workbook_of_a_chart_shows_what_its_table_says(show, teams):
    top = teams["Red"].unit.parent

    text = lines(show(top, "history/", table="distribution", format="csv"))
    sheet = book(show(top, "history/", table="distribution", format="xlsx")).worksheets[0]

    assert [[as_shown(cell) for cell in row] for row in sheet.iter_rows()] == text
    assert {type(cell.value) for row in sheet.iter_rows(2, min_col=2) for cell in row} == {int}


def test_figures_are_numbers_and_reasons_are_words(show, teams):
    sheet = book(show(teams["Blue"].unit, table="heatmap", format="xlsx"))["Heatmap"]

    rows = {row[0].value: row for row in sheet.iter_rows()}
    names = [cell.value for cell in rows["Name"]]
    place = names.index("Version control")
    assert rows["Green"][place].value == "too few answers to show"
    assert rows["Blue"][place].value == "hidden to protect another team"
    rest = next(row for name, row in rows.items() if name.startswith("Other teams"))
    assert isinstance(rest[place].value, int)
    assert rest[names.index("Version control: answers")].value == "5 to 9 answers"


def test_score_that_is_a_limit_says_so(campaign, outline, teams, account, signed_in):
    user = account("clara")
    people.make_leader(user, teams["Red"].unit)
    send_all(campaign, {"Red": 6 * [alike(outline, 1.0)], "White": 12 * [alike(outline, 0.5)]})
    address = f"/organisation/{teams['Red'].unit.pk}/{released(campaign).public_id}/"

    sheet = book(signed_in(user).get(address, {"table": "heatmap", "format": "xlsx"}))["Heatmap"]

    names = [cell.value for cell in sheet[1]]
    red = next(row for row in sheet.iter_rows() if row[0].value == "Red")
    score = red[names.index("Version control")]
    assert (score.value, score.number_format) == (88, '0" or more"')
    assert red[names.index("Version control: limit")].value == "or more"


def test_no_name_becomes_a_formula_in_cells_sheet_or_file(show, teams):
    top, shore = teams["Red"].unit.parent, teams["Blue"].unit
    for unit, view, table in (
        (top, "", "heatmap"),
        (shore, "", "heatmap"),
        (top, "teams/", "overview"),
    ):
        response = show(unit, view, table=table, format="xlsx")
        workbook = book(response)
        types = {c.data_type for sheet in workbook for row in sheet.iter_rows() for c in row}
        texts = [c for sheet in workbook for row in sheet.values for c in row]

        assert types <= {"s", "n", "d"}
        assert HOSTILE in texts
        assert not any(name.startswith(("=", "+")) for name in workbook.sheetnames)
        text = show(unit, view, table=table, format="csv").content.decode()
        assert f'"{HOSTILE[:2]}' not in text
    assert (
        'filename="ships-11-heatmap.xlsx"'
        in show(teams["Red"].unit, table="heatmap", format="xlsx")["Content-Disposition"]
    )


def test_second_sheet_says_what_the_figures_are(show, teams, results):
    about = dict(
        row[:2]
        for row in book(show(teams["Red"].unit, table="heatmap", format="xlsx", q="red"))[
            "About"
        ].values
    )

    closed = results.closes_locally().date()
    assert about["Unit"] == "Ships"
    assert about["Closed on"] == dt.datetime.combine(closed, dt.time())
    assert about["Tiers from"] == results.benchmark.title
    assert about["Rows left out by the filter"] == 1
    assert "without showing who said what" in about["Too few answers to show"]


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("", {"table": "teams"}),
        ("", {"table": ""}),
        ("", {"table": "heatmap", "format": "exe"}),
        ("teams/", {"table": "heatmap"}),
        ("history/", {"table": "heatmap"}),
    ],
)
def test_file_that_there_is_not_is_not_found(show, teams, view, query):
    assert show(teams["Red"].unit, view, **query).status_code == 404


def test_files_are_for_the_unit_s_readers_alone(teams, account, signed_in, results):
    user = account("dina")
    people.make_leader(user, teams["Blue"].unit)
    address = f"/organisation/{teams['Red'].unit.pk}/{results.public_id}/"

    for file_format in ("csv", "xlsx"):
        query = {"table": "heatmap", "format": file_format}
        assert signed_in(user).get(address, query).status_code == 404
