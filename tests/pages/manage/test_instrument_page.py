"""How good the questionnaire is, as its editor reads it."""

import csv
import dataclasses
import io
from random import Random

import pytest
from releasing import released
from small_organisation import drawn, grow, opened, send_all

from assessments.models import Campaign, InstrumentResult
from assessments.pages.manage import instrument_stored
from assessments.pages.manage import instrument_words as words
from assessments.scoring.instrument_values import (
    Coefficient,
    Coefficients,
    Headline,
    InstrumentFigures,
    ItemFigures,
    ReleasedShare,
    Withheld,
)
from assessments.scoring.values import Bound

FORTY = {"Harbour": {"Ships": {"Red": 24, "White": 16}}}
LITTLE = ReleasedShare(5, Bound.AT_MOST)


def survey(tree, **options):
    """Return an open survey that everybody answered at random, differing with their opinion."""
    teams = grow(tree)
    campaign = opened(teams, **options)
    outline, draw = campaign.edition.outline(), Random(2)
    asked = {code for one in outline.practices for code in _codes(outline, one)}
    sheets = {}
    for team in teams:
        sheets[team.name] = []
        for _ in range(team.headcount):
            sheet, level = drawn(outline, draw, gaps=0.02), draw.gauss(4, 1.5)
            for question in outline.questions:
                if question.code in asked and sheet.get(question.code):
                    code = min(max(round(draw.gauss(level, 1)), 1), 7)
                    sheet[question.code] = 8 - code if question.reverse else code
            sheets[team.name].append(sheet)
    send_all(campaign, sheets)
    return campaign


def _codes(outline, practice):
    return [outline.questions[place].code for place in outline.places(practice)]


@pytest.fixture
def read(organiser, signed_in):
    """read(campaign, query): the page, as its organiser reads it."""
    browser = signed_in(organiser)

    def get(campaign, query="", status=200):
        response = browser.get(f"/manage/campaigns/{campaign.public_id}/instrument/{query}")
        assert response.status_code == status
        return response.content.decode("utf-8-sig")

    return get


def test_each_practice_has_a_verdict_its_statements_and_the_lines(shipped, read):
    campaign = released(survey(FORTY))
    outline = campaign.edition.outline()

    page = read(campaign)

    row = InstrumentResult.objects.get(campaign=campaign, practice="version_control")
    assert row.alpha > 0.7
    assert page.count("The five statements measure one thing well") == len(outline.practices)
    assert f"alpha {words.number(row.alpha)} (" in page
    assert all(outline.questions[p].text in page for p in outline.places(outline.practices[0]))
    assert "(turned round)" in page
    assert "Nunnally 1978" in page
    # 40 people: shares in steps of 5, and n in a band
    assert "30 to 49 people" in page
    assert "under 15%" in page
    assert "40 people" not in page


def test_page_says_why_there_is_nothing_before_the_release(shipped, read, organiser, signed_in):
    campaign = survey(FORTY)

    assert "Not released yet" in read(campaign)
    link = f"/manage/campaigns/{campaign.public_id}/instrument/"
    settings = signed_in(organiser).get(f"/manage/campaigns/{campaign.public_id}/").content.decode()
    assert link not in settings
    released(campaign)
    settings = signed_in(organiser).get(f"/manage/campaigns/{campaign.public_id}/").content.decode()
    assert link in settings


def test_figures_that_wait_are_not_read_before_the_release(shipped, read):
    campaign = released(survey(FORTY))
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.SEALED)

    assert "Not released yet" in read(campaign)
    assert read(campaign, "?table=statements", status=404)


def test_few_answers_have_a_reason_in_place_of_figures(campaign, read):
    page = read(released(campaign))

    assert "Fewer than 30 people answered" in page
    assert "<table" not in page


def test_survey_from_before_the_figures_says_so(shipped, read):
    campaign = released(survey(FORTY))
    InstrumentResult.objects.filter(campaign=campaign).delete()

    assert "Released before there were these figures" in read(campaign)


def test_sheets_of_teams_are_called_so(shipped, read):
    page = read(released(survey({"Harbour": {"Red": 12, "White": 9}}, kind="team sheet")))

    assert "Fewer than 30 teams answered" in page


def test_tables_can_be_taken_along(shipped, read):
    campaign = released(survey(FORTY))
    outline = campaign.edition.outline()

    statements = list(csv.DictReader(io.StringIO(read(campaign, "?table=statements"))))
    practices = list(csv.DictReader(io.StringIO(read(campaign, "?table=practices&format=csv"))))

    asked = [code for one in outline.practices for code in _codes(outline, one)]
    assert [row["Code"] for row in statements] == asked
    assert {row["Turned round"] for row in statements} == {"yes", "no"}
    assert 0 < float(statements[0]["Item-rest r"]) < 1
    assert [row["Practice"] for row in practices] == [one.name for one in outline.practices]
    assert practices[0]["Alpha"].startswith("0.")
    read(campaign, "?table=nothing", status=404)
    read(campaign, "?table=statements&format=pdf", status=404)


def test_workbook_opens(shipped, organiser, signed_in):
    import openpyxl

    campaign = released(survey(FORTY))
    address = f"/manage/campaigns/{campaign.public_id}/instrument/?table=statements&format=xlsx"

    book = openpyxl.load_workbook(io.BytesIO(signed_in(organiser).get(address).content))

    assert isinstance(book["Statements"]["D2"].value, float)


