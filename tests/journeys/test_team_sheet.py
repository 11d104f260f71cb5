"""A team answers together: from an empty installation to its result page."""

import re

import pytest
from looking import choose_everywhere, follow, wait_for_charts
from small_organisation import load_content
from surveys import lead, organiser, sign_in_by_form

from assessments.models import Team

LINK = re.compile(r"/s/[\w-]{22}/")


def add_unit(page, name, parent=None):
    follow(page.get_by_role("link", name="Add a unit"))
    page.get_by_label("Name").fill(name)
    if parent:
        page.get_by_label("Part of").select_option(label=parent)
    follow(page.get_by_role("button", name="Add the unit"))
    page.get_by_text(f"{name} is added.").wait_for()


def add_team(page, name, unit, people):
    follow(page.get_by_role("link", name="Add a team"))
    page.get_by_label("Name").fill(name)
    page.get_by_label("Unit").select_option(label=unit)
    page.get_by_label("People").fill(str(people))
    follow(page.get_by_role("button", name="Save the team"))
    page.get_by_text(f"{name} is added.").wait_for()


def plan_team_sheet(page, name):
    follow(page.get_by_role("link", name="Plan a campaign"))
    page.get_by_label("Name").fill(name)
    page.get_by_role("radio", name=re.compile("team sheet", re.IGNORECASE)).check()
    follow(page.get_by_role("button", name="Save as draft"))
    page.get_by_text("The draft is saved.").wait_for()


def fill_in(page):
    while page.get_by_role("heading", name="Check and send").count() == 0:
        choose_everywhere(page, 3)
        follow(page.locator("button[value=on]"))


@pytest.mark.opposite_looks
def test_team_sheet_from_an_empty_installation_to_the_result(new_page, live_server, look, axe):
    load_content()
    organiser("olga")
    manager, team, boss = new_page(look), new_page(look), new_page(look)

    sign_in_by_form(manager, "olga")
    assert manager.get_by_role("heading", name="First the teams").is_visible()
    follow(manager.get_by_role("link", name="Add units and teams"))
    add_unit(manager, "Harbour")
    add_unit(manager, "Ships", parent="Harbour")
    add_team(manager, "Red", "Harbour / Ships", 4)
    follow(manager.get_by_role("main").get_by_role("link", name="Campaigns"))
    plan_team_sheet(manager, "Autumn sheets")
    follow(manager.get_by_role("button", name="Open the survey"))
    follow(manager.get_by_role("button", name="Make links and show them"))
    shown = manager.get_by_role("main").inner_text()
    assert axe(manager) == []

    link = LINK.search(shown).group()
    team.goto(link)
    follow(team.get_by_role("button", name="Open the survey"))
    assert team.get_by_text("This is one sheet for the whole team, Red.").is_visible()
    follow(team.get_by_role("link", name="Start"))
    fill_in(team)
    follow(team.get_by_role("button", name="Send our sheet"))
    team.wait_for_url("**/result/")
    assert team.get_by_role("heading", name="Red", exact=True).is_visible()
    assert wait_for_charts(team) == 3
    assert team.locator(".modebar").count() == 0
    assert team.get_by_text("Share chart").count() == 0
    assert axe(team) == []

    team.context.clear_cookies()  # the browser was closed
    team.goto(link)
    follow(team.get_by_role("button", name="Open the survey"))
    assert axe(team) == []
    follow(team.get_by_role("link", name="See the result"))
    assert team.get_by_role("heading", name="Red", exact=True).is_visible()

    lead(Team.objects.get(name="Red"), username="tom")
    sign_in_by_form(boss, "tom")
    follow(boss.get_by_role("link", name="Autumn sheets"))
    assert wait_for_charts(boss) == 3
    assert boss.get_by_text("one sheet by the whole team").is_visible()
