"""Somebody without an account tries the short survey; nothing is left behind."""

import pytest
from django.apps import apps
from looking import choose_everywhere, follow, small_targets, wait_for_charts


def row_counts():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


@pytest.mark.every_look
def test_visitor_tries_it_and_nothing_is_stored(page, shipped, axe):
    before = row_counts()

    page.goto("/")
    follow(page.get_by_role("main").get_by_role("link", name="Try it"))
    assert small_targets(page) == []
    choose_everywhere(page, 4)
    follow(page.get_by_role("button", name="Show where we stand"))

    assert page.get_by_role("heading", name="Your result").is_visible()
    assert wait_for_charts(page) == 3
    assert axe(page) == []
    assert row_counts() == before


def test_visitor_who_leaves_all_questions_out_is_asked_again(page, shipped, axe):
    page.goto("/try/")

    follow(page.get_by_role("button", name="Show where we stand"))

    assert page.get_by_text("Please answer at least one question").is_visible()
    assert page.get_by_role("button", name="Show where we stand").is_visible()
    assert axe(page) == []
