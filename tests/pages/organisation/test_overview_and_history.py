"""All teams of a unit at once, and the unit over its campaigns: released figures alone."""

import base64
import csv
import io

import numpy as np
import pytest
from releasing import released
from small_organisation import alike, later, opened, send_all

from assessments.actions import organisation, people
from assessments.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(outline):
    """survey(before, **people): a released campaign with so many alike sheets a team."""

    def run(share, before=None, **people_of):
        moments = later(before, 90) if before else {}
        name = f"Survey after {before.name}" if before else "First survey"
        campaign = opened(list(Team.objects.all()), name=name, **moments)
        sheets = {team: n * [alike(outline, share)] for team, n in people_of.items()}
        send_all(campaign, sheets, at=campaign.opens_at)
        return released(campaign, at=campaign.closes_at)

    return run


@pytest.fixture
def show(leader, signed_in, teams):
    """show(campaign, view, **query): a page of the whole organisation."""
    top = teams["Red"].unit.parent
    browser = signed_in(leader)
    return lambda campaign, view, **query: browser.get(
        f"/organisation/{top.pk}/{campaign.public_id}/{view}/", query
    )


def test_overview_has_each_team_with_its_figures_or_the_reason(show, survey):
    first = survey(0.7, Red=12, White=6, Blue=6, Green=3)

    page = show(first, "teams")

    rows = {row[0]: row for row in page.context["chart"].table.rows}
    assert set(rows) == {"Red", "White", "Blue", "Green"}
    assert rows["Red"][1] == "Ships"
    assert rows["Red"][3].startswith("67")
    assert "10 to 19 answers" in rows["Red"][3]
    assert set(rows["Green"][3:]) == {"too few answers to show"}
    assert set(rows["Blue"][3:]) == {"hidden to protect another team"}


def sent(figure):
    """Return what the page sends of each team's practices: scores from 0, reasons below 0."""
    cells = figure["cells"]
    codes = np.frombuffer(base64.b64decode(cells["scores"]), dtype=np.int8)
    return dict(zip(cells["teams"], codes.reshape(len(cells["teams"]), -1).tolist(), strict=True))


def test_figure_of_the_overview_holds_no_score_of_a_hidden_team(show, survey):
    first = survey(0.7, Red=12, White=6, Blue=6, Green=3)

    codes = sent(show(first, "teams").context["chart"].figure)

    assert {name for name, scores in codes.items() if max(scores) < 0} == {"Blue", "Green"}
    assert set(codes["Red"]) == {67}


def test_file_of_all_teams_holds_no_score_of_a_hidden_team(show, survey):
    first = survey(0.7, Red=12, White=6, Blue=6, Green=3)

    saved = show(first, "teams", table="overview", format="csv").content.decode()

    lines = {line[0]: line[3:] for line in csv.reader(io.StringIO(saved))}
    assert set(lines["Green"]) == {"too few answers to show", ""}
    assert set(lines["Blue"]) == {"hidden to protect another team", ""}
    assert set(lines["Red"][:7]) == {"67"}


def test_overview_pages_its_table_and_saves_all_of_it(show, survey, teams):
    for number in range(120):
        organisation.add_team(name=f"Team {number:03}", unit=teams["Red"].unit, headcount=5)
    first = survey(0.7, Red=12)

    second = show(first, "teams", page=3)
    saved = show(first, "teams", table="overview", format="csv")

    assert "Page 3 of 3" in second.content.decode()
    assert len(second.context["rows"]) == 24
    assert len(list(csv.reader(io.StringIO(saved.content.decode())))) == 125
    assert show(first, "teams", page="x").status_code == 200


def test_leader_of_a_part_sees_that_parts_teams_alone(account, signed_in, survey, teams):
    user = account("dina")
    people.make_leader(user, teams["Red"].unit)
    first = survey(0.7, Red=12, White=6, Blue=6, Green=6)

    page = (
        signed_in(user)
        .get(f"/organisation/{teams['Red'].unit.pk}/{first.public_id}/teams/")
        .content.decode()
    )

    assert ">Red<" in page
    assert not any(name in page for name in ("Blue", "Green", "Shore"))


def test_history_shows_tiers_movement_and_trend(show, survey):
    first = survey(0.3, Red=12, White=12)
    second = survey(0.9, first, Red=12, White=6)

    page = show(second, "history")

    assert page.context["distribution"].table.rows
    assert ("Low", "High", "2") in [row[:3] for row in page.context["movement"].table.rows]
    assert page.context["trend"].table.rows[0][0]
    assert show(second, "history", table="movement").status_code == 200
    assert show(second, "history", table="nothing").status_code == 404


def test_history_of_the_first_campaign_knows_no_later_one(show, survey):
    first = survey(0.3, Red=12)
    survey(0.9, first, Red=12)

    page = show(first, "history")

    assert page.context["trend"] is None
    assert "One survey so far" in page.content.decode()


def test_team_sheets_are_a_history_of_their_own(show, survey, teams):
    first = survey(0.3, Red=12)
    sheets = opened(list(teams.values()), name="Sheets", kind="team sheet", **later(first, 90))
    sheets = released(sheets, at=sheets.closes_at)

    assert show(sheets, "history").context["trend"] is None
