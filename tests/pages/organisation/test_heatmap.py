"""A leader's heatmap: the released figures of what lies below, the reason where there are none."""

import re

import pytest
from releasing import released
from small_organisation import alike, later, opened, send_all

from assessments.actions import people
from assessments.models import Result

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<th scope="row">\s*(?:<a [^>]*>)?([^<]+)<')


@pytest.fixture
def results(campaign, outline):
    """A released campaign: Red strong, White weak; Green is too few, Blue protects it."""
    shares = {"Red": (12, 0.9), "White": (6, 0.3), "Blue": (6, 0.5), "Green": (3, 0.5)}
    send_all(campaign, {name: n * [alike(outline, share)] for name, (n, share) in shares.items()})
    return released(campaign)


@pytest.fixture
def show(leader, signed_in, results):
    """show(unit, **query): the heatmap of a unit as its leader sees it."""
    browser = signed_in(leader)
    return lambda unit, **query: browser.get(f"/organisation/{unit.pk}/{results.public_id}/", query)


def rows(response):
    return [name.strip() for name in ROW.findall(response.content.decode())]


def row_of(response, name):
    table = response.context["table"]
    return next(row for row in (table.own, *table.rows) if row.name == name)


def test_leader_sees_what_lies_below_weakest_first(show, teams):
    page = show(teams["Red"].unit)

    assert rows(page) == ["Ships", "White", "Red"]
    red, white = row_of(page, "Red"), row_of(page, "White")
    assert (red.cells[0].text, red.cells[0].note, red.cells[0].look) == ("83", "10–19", "score-5")
    assert (white.cells[0].text, white.cells[0].look) == ("33", "score-2")
    assert row_of(page, "Ships").teams.sentence == "Teams: 1 low and 1 high"


def test_hidden_row_says_why_and_what_is_hidden_stands_together(show, teams):
    page = show(teams["Blue"].unit)

    green, blue = row_of(page, "Green"), row_of(page, "Blue")
    assert {cell.text for cell in green.cells} == {"too few"}
    assert {cell.text for cell in blue.cells} == {"protected"}
    assert {cell.figure for cell in (*green.cells, *blue.cells)} == {None}
    assert "too few answers to show" in page.content.decode()


def test_rest_row_is_the_figure_of_the_hidden_teams_together(show, teams):
    shore = Result.objects.filter(node__name="Shore", detail__has_key="rest")
    page = show(teams["Blue"].unit)

    assert page.context["table"].rest.name == "Other teams, not shown on their own (2 teams)"
    assert {cell.figure for cell in page.context["table"].rest.cells} == {50}
    assert shore.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"sort": "-performance"}, ["Red", "White"]),
        ({"sort": "version_control"}, ["White", "Red"]),
        ({"sort": "-version_control"}, ["Red", "White"]),
        ({"sort": "name"}, ["Red", "White"]),
        ({"sort": "-name"}, ["White", "Red"]),
        ({"sort": "headcount"}, ["White", "Red"]),
        ({"tier": "high"}, ["Red"]),
        ({"tier": "none"}, []),
        ({"q": "rE"}, ["Red"]),
        ({"q": "nobody"}, []),
        ({"q": "\0", "tier": "best", "sort": "x" * 5000}, ["White", "Red"]),
    ],
)
def test_address_says_how_it_is_sorted_and_filtered(show, teams, query, expected):
    page = show(teams["Red"].unit, **query)

    assert rows(page) == ["Ships", *expected]
    assert ("Nothing here matches" in page.content.decode()) is not bool(expected)


@pytest.mark.parametrize(
    ("label", "found_by"),
    [(("between", ["high", "medium"]), "between"), (("leaning", ["high"]), "high")],
)
def test_tier_filter_keeps_between_two_tiers_apart(show, teams, label, found_by):
    kind, tiers = label
    placed = Result.objects.get(node__name="Red", column="performance")
    placed.detail["label"] = {"kind": kind, "tiers": tiers}
    placed.save()
    unit = teams["Red"].unit

    found = [tier for tier in ("high", "between", "none") if "Red" in rows(show(unit, tier=tier))]

    assert found == [found_by]


