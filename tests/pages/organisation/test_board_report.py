"""A unit's board report: what the heatmap shows, what moved, where to invest, what is hidden."""

import csv
import io
import re

import pypdfium2
import pytest
from forgetting import forget
from openpyxl import load_workbook
from PIL import Image
from releasing import released
from small_organisation import alike, later, opened, send_all

from assessments.actions import people
from assessments.models import Result, Target, Team
from assessments.models.bank import Outline
from assessments.pages import next_steps
from assessments.pages.organisation import moved_teams
from assessments.reporting import heatmap_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SQUARE = re.compile(r'<span class="heatmap-figure">([^<]+)<')
FIGURE = re.compile(r"\d+")


def sheets(outline, share, **others):
    """A sheet whose practices named in `others` have shares of their own."""
    answers = alike(outline, share)
    for key, other in others.items():
        practice = next(one for one in outline.practices if one.key == key)
        strange = alike(outline, other)
        for place in outline.places(practice):
            code = outline.questions[place].code
            answers[code] = strange[code]
    return answers


@pytest.fixture
def survey(outline):
    """survey(before, **shares): a released campaign, each team with so many alike sheets."""

    def run(before=None, **teams):
        moments = later(before, 90) if before else {}
        name = f"After {before.name}" if before else "First survey"
        campaign = opened(list(Team.objects.all()), name=name, **moments)
        answers = {
            name: count * [sheets(outline, share, version_control=share - 0.2)]
            for name, (count, share) in teams.items()
        }
        send_all(campaign, answers, at=campaign.opens_at)
        return released(campaign, at=campaign.closes_at)

    return run


@pytest.fixture
def show(account, teams, signed_in):
    """show(campaign, unit, view, **query): a page of a unit as its leader sees it."""
    user = account("clara")
    people.make_leader(user, teams["Red"].unit.parent)
    browser = signed_in(user)
    return lambda campaign, unit, view="report/", **query: browser.get(
        f"/organisation/{unit.pk}/{campaign.public_id}/{view}", query
    )


def report(response):
    return response.context["report"]


def pdf_text(response):
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(response.content))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def released_figures(*nodes):
    """Every whole number that the released cells of these nodes hold."""
    figures = set()
    for cell in Result.objects.filter(node__in=nodes):
        rest = cell.rest()
        figures |= {cell.score, cell.low, cell.high, cell.peers, rest and rest.score}
    return figures - {None}


def shown_figures(grid):
    lines = [grid.own, *grid.lines, *([grid.rest] if grid.rest else [])]
    return {
        int(found)
        for line in lines
        for square in line.squares[1:]
        for found in FIGURE.findall(square.text)
    }


def hidden_by(found):
    return {one.reason: (one.units, one.teams, one.cells) for one in found.hidden}


SHARES = {"Red": (12, 0.9), "White": (6, 0.4), "Blue": (6, 0.6), "Green": (3, 1.0)}


