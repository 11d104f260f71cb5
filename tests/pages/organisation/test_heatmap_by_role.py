"""A leader's heatmap by role: that role's scores, and plainly what is not by role."""

import csv
import io

import pytest
from forgetting import forget
from releasing import released
from role_sheets import by_role, person, put
from small_organisation import CLOSES, grow, opened

from assessments.actions import people
from assessments.models import Campaign, Result, RoleResult, Target

pytestmark = pytest.mark.django_db

# Developers (1) of Ships are at a quarter of the scale, operators (2) at three quarters
TREE = {"Harbour": {"Ships": {"Red": 20, "White": 20}, "Shore": {"Blue": 20}}}


@pytest.fixture
def teams(shipped):
    return {team.name: team for team in grow(TREE)}


def answered(campaign, teams):
    outline = campaign.edition.outline()
    for team in teams.values():
        for_role = {1: 0.25, 2: 0.75}
        roles = [number % 2 + 1 for number in range(team.headcount)]
        put(campaign, team, [person(outline, role, for_role[role]) for role in roles])
    return campaign


@pytest.fixture
def results(teams):
    return released(answered(by_role(list(teams.values())), teams))


@pytest.fixture
def browser(account, teams, signed_in):
    user = account("clara")
    people.make_leader(user, teams["Red"].unit.parent)
    return signed_in(user)


@pytest.fixture
def show(browser, results):
    return lambda unit, **query: browser.get(f"/organisation/{unit.pk}/{results.public_id}/", query)


@pytest.fixture
def top(teams):
    return teams["Red"].unit.parent


def text(page):
    return page.content.decode()


def row_of(page, name):
    table = page.context["table"]
    return next(row for row in (table.own, *table.rows) if row.name == name)


def test_survey_with_a_filter_does_not_say_that_it_has_none(show, top):
    assert "No filter by role" not in text(show(top))


def test_heatmap_shows_the_scores_of_the_chosen_role(show, top):
    everybody, developers, operators = (
        row_of(show(top, **query), "Ships").cells[0] for query in ({}, {"role": 1}, {"role": 2})
    )

    assert developers.figure < everybody.figure < operators.figure
    assert (developers.note, everybody.note) == ("20–49", "20–49")
    assert "version control, operations included, Development: 33" in developers.sentence
    assert "Development" not in everybody.sentence


def test_page_says_whose_scores_these_are_and_what_is_not_by_role(show, top):
    page, plain = text(show(top, role=1)), text(show(top))

    assert "Scores of one role: Development" in page
    assert "at least 10 people of this role" in page
    assert "not worked out by role" in page
    assert '<option value="1" selected>Development</option>' in page
    assert "Scores of one role" not in plain
    assert row_of(show(top, role=1), "Ships").tier == row_of(show(top), "Ships").tier


def test_hidden_cell_of_a_role_says_why(show, top, teams):
    shore, red = (
        row_of(show(one, role=1), name)
        for one, name in ((top, "Shore"), (teams["Red"].unit, "Red"))
    )
    testers = row_of(show(top, role=3), "Ships")

    assert {cell.figure for cell in (*shore.cells, *red.cells, *testers.cells)} == {None}
    assert "too few answers in all to show it by role" in shore.cells[0].sentence
    assert "too few answers in all to show it by role" in red.cells[0].sentence
    assert testers.cells[0].sentence.endswith("too few answers of this role to show")
    RoleResult.objects.filter(node__name="Ships", role=1).update(
        reason="protects a neighbour", score=None, low=None, high=None, n_band="", bound=""
    )
    forget()  # what is released does not change, but here
    protected = row_of(show(top, role=1), "Ships").cells[0]
    assert (protected.text, protected.figure) == ("protected", None)
    assert "the answers of a few could be worked out" in protected.sentence


def test_group_hidden_for_everybody_says_so_by_role_too(show, top):
    Result.objects.filter(node__name="Shore", kind="practice").update(
        reason="too few", score=None, low=None, high=None, n_band=""
    )

    assert row_of(show(top, role=1), "Shore").cells == row_of(show(top), "Shore").cells


