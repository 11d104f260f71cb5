"""A leader goes down the heatmap by click and by keyboard, and up again by the breadcrumb."""

import pytest
from looking import follow
from surveys import answered_by_all, grown, leader

from assessments.actions import releases


@pytest.fixture
def heatmap(page, shipped, sign_in):
    """The heatmap of the whole organisation, as its leader sees it first."""
    teams = grown()
    campaign = answered_by_all(list(teams.values()), name="This year")
    releases.finish(campaign, at=campaign.closes_at)
    top = teams["Red"].unit.parent
    sign_in(page, leader(top))
    page.goto("/organisation/")
    assert page.get_by_role("heading", name=top.name).is_visible()
    return page


def row(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


def test_any_cell_of_a_row_leads_down_and_the_breadcrumb_up(heatmap):
    with heatmap.expect_navigation():
        row(heatmap, "Ships").get_by_role("cell").last.click()
    assert heatmap.get_by_role("heading", name="Ships").is_visible()
    with heatmap.expect_navigation():
        row(heatmap, "Red").get_by_role("cell").nth(2).click()
    assert "/teams/" in heatmap.url

    heatmap.go_back()
    follow(heatmap.get_by_role("navigation", name="Breadcrumb").get_by_role("link").last)
    assert heatmap.get_by_role("heading", name="Harbour").is_visible()


def test_enter_leads_down(heatmap):
    row(heatmap, "Ships").get_by_role("link").focus()

    with heatmap.expect_navigation():
        heatmap.keyboard.press("Enter")

    assert heatmap.get_by_role("heading", name="Ships").is_visible()


def test_row_of_the_unit_itself_leads_nowhere(heatmap):
    address = heatmap.url

    heatmap.locator(".heatmap-own").get_by_role("cell").last.click()

    assert heatmap.url == address
    assert heatmap.get_by_role("heading", name="Harbour").is_visible()