def test_report_has_the_figures_of_the_heatmap_in_every_form(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Blue"].unit
    table = show(campaign, unit, "").context["table"]
    rows = [table.own, *table.rows, table.rest]
    texts = [cell.text for row in rows for cell in (row.tier, *row.cells)]

    page = show(campaign, unit)
    assert SQUARE.findall(page.content.decode()) == texts
    pdf = pdf_text(show(campaign, unit, "report.pdf"))
    saved = show(campaign, unit, "", table="heatmap", format="csv").content.decode()
    lines = list(csv.reader(io.StringIO(saved)))[1:]
    workbook = show(campaign, unit, "", table="heatmap", format="xlsx").content
    sheet = list(load_workbook(io.BytesIO(workbook))["Heatmap"].values)[1:]
    for row, line, cells in zip(rows, lines, sheet, strict=True):
        assert line[0] == cells[0] == row.name
        assert row.name in pdf
        figures = [cell.figure for cell in row.cells]
        assert [int(text) if text.isdigit() else None for text in line[4:11]] == figures
        assert [cell if isinstance(cell, int) else None for cell in cells[4:11]] == figures
        notes = [f"{cell.text} {cell.note}".strip() for cell in row.cells]
        assert " ".join(notes) in pdf


def test_no_figure_of_a_hidden_team_is_in_the_report(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Green"].unit
    node = campaign.nodes.get(unit=unit)

    def stray():
        forget()  # what is released does not change, but here
        found = shown_figures(report(show(campaign, unit)).grid)
        return found - released_figures(node, *node.children.exclude(team=teams["Green"]))

    assert stray() == set()
    # The control: were the cell released, the test would see it
    Result.objects.filter(node__team=teams["Green"], column="version_control").update(
        reason="", score=23, n_band="5-9", bound="exact"
    )
    assert stray() == {23}
    assert " 23 " in pdf_text(show(campaign, unit, "report.pdf"))


def test_what_is_hidden_is_counted_by_reason(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Green"].unit

    found = report(show(campaign, unit))

    assert hidden_by(found) == {
        "Too few answers to show": (0, 1, 8),
        "Hidden to protect another team": (0, 1, 8),
    }
    assert found.hidden_words == (
        "In the heatmap 16 of 16 cells have none. The scores of what is hidden there, together: "
        "“Other teams, not shown on their own (2 teams)”. Of the 2 teams below, on every level, "
        "2 teams have no figure at all. The table counts all that is hidden below by its reason."
    )


def test_what_is_hidden_further_down_is_counted_above(show, survey, teams):
    campaign, top = survey(**SHARES), teams["Green"].unit.parent

    page = show(campaign, top)

    assert hidden_by(report(page)) == {
        "Too few answers to show": (0, 1, 8),
        "Hidden to protect another team": (0, 1, 8),
    }
    assert report(page).hidden_words.startswith(
        "In the heatmap every cell has its figure. Of the 2 units and 4 teams below, on every "
        "level, 2 teams have no figure at all."
    )
    assert "Nothing is hidden" not in page.content.decode()
    assert "2 teams have no figure at all." in pdf_text(show(campaign, top, "report.pdf"))


def test_hidden_counts_are_those_of_the_page_of_all_teams(show, survey, teams):
    """So the counts say nothing that the reader is not told team by team."""
    campaign, top = survey(**SHARES), teams["Green"].unit.parent

    rows = show(campaign, top, "teams/").context["chart"].table.rows
    told = [cell for row in rows for cell in row[2:] if "few answers" in cell or "protect" in cell]

    assert sum(cells for _, _, cells in hidden_by(report(show(campaign, top))).values()) == len(
        told
    )


def test_one_hidden_cell_is_no_hidden_team(show, survey, teams):
    campaign = survey(**SHARES)
    Result.objects.filter(node__team=teams["Red"], column="version_control").update(
        reason="too few", score=None, low=None, high=None, n_band=""
    )

    found = report(show(campaign, teams["Red"].unit))

    assert hidden_by(found) == {"Too few answers to show": (0, 0, 1)}
    assert "on every level, none is without any figure" in found.hidden_words


def test_nothing_hidden_is_said_too(show, survey, teams):
    campaign = survey(**SHARES)

    assert report(show(campaign, teams["Red"].unit)).hidden == ()
    assert "Nothing is hidden" in show(campaign, teams["Red"].unit).content.decode()


def test_movers_are_what_changed_by_more_than_chance(show, survey, teams):
    first = survey(Red=(12, 0.9), White=(12, 0.3))
    second = survey(first, Red=(12, 0.5), White=(12, 0.3))
    unit = teams["Red"].unit

    found = report(show(second, unit))

    changed = [
        (row.name, cell.change)
        for row in show(second, unit, "").context["table"].rows
        for cell in row.cells
        if cell.change
    ]
    assert {name for name, _ in changed} == {"Red"}
    fallen = [(one.name, one.what) for one in found.down.shown]
    assert fallen[0] == ("Red", "Performance")
    assert found.down.shown[0].change == "from high to medium"
    assert ("Red", "Version control") in fallen
    assert len(fallen) + found.down.more == 1 + len(changed)
    assert found.up.shown == ()
    assert any("Red" in sentence and "down" in sentence for sentence in found.summary)
    assert "Red, Version control: down" in pdf_text(show(second, unit, "report.pdf"))


def test_teams_that_moved_are_those_of_the_moves_page(show, survey, teams):
    first = survey(Red=(12, 0.9), White=(12, 0.3), Blue=(12, 0.5))
    second = survey(first, Red=(12, 0.0), White=(12, 0.9), Blue=(12, 0.5))
    top = teams["Red"].unit.parent

    page = show(second, top)

    down, up = report(page).moved
    for found, way in ((down, "down"), (up, "up")):
        rows = show(second, top, "moves/", way=way).context["rows"]
        assert list(found.rows) == [cells for _, cells in rows] != []
        assert found.more == 0
    assert down.title == "▼ 1 team moved to a lower tier"
    for words in (
        " ".join(page.content.decode().split()),
        pdf_text(show(second, top, "report.pdf")),
    ):
        assert words.index("1 team moved to a lower tier") < words.index("1 team moved to a higher")
        assert "Most likely a high performer" in words


def test_long_list_of_moved_teams_ends(show, survey, teams, monkeypatch):
    monkeypatch.setattr(moved_teams, "SHOWN", 1)
    first = survey(Red=(12, 0.9), White=(12, 0.9))
    second = survey(first, Red=(12, 0.0), White=(12, 0.0))

    page = show(second, teams["Red"].unit)

    down, up = report(page).moved
    assert (len(down.rows), down.more, up.more) == (1, 1, 0)
    assert "And 1 more, all on the page" in page.content.decode()


def test_hidden_team_is_no_mover_of_the_report(show, survey, teams):
    first = survey(Red=(12, 0.9))
    second = survey(first, Red=(12, 0.0))
    assert report(show(second, teams["Red"].unit)).moved[0].rows

    Result.objects.filter(node__team=teams["Red"], node__campaign=second).update(
        reason="too few", score=None, low=None, high=None, n_band=""
    )
    forget()

    page = show(second, teams["Red"].unit)
    assert report(page).moved == ()
    assert "No team below was placed both now and in First survey." in page.content.decode()


def test_target_stands_beside_the_practice_to_invest_in(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Red"].unit
    assert report(show(campaign, unit)).investments[0].target == ""
    Target.objects.create(
        unit=unit.parent,
        questionnaire=campaign.edition.questionnaire,
        practice="version_control",
        score=99,
        by="2027-06-30",
        set_at=campaign.closes_at,
    )

    found = report(show(campaign, unit)).investments[0]

    score = Result.objects.get(node__unit=unit, column="version_control").score
    told = f"{99 - score} below target of 99 by 30 June 2027"
    assert found.target.startswith(told)
    assert found.target.endswith("(set for Harbour).")
    assert f"Target. {told}" in pdf_text(show(campaign, unit, "report.pdf"))


def test_first_survey_has_no_movers(show, survey, teams):
    page = show(survey(**SHARES), teams["Red"].unit)

    assert "This is the first survey of this unit." in page.content.decode()
    assert report(page).up.shown == report(page).down.shown == ()


def test_two_practices_with_most_room_are_chosen_with_their_steps(
    show, survey, teams, outline: Outline
):
    campaign, unit = survey(**SHARES), teams["Red"].unit
    values = {cell.column: cell.value() for cell in Result.objects.filter(node__unit=unit)}

    found = report(show(campaign, unit))

    scores = {one.key: values[one.key].score for one in outline.practices}
    lowest = min(scores, key=scores.get)
    assert lowest == "version_control"
    practice = next(one for one in outline.practices if one.key == lowest)
    guide = practice.guide["levels"][next_steps.level_of(scores[lowest])]
    first, second = found.investments
    assert (first.practice, first.looks_like) == (practice.name, guide["looks_like"])
    assert [step.title for step in first.steps] == [step["title"] for step in guide["steps"]]
    assert first.weakest.startswith("White (")
    assert second.practice != first.practice
    assert "Just as low:" in found.why_these


def test_unit_without_figures_has_a_report_that_says_so(show, survey, teams):
    campaign = survey(Red=(12, 0.5))
    found = report(show(campaign, teams["Blue"].unit))

    assert found.investments == ()
    assert found.why_these.startswith("No practice of this unit has a figure")
    assert found.summary[0].startswith("Shore as a whole is not placed.")
    assert show(campaign, teams["Blue"].unit, "report.pdf").status_code == 200


def test_report_says_how_it_was_computed(show, survey, teams):
    campaign = survey(**SHARES)

    page = show(campaign, teams["Red"].unit).content.decode()

    rules = campaign.benchmark.rule_set()
    for words in ("fewer than 5 people", "95% interval", rules.title, rules.url):
        assert words in page


def test_team_sheets_are_said_to_be_team_sheets(show, teams, outline):
    campaign = opened(list(teams.values()), kind="team sheet")
    send_all(campaign, {name: [alike(outline, 0.5)] for name in teams})
    campaign = released(campaign)

    methods = dict(report(show(campaign, teams["Red"].unit)).methods)

    assert methods["Answers"].startswith("Each team answered together")
    assert "no group is too small" in methods["What is hidden"]


def test_leader_of_a_part_gets_that_parts_report_alone(account, survey, teams, signed_in):
    user = account("dina")
    people.make_leader(user, teams["Red"].unit)
    campaign, browser = survey(**SHARES), signed_in(user)
    own, above, beside = teams["Red"].unit, teams["Red"].unit.parent, teams["Blue"].unit

    for view in ("report/", "report.pdf", "?table=heatmap&format=png"):
        found = browser.get(f"/organisation/{own.pk}/{campaign.public_id}/{view}")
        assert found.status_code == 200
        for foreign in (above, beside):
            address = f"/organisation/{foreign.pk}/{campaign.public_id}/{view}"
            assert browser.get(address).status_code == 404
    page = browser.get(f"/organisation/{own.pk}/{campaign.public_id}/report/").content.decode()
    assert not any(name in page for name in ("Blue", "Green", "Shore", above.name))


def test_open_campaign_has_no_report(show, campaign, teams):
    for view in ("report/", "report.pdf"):
        assert show(campaign, teams["Red"].unit, view).status_code == 404


def test_report_ignores_what_the_heatmap_is_asked_for(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Red"].unit

    assert len(report(show(campaign, unit, q="red", tier="high")).grid.lines) == 2


def test_picture_of_the_heatmap_follows_its_filter(show, survey, teams):
    campaign, unit = survey(**SHARES), teams["Red"].unit

    def picture(**query):
        response = show(campaign, unit, "", table="heatmap", format="png", **query)
        assert response["Content-Type"] == "image/png"
        return Image.open(io.BytesIO(response.content))

    assert picture(q="red").height < picture().height
    assert picture(sort="name").tobytes() != picture(sort="-name").tobytes()
    assert picture(show="gap").tobytes() != picture().tobytes()


@pytest.mark.parametrize(
    ("query", "title", "file"),
    [
        ({}, "Ships", "heatmap.png"),
        ({"show": "gap"}, "Ships, gap to target", "heatmap-gap-to-target.png"),
        ({"tier": "high"}, "Ships, tier high", "heatmap-tier-high.png"),
        ({"tier": "none"}, "Ships, tier not placed", "heatmap-tier-not-placed.png"),
        (
            {"show": "gap", "q": "red"},
            "Ships, gap to target, named “red”",
            "heatmap-gap-to-target-named-red.png",
        ),
    ],
)
def test_picture_and_files_say_how_the_heatmap_is_narrowed(
    show, survey, teams, monkeypatch, query, title, file
):
    titles = []
    monkeypatch.setattr(
        heatmap_picture, "heatmap_picture", lambda _, title, *__: titles.append(title) or b""
    )
    campaign, unit = survey(**SHARES), teams["Red"].unit

    saved = show(campaign, unit, "", table="heatmap", format="png", **query)
    book = show(campaign, unit, "", table="heatmap", format="xlsx", **query)

    assert titles == [title]
    assert file in saved["Content-Disposition"]
    facts = [row[:2] for row in load_workbook(io.BytesIO(book.content))["About"].values]
    narrowed = title.removeprefix("Ships").removeprefix(", ")
    assert [fact[1] for fact in facts if fact[0] == "Shown"] == ([narrowed] if narrowed else [])


def test_heatmap_offers_all_of_it(show, survey, teams):
    page = show(survey(**SHARES), teams["Red"].unit, "", q="r").content.decode()

    for name in ("CSV", "Excel", "Picture", "Board report", "Board report (PDF)"):
        assert f">{name}</a>" in page
    assert 'href="?q=r&amp;table=heatmap&amp;format=png"' in page
