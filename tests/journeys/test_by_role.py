"""Results by role in the browser: planned, promised, and read by a leader."""

import pytest
from django.utils import timezone
from looking import follow
from role_sheets import person, put
from small_organisation import grow, tokens
from surveys import leader, organiser, sign_in_by_form, under_way

from assessments.actions import campaigns, releases
from assessments.models import Campaign

# Developers are at a quarter of every scale, operators at three quarters
TREE = {"Harbour": {"Ships": {"Red": 20, "White": 20}, "Shore": {"Blue": 24}}}
SHARE = {1: 0.25, 2: 0.75}


@pytest.fixture
def teams(shipped):
    return {team.name: team for team in grow(TREE)}


@pytest.fixture
def answered(teams):
    """An open survey by role that everybody answered, half as developers."""
    campaign = under_way(list(teams.values()), result_filter=Campaign.Filter.ROLE)
    outline = campaign.edition.outline()
    for team in teams.values():
        roles = [number % 2 + 1 for number in range(team.headcount)]
        put(campaign, team, [person(outline, role, SHARE[role]) for role in roles])
    return campaign


def figure(page, row):
    """The first practice's figure in a row of the heatmap."""
    head = page.get_by_role("rowheader", name=row)
    return page.get_by_role("row").filter(has=head).locator(".heatmap-figure").first.inner_text()


@pytest.mark.opposite_looks
def test_leader_looks_by_role_and_goes_down_with_it(new_page, look, answered, teams):
    top = teams["Red"].unit.parent
    releases.finish(answered, at=timezone.now())
    leader(top)
    page = new_page(look)
    sign_in_by_form(page, "clara")
    page.goto(f"/organisation/{top.pk}/")
    everybody = figure(page, "Ships")

    page.get_by_label("Role").select_option("Operations or platform")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()

    assert page.get_by_text("Scores of one role: Operations or platform").is_visible()
    assert int(figure(page, "Ships")) > int(everybody)
    with page.expect_navigation():
        page.get_by_role("rowheader", name="Ships").get_by_role("link").click()
    assert page.get_by_role("heading", name="Ships").is_visible()
    assert page.get_by_text("Scores of one role: Operations or platform").is_visible()
    assert figure(page, "White") == "too few"
    with page.expect_navigation():
        page.get_by_role("link", name="Harbour", exact=True).first.click()
    assert page.get_by_text("Scores of one role: Operations or platform").is_visible()

    page.get_by_label("Role").select_option("Everybody")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    assert page.get_by_text("Scores of one role").count() == 0
    assert figure(page, "Ships") == everybody


def test_organiser_plans_it_and_people_read_so_before_they_answer(new_page, teams):
    organiser()
    manager = new_page()
    sign_in_by_form(manager, "olga")
    manager.goto("/manage/campaigns/new/")
    manager.get_by_label("Name").fill("By role")
    manager.get_by_label("By role: what people mainly do in their team").check()
    follow(manager.get_by_role("button", name="Save as draft"))
    assert manager.get_by_text("For 10 or more people of one role").is_visible()
    planned = Campaign.objects.get()
    Campaign.objects.filter(pk=planned.pk).update(opens_at=timezone.now())
    asking = campaigns.open(planned, at=timezone.now())

    somebody = new_page()
    somebody.goto(f"/s/{tokens(asking)['Red'][0]}/")
    with somebody.expect_navigation():
        somebody.get_by_role("button").first.click()

    assert somebody.get_by_text("Leaders may also see results by role").is_visible()
    assert somebody.get_by_text("You need not give yours.").is_visible()
