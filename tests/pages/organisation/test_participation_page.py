"""Who takes part while a campaign is open, for leaders: bands, never people."""

import datetime as dt

import pytest
from releasing import released
from small_organisation import DURING, alike, opened, send, send_all, tokens

from assessments.actions import participation, people, releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(leader, signed_in):
    browser = signed_in(leader)
    return lambda unit: browser.get(f"/organisation/{unit.pk}/participation/")


@pytest.fixture
def answered(campaign, outline):
    send_all(campaign, {"Red": 12 * [alike(outline)], "Green": 3 * [alike(outline)]})
    participation.count(campaign, at=DURING)
    return campaign


def rows(page, place=0):
    asking = page.context["asking"][place]
    return {row.name: (row.asked, row.answered, row.note) for row in (asking.own, *asking.rows)}


def test_leader_sees_bands_of_units_worked_out_from_their_teams(show, answered, teams):
    page = show(teams["Red"].unit.parent)

    assert rows(page) == {
        "Harbour": (
            "20 to 49 people in 3 teams", "50 to 74%, roughly",
            ("2 teams under 25% and 1 team 75% or more. "
            "1 team with fewer than 5 people is left out."),
        ),
        "Ships": (
            "10 to 19 people in 2 teams", "50 to 74%, roughly",
            "1 team under 25% and 1 team 75% or more.",
        ),
        "Shore": (
            "5 to 9 people in 1 team", "under 25%, roughly",
            "1 team under 25%. 1 team with fewer than 5 people is left out.",
        ),
    }  # fmt: skip
    assert [row.name for row in page.context["asking"][0].rows] == ["Shore", "Ships"]
    assert (
        page.context["asking"][0].rows[0].href.endswith(f"/{teams['Blue'].unit.pk}/participation/")
    )
    assert "Counted on 5 March 2026, 13:00" in page.content.decode()


def test_small_team_is_not_shown(show, answered, teams):
    page = show(teams["Blue"].unit)

    assert rows(page)["Green"] == ("fewer than 5 people", "not shown: too few people", "")
    assert rows(page)["Blue"][1] == "under 25%"


def test_answers_of_a_small_team_change_nothing_on_any_page(show, campaign, outline, teams):
    participation.count(campaign, at=DURING)
    units = (teams["Blue"].unit, teams["Blue"].unit.parent)
    before = [rows(show(unit)) for unit in units]

    send_all(campaign, {"Green": 3 * [alike(outline)]})
    participation.count(campaign, at=DURING + dt.timedelta(days=1))

    assert [rows(show(unit)) for unit in units] == before


def test_answer_shows_at_the_next_count_not_before(show, answered, outline, teams):
    before = rows(show(teams["Red"].unit))

    send_all(answered, {"White": 6 * [alike(outline)]})
    participation.count(answered, at=DURING + dt.timedelta(hours=3))
    assert rows(show(teams["Red"].unit)) == before

    participation.count(answered, at=DURING + dt.timedelta(days=1))
    assert rows(show(teams["Red"].unit)) != before


def test_before_the_first_count_it_says_so(show, campaign, teams):
    page = show(teams["Red"].unit)

    assert {answered for _, answered, _ in rows(page).values()} == {"not counted yet"}
    assert "Not counted yet: this server counts once a day." in page.content.decode()


def test_unit_of_small_teams_alone_says_why(show, campaign, teams):
    campaign.nodes.filter(name="Blue").update(invited=4)

    assert rows(show(teams["Blue"].unit))["Shore"] == (
        "", "not shown: each team has fewer than 5 people", "",
    )  # fmt: skip


def test_team_sheets_are_sent_or_not_yet(show, teams):
    sheets = opened(list(teams.values()), kind="team sheet")
    sheet = send(tokens(sheets)["Red"][0], alike(sheets.edition.outline()))
    releases.score_sheet(sheet.node)

    assert rows(show(teams["Red"].unit)) == {
        "Ships": ("2 sheets", "1 sent", ""),
        "White": ("1 sheet", "not yet", ""),
        "Red": ("1 sheet", "sent", ""),
    }


def test_nothing_under_way_says_so(show, teams):
    assert "No survey is under way" in show(teams["Red"].unit).content.decode()


def test_pages_of_the_unit_lead_there_while_a_campaign_is_open(
    show, answered, teams, leader, signed_in
):
    browser, unit = signed_in(leader), teams["Red"].unit
    address = f"/organisation/{unit.pk}/participation/"

    assert address in browser.get(f"/organisation/{unit.pk}/").content.decode()
    done = released(answered)
    heatmap = f"/organisation/{unit.pk}/{done.public_id}/"
    assert address not in browser.get(heatmap).content.decode()
    opened(list(teams.values()), name="Next")
    assert address in browser.get(heatmap).content.decode()


def test_leader_of_another_part_finds_nothing(account, signed_in, answered, teams):
    dina = account("dina")
    people.make_leader(dina, teams["Red"].unit)
    browser = signed_in(dina)

    assert browser.get(f"/organisation/{teams['Blue'].unit.pk}/participation/").status_code == 404
    page = browser.get(f"/organisation/{teams['Red'].unit.pk}/participation/").content.decode()
    assert not any(name in page for name in ("Harbour", "Shore", "Blue"))


def test_release_clears_the_bands_of_what_stays_hidden(answered):
    answered.nodes.filter(name="Blue").update(turnout_band="under 25%")

    done = released(answered)

    assert set(done.nodes.exclude(turnout_band="").values_list("name", flat=True)) == {
        "Ships",
        "Red",
    }
