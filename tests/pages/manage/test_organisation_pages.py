"""Units and teams: added, changed, refused with what was typed."""

import re

import pytest
from respondent import form_values
from small_organisation import opened

from assessments.models import Team, Unit

pytestmark = pytest.mark.django_db

TREE = "/manage/organisation/"
NEW_UNIT = f"{TREE}units/new/"
NEW_TEAM = f"{TREE}teams/new/"


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def ships(teams):
    return teams["Red"].unit


def text(response):
    return response.content.decode()


def test_tree_shows_units_by_depth_with_their_teams(browser, teams):
    page = text(browser.get(TREE))

    assert re.findall(r"tree-depth-(\d)\">\s*<a [^>]*><strong>(\w+)", page) == [
        ("0", "Harbour"),
        ("1", "Ships"),
        ("1", "Shore"),
    ]
    assert [page.index(name) for name in ("Ships", "Red", "White", "Shore", "Blue")] == sorted(
        page.index(name) for name in ("Ships", "Red", "White", "Shore", "Blue")
    )


def test_first_unit_is_the_top_and_the_next_may_hang_on_it(browser, db):
    top = browser.post(NEW_UNIT, {"name": "Harbour", "parent": ""}, follow=True)
    browser.post(NEW_UNIT, {"name": "Ships", "parent": Unit.objects.get().pk})

    assert "Harbour is added." in text(top)
    assert list(Unit.objects.values_list("name", "parent__name").order_by("pk")) == [
        ("Harbour", None),
        ("Ships", "Harbour"),
    ]


def test_team_is_added(browser, ships):
    page = browser.post(NEW_TEAM, {"name": "Gold", "unit": ships.pk, "headcount": "7"}, follow=True)

    assert "Gold is added." in text(page)
    assert Team.objects.get(name="Gold").headcount == 7


@pytest.mark.parametrize(
    ("name", "parent", "complaint"),
    [
        ("", "Ships", "This field is required."),
        ("x" * 121, "Ships", "at most 120 characters"),
        ("Ships", "Harbour", "There is already a unit “Ships” in “Harbour”."),
        ("Harbour", None, "There is already a unit “Harbour” at the top."),
        ("Boats", "missing", "Select a valid choice."),
        ("a\0b", "Ships", "Null characters are not allowed."),
        ("Boats / Ferries", "Harbour", "Please write the slash without spaces"),
    ],
)
def test_unit_that_cannot_be_is_explained(browser, teams, name, parent, complaint):
    found = Unit.objects.filter(name=parent).first()
    parent = found.pk if found else {"missing": 999_999}.get(parent, "")
    before = Unit.objects.count()

    response = browser.post(NEW_UNIT, {"name": name, "parent": parent, "save": "Add"})

    assert response.status_code == 422
    assert complaint in text(response)
    assert form_values(response).get("name", "") == name
    assert Unit.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Red"}, "There is already a team “Red” in “Ships”."),
        ({"headcount": "-4"}, "a whole number of people from 1 to 500."),
        ({"headcount": "0"}, "a whole number of people from 1 to 500."),
        ({"headcount": "501"}, "a whole number of people from 1 to 500."),
        ({"headcount": "many"}, "a whole number of people from 1 to 500."),
        ({"headcount": "1" * 30}, "a whole number of people from 1 to 500."),
        ({"unit": "999999"}, "Select a valid choice."),
    ],
)
@pytest.mark.parametrize("new", [True, False])
def test_team_that_cannot_be_is_explained(browser, teams, ships, changed, complaint, new):
    before = list(Team.objects.order_by("pk").values())
    address = NEW_TEAM if new else f"{TREE}teams/{teams['White'].pk}/"
    typed = {"name": "Gold", "unit": str(ships.pk), "headcount": "7"} | changed

    response = browser.post(address, typed)

    values = form_values(response)
    assert response.status_code == 422
    assert complaint in text(response)
    assert (values.get("name", ""), values["headcount"]) == (typed["name"], typed["headcount"])
    assert list(Team.objects.order_by("pk").values()) == before


def test_same_name_in_another_unit_is_fine(browser, teams):
    response = browser.post(
        NEW_TEAM, {"name": "Red", "unit": teams["Blue"].unit_id, "headcount": "7"}
    )

    assert response.status_code == 302


def test_changed_team_leaves_open_surveys_as_they_began(browser, teams):
    campaign = opened(list(teams.values()))
    red = teams["Red"]

    page = browser.post(
        f"{TREE}teams/{red.pk}/",
        {"name": "Crimson", "unit": teams["Blue"].unit_id, "headcount": "40"},
        follow=True,
    )

    red.refresh_from_db()
    node = campaign.nodes.get(team=red)
    assert "Open surveys keep what they began with." in text(page)
    assert (red.name, red.headcount, red.unit.name) == ("Crimson", 40, "Shore")
    assert (node.name, node.invited, node.parent.name) == ("Red", 12, "Ships")