@pytest.mark.parametrize("teams", [2, 12])
def test_page_costs_the_same_however_much_it_shows(
    teams, shipped, organiser, signed_in, django_assert_num_queries
):
    campaign = released(survey({"Harbour": {f"Team {n}": 36 // teams for n in range(teams)}}))
    browser, address = signed_in(organiser), f"/manage/campaigns/{campaign.public_id}/instrument/"
    browser.get(address)  # reads the questionnaire, which is then kept

    with django_assert_num_queries(6):
        browser.get(address)


def test_stored_figures_come_back_as_they_were():
    figures = InstrumentFigures(
        n_band="50+",
        coefficients=Coefficients(Headline.OMEGA, Coefficient(0.8, 0.7, 0.9), None, 0.8, None),
        reversed_items=1,
        floor=LITTLE,
        straight_lining=ReleasedShare(12),
        items=(ItemFigures("q1", 0.5, None, unknown=LITTLE), ItemFigures("q2", alike=True)),
    )

    assert instrument_stored.figures(dataclasses.asdict(figures)) == figures
    withheld = InstrumentFigures(withheld=Withheld.ALIKE)
    assert instrument_stored.figures(dataclasses.asdict(withheld)) == withheld


def of_alpha(value, low=None, high=None, items=5):
    found = Coefficients(Headline.ALPHA, Coefficient(value, low, high), None, None, None)
    return InstrumentFigures(coefficients=found, items=(ItemFigures("q"),) * items)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.96, "may say the same thing over and over, so some could go"),
        (0.95, "measure one thing well:"),
        (0.80, "measure one thing well:"),
        (0.79, "measure one thing well enough:"),
        (0.70, "measure one thing well enough:"),
        (0.69, "do not yet measure one thing well enough"),
        (-0.30, "do not yet measure one thing well enough: alpha −0.30"),
    ],
)
def test_verdict_follows_the_lines(value, said):
    assert said in words.verdict(of_alpha(value), 30, teams=False)


def test_verdict_in_full():
    assert words.verdict(of_alpha(0.84, 0.8, 0.87), 30, teams=False) == (
        "The five statements measure one thing well: alpha 0.84 (0.80 to 0.87)."
    )
    assert words.verdict(of_alpha(0.72, 0.6, 0.8, items=12), 30, teams=False) == (
        "The 12 statements measure one thing well enough: alpha 0.72 (0.60 to 0.80). "
        "The interval takes in 0.70, so more answers could turn this over."
    )


@pytest.mark.parametrize(
    ("withheld", "said"),
    [
        (Withheld.TOO_FEW, "Fewer than 40 people answered this practice"),
        (Withheld.INCOMPLETE, "Fewer than 40 people answered every statement"),
        (Withheld.ALIKE, "Almost all answers are alike"),
    ],
)
def test_what_is_withheld_is_explained(withheld, said):
    assert words.verdict(InstrumentFigures(withheld=withheld), 40, teams=False).startswith(said)


def test_single_statement_has_no_verdict_on_it():
    found = Coefficients(Headline.ALPHA, None, None, None, None)
    figures = InstrumentFigures(coefficients=found, items=(ItemFigures("q"),))

    assert words.verdict(figures, 30, teams=False).startswith("One statement alone")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ItemFigures("q", 0.5, 0.84), []),
        (ItemFigures("q", 0.5, 0.81), []),
        (ItemFigures("q", 0.5, 0.82), ["raise alpha to 0.82"]),
        (ItemFigures("q", -0.1, 0.7), ["turned round by mistake"]),
        (ItemFigures("q", 0.29, 0.7), ["goes little with the others"]),
        (ItemFigures("q", 0.3, 0.7), []),
        (ItemFigures("q", alike=True), ["Almost everybody gave one answer"]),
        (ItemFigures("q", 0.5, 0.7, unknown=ReleasedShare(11)), ["Many cannot tell"]),
        (ItemFigures("q", 0.5, 0.7, unknown=ReleasedShare(10)), []),
        # "Under 20%" may be nobody
        (ItemFigures("q", 0.5, 0.7, unknown=ReleasedShare(20, Bound.AT_MOST)), []),
        (ItemFigures("q", 0.5, 0.7, ceiling=ReleasedShare(95, Bound.AT_LEAST)), ["at one end"]),
        (ItemFigures("q", 0.5, 0.7, floor=ReleasedShare(50)), []),
    ],
)
def test_hints_name_what_stands_out(item, said):
    alpha = 0.9 if item.alpha_without == 0.84 else 0.8
    found = words.hints(item, of_alpha(alpha).coefficients)

    assert len(found) == len(said)
    assert all(part in hint for part, hint in zip(said, found, strict=True))


def test_scores_at_the_ends_and_straight_lining_in_words():
    many = InstrumentFigures(floor=ReleasedShare(16), ceiling=ReleasedShare(30), reversed_items=1)
    few = InstrumentFigures(floor=ReleasedShare(15), ceiling=LITTLE, straight_lining=LITTLE)

    assert words.ends(many).startswith("Many reach the lowest and the highest score there is")
    assert not words.ends(few)
    assert words.straight(few) == "cannot be told: no statement is turned round"
    assert words.straight(dataclasses.replace(few, reversed_items=1)) == "under 5%"
