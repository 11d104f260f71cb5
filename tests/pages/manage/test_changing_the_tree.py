"""Units and teams moved, merged, retired and brought back by clicking: told first, then done."""

import datetime as dt
import html
import re

import pytest
from small_organisation import opened

from assessments.actions import organisation, people
from assessments.models import Team, Unit
from assessments.pages.manage import target_forms, tree

pytestmark = pytest.mark.django_db

TREE = "/manage/organisation/"
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def address(teams):
    """address("Ships", "move"): the page of one step of a unit or team."""

    def of(name, step=""):
        unit, team = Unit.objects.filter(name=name).first(), Team.objects.filter(name=name).first()
        kind, pk = ("units", unit.pk) if unit else ("teams", team.pk)
        return f"{TREE}{kind}/{pk}/{step}{'/' if step else ''}"

    return of


def text(response):
    return html.unescape(response.content.decode())


def pk(name):
    found = Unit.objects.filter(name=name).first() or Team.objects.get(name=name)
    return str(found.pk)


def options(page):
    return re.findall(r'<option value="[^"]*"[^>]*>([^<]*)</option>', page.split("theme-switch")[0])


@pytest.mark.parametrize(
    ("name", "step", "target", "told"),
    [
        (
            "Ships",
            "move",
            "Shore",
            "Ships, with no units and 2 teams in it, becomes a part of Shore",
        ),
        ("Ships", "merge", "Shore", "Everything active in Ships"),
        ("Red", "move", "Shore", "Red moves from Ships into Shore."),
        ("Red", "merge", "Blue", "Blue then has 18 people: 6 and the 12 of Red."),
    ],
)
def test_choice_is_told_before_it_is_done(browser, address, name, step, target, told):
    before = list(Unit.objects.values()), list(Team.objects.values())
    where, choice = address(name, step), {"target": pk(target)}

    page = browser.post(where, choice)
    after = list(Unit.objects.values()), list(Team.objects.values())
    done = browser.post(where, choice | {"confirmed": "on"}, follow=True)

    assert (page.status_code, told in text(page)) == (200, True)
    assert "Surveys that were opened go on as they began" in text(page)
    assert before == after
    assert done.redirect_chain[0][0] == address(name)
    assert (list(Unit.objects.values()), list(Team.objects.values())) != before


def test_merging_says_who_gains_what(browser, address, account, teams):
    people.make_team_lead(account("rita"), teams["Red"])
    people.make_leader(account("clara"), teams["Red"].unit)

    of_team = text(browser.post(address("Red", "merge"), {"target": pk("Blue")}))
    of_unit = text(browser.post(address("Ships", "merge"), {"target": pk("Shore")}))

    assert "Leads of Red (rita) also become leads of Blue" in of_team
    assert "Leaders of Ships (clara) also become leaders of Shore" in of_unit


def test_unit_goes_to_the_top_without_a_choice(browser, address):
    browser.post(address("Ships", "move"), {"target": "", "confirmed": "on"})

    assert Unit.objects.get(name="Ships").parent is None


@pytest.mark.parametrize(
    ("name", "step", "offered"),
    [
        ("Ships", "move", ["The top of the organisation", "Harbour", "Harbour / Shore"]),
        ("Harbour", "merge", ["Please choose"]),
        ("Red", "move", ["Please choose", "Harbour", "Harbour / Shore"]),
        (
            "Red",
            "merge",
            [
                "Please choose",
                "Harbour / Ships / White",
                "Harbour / Shore / Blue",
                "Harbour / Shore / Green",
            ],
        ),
    ],
)
def test_only_what_can_be_is_offered(browser, address, name, step, offered):
    assert options(text(browser.get(address(name, step)))) == offered


@pytest.mark.parametrize(
    ("name", "step", "target", "complaint"),
    [
        ("Red", "move", "", "This field is required."),
        ("Red", "merge", "Red", "Select a valid choice."),
        ("Harbour", "move", "Ships", "Select a valid choice."),
        ("Ships", "merge", "Ships", "Select a valid choice."),
        ("Red", "merge", "x", "Select a valid choice."),
        ("Red", "merge", "9" * 30, "Select a valid choice."),
    ],
)
def test_choice_that_cannot_be_is_explained(browser, address, name, step, target, complaint):
    before = list(Unit.objects.values()), list(Team.objects.values())
    target = pk(target) if target.istitle() else target

    page = browser.post(address(name, step), {"target": target, "confirmed": "on"})

    assert (page.status_code, complaint in text(page)) == (422, True)
    assert (list(Unit.objects.values()), list(Team.objects.values())) == before


def test_what_stands_in_the_way_is_said_on_the_page_of_the_choice(browser, address, teams):
    organisation.add_team(name="Red", unit=teams["Blue"].unit, headcount=3)
    where = f"{TREE}teams/{teams['Red'].pk}/move/"
    shore = pk("Shore")

    page = browser.post(where, {"target": shore, "confirmed": "on"})

    assert page.status_code == 422
    assert "There is already a team “Red” in “Shore”." in text(page)
    assert f'<option value="{shore}" selected>' in text(page)
    assert 'name="confirmed"' not in text(page)


