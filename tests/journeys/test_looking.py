"""The negative controls of looking.py: each page has one fault, and it is found."""

import pytest
from looking import choose_everywhere, focus, overflow, small_targets, wait_for_charts


def test_focus_is_seen_on_a_page_as_it_is(page, shipped):
    page.goto("/try/")

    page.keyboard.press("Tab")

    assert focus(page)["visible"]


@pytest.mark.parametrize("kind", ["link", "radio"])
def test_focus_without_an_outline_is_found(page, shipped, change, kind):
    file = {"link": "base.css", "radio": "components.css"}[kind]
    change(f"**/{file}", "outline: var(--focus) solid var(--accent);", "outline: none;")
    page.goto("/try/")

    target = page.get_by_role(kind).last
    page.keyboard.press("Tab")
    target.focus()

    assert not focus(page)["visible"]


def test_small_targets_are_found(page, shipped, change):
    change("**/tokens.css", "--target-large: 2.75rem", "--target-large: 1rem")

    page.goto("/try/")

    assert small_targets(page)


def test_overflow_is_found(page, shipped, change):
    change("**/base.css", "max-width: var(--page);", "min-width: 2000px;")
    page.goto("/try/")

    assert overflow(page) > 0


def test_mode_bar_is_found_where_it_is_switched_on(page, shipped, change):
    change("**/charts.js", "displayModeBar: false", "displayModeBar: true")
    page.goto("/try/")
    choose_everywhere(page, 2)

    with page.expect_navigation():
        page.get_by_role("button", name="Show where we stand").click()
    wait_for_charts(page)

    assert page.locator(".modebar").count() > 0