def test_rest_of_everybody_is_not_shown_by_role(show, top):
    rest = {"score": 50, "bound": "exact", "n_band": "10-19", "interval": None, "teams": 1}
    Result.objects.filter(node__name="Harbour", kind="practice").update(detail={"rest": rest})

    assert show(top).context["table"].rest is not None
    assert show(top, role=1).context["table"].rest is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"sort": "-version_control"}, ["Ships", "Shore"]),
        ({"sort": "-name"}, ["Shore", "Ships"]),
        ({"q": "sho"}, ["Shore"]),
        ({"tier": "medium"}, []),
    ],
)
def test_sort_search_and_tier_still_work(show, top, query, names):
    rows = show(top, role=2, **query).context["table"].rows

    assert [row.name for row in rows] == names


def test_role_is_kept_on_the_way_down_up_and_by_sorting(show, top, teams):
    down, up = text(show(top, role=2)), text(show(teams["Red"].unit, role=2))

    ships, campaign = teams["Red"].unit, Campaign.objects.get()
    assert f'href="/organisation/{ships.pk}/{campaign.public_id}/?role=2"' in down
    assert "?role=2&amp;sort=name" in down
    assert f'href="/organisation/{top.pk}/{campaign.public_id}/?role=2"' in up
    assert f'href="/teams/{teams["Red"].pk}/{campaign.public_id}/"' in up


def test_file_holds_what_is_shown_and_says_whose(show, top):
    saved, plain = (
        list(csv.reader(io.StringIO(text(show(top, table="heatmap", format="csv", **query)))))
        for query in ({"role": 2}, {})
    )

    assert saved[0] == [*plain[0], "Scores of"]
    assert {line[-1] for line in saved[1:]} == {"Operations or platform"}
    ships = row_of(show(top, role=2), "Ships")
    assert next(line for line in saved if line[0] == "Ships")[4] == ships.cells[0].text


@pytest.mark.parametrize("asked", ["", "7", "0", "-1", "x", "1 or 1", "9" * 400])
def test_role_that_is_not_in_the_catalogue_shows_everybody(show, top, asked):
    page = show(top, role=asked)

    assert page.status_code == 200
    assert row_of(page, "Ships") == row_of(show(top), "Ships")


def test_release_without_the_filter_offers_no_role_and_takes_none(browser, teams, top):
    results = released(answered(opened(list(teams.values())), teams))
    address = f"/organisation/{top.pk}/{results.public_id}/"

    page = browser.get(address, {"role": 1})

    assert 'name="role"' not in text(page)
    assert "No filter by role: it can only be chosen before a survey opens" in text(page)
    assert "Scores of one role" not in text(page)
    assert page.context["table"] == browser.get(address).context["table"]


def test_dropped_filter_is_said_on_the_heatmap_and_to_the_organiser(
    browser, results, top, signed_in, organiser
):
    Campaign.objects.update(filter_dropped=True)
    RoleResult.objects.all().delete()

    page = browser.get(f"/organisation/{top.pk}/{results.public_id}/", {"role": 1})

    assert "No results by role" in text(page)
    assert 'name="role"' not in text(page)
    settings = signed_in(organiser).get(f"/manage/campaigns/{results.public_id}/")
    assert "did not end in time, so the results came out without them" in text(settings)


def test_leader_of_a_part_sees_roles_of_nothing_else(account, teams, signed_in, results, top):
    user = account("dina")
    people.make_leader(user, teams["Red"].unit)
    browser = signed_in(user)

    assert browser.get(f"/organisation/{top.pk}/{results.public_id}/?role=1").status_code == 404
    page = browser.get(f"/organisation/{teams['Red'].unit.pk}/{results.public_id}/?role=1")
    assert page.status_code == 200
    assert "Harbour" not in text(page)


def test_file_gives_the_reasons_of_roles(show, top):
    saved = text(show(top, role=3, table="heatmap", format="csv"))

    ships = next(line for line in csv.reader(io.StringIO(saved)) if line[0] == "Ships")
    assert ships[4] == "too few answers of this role to show"


def test_picture_and_workbook_are_named_after_the_role(show, top):
    for kind in ("png", "xlsx"):
        file = show(top, role=1, table="heatmap", format=kind)
        assert f"heatmap-scores-of-development.{kind}" in file["Content-Disposition"]


def test_gap_to_a_target_is_that_of_the_role(show, top, results):
    line = results.edition.questionnaire
    Target.objects.create(
        unit=top,
        questionnaire=line,
        practice="version_control",
        score=60,
        by=CLOSES.date(),
        set_at=CLOSES,
    )

    ships = [row_of(show(top, role=role, show="gap"), "Ships").cells[0] for role in (1, 2)]

    assert [cell.text for cell in ships] == ["−27", "+7"]
    assert "Development: 33" in ships[0].sentence
