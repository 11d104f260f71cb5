"""Finding a unit or a team by its name: on the heatmap anywhere below, and among all teams."""

import csv
import io

import pytest
from releasing import released
from small_organisation import alike, opened, send_all

from assessments.actions import organisation, people
from assessments.models import Team, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(outline):
    """A released campaign: Red and White in Ships, Blue and Green in Shore, all of Harbour."""
    campaign = opened(list(Team.objects.all()))
    send_all(campaign, {"Red": 12 * [alike(outline)]}, at=campaign.opens_at)
    return released(campaign)


@pytest.fixture
def show(leader, signed_in, teams, survey):
    browser = signed_in(leader)
    top = teams["Red"].unit.parent
    return lambda view="", **query: browser.get(
        f"/organisation/{top.pk}/{survey.public_id}/{view}", query
    )


def found(page):
    return [(one.name, one.kind, one.path) for one in page.context["search"].found]


def test_team_below_a_unit_below_is_found_with_its_path(show, teams, survey):
    page = show(q="gREE")

    assert found(page) == [("Green", "team", ("Shore",))]
    (one,) = page.context["search"].found
    assert one.href == f"/teams/{teams['Green'].pk}/{survey.public_id}/"
    assert page.client.get(one.href).status_code == 200
    assert "Nothing directly below matches; further below there is something." in page.text
    assert 'value="gREE"' in page.text


def test_unit_directly_below_stays_a_row(show):
    page = show(q="ship")

    assert [row.name for row in page.context["table"].rows] == ["Ships"]
    assert found(page) == []
    assert "Further below" not in page.text


def test_nothing_is_searched_where_nothing_is_asked(show):
    assert show().context["search"] is None
    assert show(q="  ").context["search"] is None


def test_search_that_finds_nothing_says_so_kindly(show):
    text = show(q="<Yellow>").text

    assert "no unit or team below Harbour has “&lt;Yellow&gt;” in its name. A part" in text
    assert "Show everything" in text


def test_unit_further_down_keeps_what_was_asked(show, teams, account, survey):
    group = organisation.add_unit(name="Äußere Gruppe", parent=teams["Red"].unit)
    team = organisation.add_team(name="Tern", unit=group, headcount=5)
    campaign = released(opened([*teams.values(), team], name="Second"))
    top = teams["Red"].unit.parent

    page = show().client.get(
        f"/organisation/{top.pk}/{campaign.public_id}/", {"q": "äuss", "sort": "name"}
    )

    assert found(page) == [("Äußere Gruppe", "unit", ("Ships",))]
    (one,) = page.context["search"].found
    assert one.href == f"/organisation/{group.pk}/{campaign.public_id}/?sort=name"
    assert page.client.get(one.href).status_code == 200


def test_list_is_limited_and_leads_to_all_teams(leader, signed_in, teams):
    grown = [
        organisation.add_team(name=f"Tern {number}", unit=teams["Red"].unit, headcount=5)
        for number in range(25)
    ]
    campaign, top = released(opened(grown)), teams["Red"].unit.parent

    page = signed_in(leader).get(f"/organisation/{top.pk}/{campaign.public_id}/", {"q": "tern"})

    assert len(found(page)) == 20
    assert "And 5 more" in page.text
    assert f"/organisation/{top.pk}/{campaign.public_id}/teams/?q=tern#teams" in page.text


def test_what_the_reader_may_not_read_today_is_not_found(account, signed_in, teams, survey):
    """Green has left the part that Dina leads: the campaign’s tree still has it there."""
    dina = account("dina")
    people.make_leader(dina, teams["Green"].unit.parent)
    browser, top = signed_in(dina), teams["Green"].unit.parent
    address = f"/organisation/{top.pk}/{survey.public_id}/"
    assert found(browser.get(address, {"q": "green"})) == [("Green", "team", ("Shore",))]

    Team.objects.filter(name="Green").update(unit=Unit.objects.create(name="Elsewhere"))

    page = browser.get(address, {"q": "green"})
    assert found(page) == []
    assert "no unit or team below " in page.text


def test_leader_of_a_part_finds_nothing_beside_it(account, signed_in, teams, survey):
    dina = account("dina")
    people.make_leader(dina, teams["Red"].unit)

    page = signed_in(dina).get(
        f"/organisation/{teams['Red'].unit.pk}/{survey.public_id}/", {"q": "green"}
    )

    assert found(page) == []
    assert page.text.count("Green") == 0


def test_all_teams_are_found_by_their_name_and_their_unit(show):
    assert [row["name"] for row in show("teams/", q="gree").context["rows"]] == ["Green"]
    page = show("teams/", q="SHORE")
    assert [row["name"] for row in page.context["rows"]] == ["Blue", "Green"]
    assert "2 of 4 teams: “SHORE” is in their name" in page.text
    assert 'value="SHORE"' in page.text
    assert show("teams/").text.count("Teams 1 to 4 of 4") > 0


def test_all_teams_without_a_hit_say_so_kindly(show):
    page = show("teams/", q="Yellow")

    assert page.context["rows"] == []
    assert "No team below Harbour has “Yellow” in its name" in page.text
    assert "Show all teams" in page.text


def test_file_of_all_teams_has_what_is_on_screen(show):
    def names(**query):
        saved = show("teams/", table="overview", format="csv", **query).content.decode()
        return [line[0] for line in csv.reader(io.StringIO(saved))][1:]

    assert names(q="shore") == ["Blue", "Green"]
    assert names(q="Yellow") == []
    assert len(names()) == 4


def test_each_figure_stands_on_its_page_with_how_many_answered(show):
    rows = {row["name"]: row for row in show("teams/").context["rows"]}

    assert rows["Red"]["figures"][0][1] == "10–19 answers"
    assert rows["Green"]["figures"][0] == ("too few answers to show", "")


def test_pages_of_a_search_keep_it(leader, signed_in, teams):
    grown = [
        organisation.add_team(name=f"Tern {number}", unit=teams["Red"].unit, headcount=5)
        for number in range(60)
    ]
    campaign, top = released(opened(grown)), teams["Red"].unit.parent
    address = f"/organisation/{top.pk}/{campaign.public_id}/teams/"

    page = signed_in(leader).get(address, {"q": "tern"})

    assert len(page.context["rows"]) == 50
    assert "?q=tern&amp;page=2" in page.text
    second = page.client.get(address, {"q": "tern", "page": 2})
    assert len(second.context["rows"]) == 10
    assert "?q=tern&amp;table=overview&amp;format=csv" in second.text
