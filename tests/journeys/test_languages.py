"""A phone in German: the survey from the link to the thank-you, with a switch in the middle."""

import pytest
from conftest import LOOKS
from looking import choose_everywhere, follow, overflow, small_targets
from small_organisation import tokens
from surveys import grown, under_way

from assessments.models.response import Response

PAGES = 8
PHONE = LOOKS[-1]
WRITTEN = "Wir warten auf die Testumgebung."


@pytest.fixture
def link(shipped):
    return f"/s/{tokens(under_way(list(grown().values())))['Red'][0]}/"


def switch(page, name):
    """Press a language at the foot of the page."""
    follow(page.locator(".language-switch").get_by_text(name, exact=True))


def lang(page):
    return page.locator("html").get_attribute("lang")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_phone_answers_in_german_and_switches_in_the_middle(new_page, link, axe, javascript):
    page = new_page(PHONE, javascript=javascript)

    def check():
        if javascript:
            assert (axe(page), small_targets(page), overflow(page)) == ([], [], 0)

    page.goto(link)
    switch(page, "Deutsch")
    assert page.url.endswith(link)
    check()
    follow(page.get_by_role("button", name="Umfrage öffnen"))
    check()
    follow(page.get_by_role("link", name="Beginnen"))
    page.locator("fieldset.question label").nth(3).click()
    page.locator("textarea").fill(WRITTEN)
    check()

    # In the middle of a page: what is chosen and typed is there in the other language too
    for name, code, goes_on in [("Français", "fr", "Continuer"), ("Deutsch", "de", "Weiter")]:
        switch(page, name)
        assert lang(page) == code
        assert page.get_by_role("button", name=goes_on).is_visible()
        assert page.locator("fieldset.question input:checked").count() == 1
        assert page.locator("textarea").input_value() == WRITTEN
        current = page.locator(".language-switch [aria-current]")
        assert current.all_inner_texts() == [name]
    check()

    for number in range(1, PAGES + 1):
        assert page.get_by_text(f"{number} von {PAGES}", exact=True).is_visible()
        if javascript:
            choose_everywhere(page, 4)
        follow(page.locator("button[value=on]"))
    check()
    follow(page.get_by_role("button", name="Meine Antworten senden"))

    assert lang(page) == "de"
    assert page.get_by_role("heading", name="Danke, Ihre Antworten sind da").is_visible()
    check()
    [sheet] = Response.objects.values_list("answers", flat=True)
    assert WRITTEN in sheet