@pytest.mark.parametrize("sort", ["version_control", "-version_control", "-performance"])
def test_row_without_a_figure_comes_last_whichever_way(
    teams, leader, signed_in, campaign, outline, sort
):
    send_all(campaign, {"White": 6 * [alike(outline, 0.5)]})
    address = f"/organisation/{teams['Red'].unit.pk}/{released(campaign).public_id}/"

    page = signed_in(leader).get(address, {"sort": sort})

    assert rows(page) == ["Ships", "White", "Red"]
    assert row_of(page, "Red").cells[0].figure is None


def test_rows_lead_down_and_the_breadcrumb_up(show, teams):
    top = teams["Red"].unit.parent
    address = f"/organisation/{teams['Red'].unit.pk}/"

    assert address in show(top).content.decode()
    page = show(teams["Red"].unit).content.decode()
    assert f"/organisation/{top.pk}/" in page
    assert f"/teams/{teams['Red'].pk}/" in page


def test_way_down_and_up_keeps_what_was_asked(show, teams, results):
    top, ships = teams["Red"].unit.parent, teams["Red"].unit
    asked = {"sort": "-version_control", "show": "gap"}

    down = next(row for row in show(top, **asked).context["table"].rows if row.name == "Ships")
    page = show(ships, **asked)

    assert down.href.endswith(
        f"/organisation/{ships.pk}/{results.public_id}/?sort=-version_control&show=gap"
    )
    assert page.context["above"][-1]["url"].endswith("/?sort=-version_control&show=gap")
    assert all("?" not in row.href for row in page.context["table"].rows)


def test_leader_of_a_part_sees_nothing_above_it(account, teams, signed_in, results):
    user = account("dina")
    people.make_leader(user, teams["Red"].unit)
    browser = signed_in(user)
    top, shore = teams["Red"].unit.parent, teams["Blue"].unit

    page = browser.get(f"/organisation/{teams['Red'].unit.pk}/{results.public_id}/")

    assert page.status_code == 200
    assert top.name not in page.content.decode()
    for foreign in (top, shore):
        assert browser.get(f"/organisation/{foreign.pk}/").status_code == 404
        address = f"/organisation/{foreign.pk}/{results.public_id}/"
        assert browser.get(address).status_code == 404


def test_role_that_is_taken_away_works_on_the_next_page(show, leader, teams):
    assert show(teams["Red"].unit).status_code == 200

    leader.roles.all().delete()

    assert show(teams["Red"].unit).status_code == 404


def test_change_is_marked_only_where_it_is_real(show, results, teams, leader, signed_in, outline):
    second = opened(list(teams.values()), name="Summer survey", **later(results, 90))
    send_all(
        second,
        {"Red": 12 * [alike(outline, 0.6)], "White": 6 * [alike(outline, 0.3)]},
        at=second.opens_at,
    )
    second = released(second, at=second.closes_at)

    page = signed_in(leader).get(f"/organisation/{teams['Red'].unit.pk}/{second.public_id}/")

    assert row_of(page, "Red").cells[0].change == "▼ 16"
    assert row_of(page, "White").cells[0].change == ""


def test_open_campaign_shows_no_heatmap(campaign, leader, teams, signed_in):
    browser, unit = signed_in(leader), teams["Red"].unit

    assert browser.get(f"/organisation/{unit.pk}/{campaign.public_id}/").status_code == 404
    assert "A survey is under way" in browser.get(f"/organisation/{unit.pk}/").content.decode()


def test_index_leads_to_the_only_unit_or_lists_them(account, teams, signed_in):
    user = account("clara")
    browser = signed_in(user)
    assert "You lead no unit" in browser.get("/organisation/").content.decode()

    people.make_leader(user, teams["Red"].unit)
    assert browser.get("/organisation/").url == f"/organisation/{teams['Red'].unit.pk}/"

    people.make_leader(user, teams["Blue"].unit)
    page = browser.get("/organisation/").content.decode()
    assert all(teams[name].unit.name in page for name in ("Red", "Blue"))