def test_team_is_retired_and_brought_back(browser, address, teams):
    opened([teams["Red"], teams["White"]])

    told = text(browser.get(address("Red", "retire")))
    browser.post(address("Red", "retire"))
    retired = text(browser.get(address("Red")))
    listed = text(browser.get(TREE))
    browser.post(address("Red", "back"))

    assert "No new survey asks it." in told
    assert "This team is retired" in retired
    assert "Red" not in re.findall(r"/teams/\d+/\">(\w+)", listed)
    assert "1 retired" in listed
    assert Team.objects.get(name="Red").retired_at is None


def test_unit_with_teams_is_not_retired(browser, address):
    page = browser.post(address("Ships", "retire"))

    assert page.status_code == 409
    assert "“Ships” still has 2 teams and no units in it." in text(page)


def test_empty_unit_is_retired_and_brought_back(browser, address, teams):
    organisation.add_unit(name="Yard", parent=None)

    browser.post(address("Yard", "retire"))
    page = text(browser.get(address("Yard")))
    browser.post(address("Yard", "back"))

    assert "This unit is retired" in page
    assert Unit.objects.get(name="Yard").retired_at is None


def test_what_cannot_come_back_says_why(browser, address, teams):
    organisation.retire_team(teams["Red"], at=AT)
    organisation.add_team(name="Red", unit=teams["White"].unit, headcount=3)

    page = browser.post(f"{TREE}teams/{teams['Red'].pk}/back/", follow=True)

    assert "There is already a team “Red” in “Ships”." in text(page)


@pytest.mark.parametrize("step", ["move", "merge", "retire"])
def test_retired_is_not_changed_any_more(browser, address, teams, step):
    organisation.retire_team(teams["Red"], at=AT)

    assert browser.get(address("Red", step)).status_code == 404


def test_unit_shows_where_it_is_and_what_is_in_it(browser, address, teams):
    organisation.retire_team(teams["White"], at=AT)

    page = text(browser.get(address("Ships")))

    way = page.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    assert re.findall(r'<li><a href="[^"]*">([^<]+)</a></li>', way) == [
        "Units and teams",
        "Harbour",
    ]
    assert re.findall(r"/teams/\d+/\">(\w+)</a></th>", page) == ["Red", "White"]
    assert page.count('<span class="tag">retired</span>') == 1


def test_unit_is_renamed(browser, address):
    where = address("Ships", "rename")

    refused = browser.post(where, {"name": "Shore"})
    browser.post(where, {"name": "=Vessels"})

    assert refused.status_code == 422
    assert "There is already a unit “Shore” in “Harbour”." in text(refused)
    assert 'value="Shore"' in text(refused)
    assert Unit.objects.filter(name="=Vessels").exists()


def test_form_begins_with_the_unit_one_comes_from(browser, teams):
    ships = teams["Red"].unit_id

    page = text(browser.get(f"{TREE}teams/new/?in={ships}"))

    assert f'<option value="{ships}" selected>' in page
    assert browser.get(f"{TREE}teams/new/?in=x").status_code == 200


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("re", [("Red", "team"), ("Green", "team"), ("Shore", "unit")]),
        ("sh", [("Ships", "unit"), ("Shore", "unit")]),
        ("%", []),
        ("<b>", []),
    ],
)
def test_search_finds_units_and_teams_by_a_part_of_the_name(browser, teams, words, found):
    page = text(browser.get(TREE, {"q": words}))

    rows = re.findall(r'<th scope="row"><a [^>]*>(\w+)</a></th>\s*<td>(\w+)', page)
    assert sorted(rows) == sorted(found)
    assert ("Nothing found" in page) is not found


def test_search_that_is_too_long_shows_the_tree(browser, teams):
    assert "tree-depth-0" in text(browser.get(TREE, {"q": "x" * 121}))


def test_empty_organisation_says_how_to_begin(browser, db):
    page = text(browser.get(TREE))

    assert "Nothing here yet" in page
    assert "Add a unit" in page


def test_large_organisation_shows_its_upper_units_and_is_searched(browser, teams, monkeypatch):
    monkeypatch.setattr(tree, "LISTED", 3)
    organisation.add_unit(name="Yard", parent=teams["Red"].unit)

    page = text(browser.get(TREE))

    assert [name in page for name in ("Harbour", "Ships", "Shore", "Yard", "Red")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert "Not everything is listed here" in page


def test_many_choices_are_searched_first(browser, address, monkeypatch):
    monkeypatch.setattr(target_forms, "OFFERED", 2)
    where = address("Red", "merge")

    many, few = text(browser.get(where)), text(browser.get(where, {"q": "gree"}))

    assert "There are more than can be listed." in many
    assert options(few) == ["Please choose", "Harbour / Shore / Green"]
    # Whatever is listed, any other team may be named.
    assert browser.post(where, {"target": pk("White")}).status_code == 200
