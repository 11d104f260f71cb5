"""The sentences above a heatmap and the teams that moved: from released figures, to their place."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from releasing import released
from small_organisation import alike, later, opened, send_all

from assessments.actions import people
from assessments.models import Benchmark, Result, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(outline):
    """survey(before, **shares): a released campaign in which everybody of a team stands there."""

    def run(before=None, benchmark=None, **shares):
        changes = later(before, 90) if before else {}
        changes |= {"benchmark": benchmark} if benchmark else {}
        name = f"After {before.name}" if before else "First"
        campaign = opened(list(Team.objects.all()), name=name, **changes)
        size = dict(Team.objects.values_list("name", "headcount"))
        sheets = {team: size[team] * [alike(outline, share)] for team, share in shares.items()}
        send_all(campaign, sheets, at=campaign.opens_at)
        return released(campaign, at=campaign.closes_at)

    return run


@pytest.fixture
def show(leader, signed_in, teams):
    """show(campaign, page, **query): a page of the whole organisation."""
    top = teams["Red"].unit.parent
    browser = signed_in(leader)
    return lambda campaign, page="", **query: browser.get(
        f"/organisation/{top.pk}/{campaign.public_id}/{page}", query
    )


def said(page):
    return ["".join(piece.text for piece in sentence) for sentence in page.context["sentences"]]


def test_sentences_stand_above_the_heatmap_and_lead_to_their_places(show, survey, leader):
    first = survey(Red=0.9, White=0.9, Blue=0.3)
    second = survey(first, Red=0.9, White=0.0, Blue=0.3)

    page = show(second)

    assert "1 team moved to a lower tier since First: White (clearly)." in said(page)
    hrefs = [piece.href for sentence in page.context["sentences"] for piece in sentence]
    client = page.client
    assert {client.get(href.split("#")[0]).status_code for href in hrefs if href} == {200}
    for href in filter(None, hrefs):
        address, _, place = href.partition("#")
        assert f'id="{place}"' in client.get(address).text, href
    listed = page.text.partition('class="findings"')[2].partition("</ol>")[0]
    lines = re.findall(r"<li>(.*)</li>", listed)
    assert len(lines) == len(page.context["sentences"])
    assert all("<a href=" in line for line in lines)


def test_unit_is_not_named_on_its_own_page_as_if_it_were_another(show, survey):
    second = survey(survey(Red=0.9, White=0.9), Red=0.2, White=0.2)

    told = next(line for line in said(show(second)) if "beyond chance" in line)

    assert "in Harbour" not in told


def test_first_survey_says_so(show, survey):
    assert any(
        "This is the first survey of Harbour" in line for line in said(show(survey(Red=0.9)))
    )


def test_hidden_figure_is_in_no_sentence(show, survey):
    told = " ".join(said(show(survey(Red=0.9, Green=0.5))))

    assert not re.search(r"\b50\b", told.replace("50 or more", ""))
    assert "nothing may be shown of 1 of the 2 units" in told


def test_figure_that_is_not_hidden_is_seen(show, survey):
    first = survey(Red=0.9, Green=0.5)
    Result.objects.filter(node__name="Shore", kind=Result.Kind.PRACTICE).update(
        reason="", score=50, bound="exact", n_band="5-9", low=40, high=60
    )
    assert re.search(r"\b50\b", " ".join(said(show(first))))


def test_moves_list_the_teams_by_name(show, survey):
    first = survey(Red=0.9, White=0.3, Blue=0.5)
    second = survey(first, Red=0.0, White=0.9, Blue=0.5)

    down = show(second, "moves/")

    (row,) = down.context["rows"]
    assert row[1] == (
        "Red", "Ships", "Most likely a high performer", "Most likely a low performer", "clear",
    )  # fmt: skip
    assert down.client.get(row[0]).status_code == 200
    assert [cells[0] for _, cells in show(second, "moves/", way="up").context["rows"]] == ["White"]


def test_moves_can_be_saved(show, survey):
    second = survey(survey(Red=0.9), Red=0.3)

    saved = show(second, "moves/", table="moves").content.decode()
    book = load_workbook(io.BytesIO(show(second, "moves/", table="moves", format="xlsx").content))

    lines = list(csv.reader(io.StringIO(saved)))
    assert [line[0] for line in lines] == ["Team", "Red"]
    assert [list(row) for row in book["Moved down"].values] == lines
    assert show(second, "moves/", table="teams").status_code == 404


def test_moves_agree_with_the_chart(show, survey):
    first = survey(Red=0.9, White=0.3)
    second = survey(first, Red=0.3, White=0.9)

    chart = show(second, "history/").context["movement"]

    assert chart.title == "1 team moved up a tier or more, 1 team moved down"
    assert len(show(second, "moves/").context["rows"]) == 1


@pytest.mark.parametrize("hidden_in", ["First", "After First"])
def test_hidden_placement_is_no_move(show, survey, hidden_in):
    second = survey(survey(Red=0.9), Red=0.3)
    Result.objects.filter(
        node__campaign__name=hidden_in, node__name="Red", column="performance"
    ).update(reason="too few", n_band="")

    assert "No team to compare" in show(second, "moves/").content.decode()


def test_first_survey_has_no_moves(show, survey):
    assert "One survey so far" in show(survey(Red=0.9), "moves/").content.decode()


def test_other_rules_make_no_move(show, survey):
    other = Benchmark.objects.current().placeable().exclude(is_default=True).first()
    second = survey(survey(Red=0.9), benchmark=other, Red=0.3)

    assert "Not comparable" in show(second, "moves/").content.decode()
    assert show(second, "history/").context["movement"] is None
    assert "Tiers were not set by the same rules" in " ".join(said(show(second)))


def test_leader_of_a_part_gets_that_parts_moves_alone(account, signed_in, survey, teams):
    user = account("dina")
    people.make_leader(user, teams["Blue"].unit)
    first = survey(Red=0.9, Blue=0.9, Green=0.9)
    Team.objects.filter(name="Green").update(headcount=8)
    second = survey(first, Red=0.3, Blue=0.3, Green=0.3)
    browser = signed_in(user)

    page = browser.get(f"/organisation/{teams['Blue'].unit.pk}/{second.public_id}/moves/")

    assert page.status_code == 200
    assert "Red" not in page.content.decode()
    foreign = f"/organisation/{teams['Red'].unit.pk}/{second.public_id}/moves/"
    assert browser.get(foreign).status_code == 404
