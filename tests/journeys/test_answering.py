"""A respondent answers: by keyboard alone, by touch, and without JavaScript."""

import pytest
from looking import focus, follow, small_targets
from small_organisation import tokens
from surveys import grown, under_way

from assessments.models.response import Response

PAGES = 8


@pytest.fixture
def campaign(shipped):
    return under_way(list(grown().values()), name="Autumn survey")


@pytest.fixture
def link(campaign):
    return f"/s/{tokens(campaign)['Red'][0]}/"


def press(page, key):
    """Press a key and return what has the focus then, which must be visible."""
    page.keyboard.press(key)
    at = focus(page)
    assert at["visible"], f"The focus cannot be seen on {at} of {page.url}"
    return at


def tab_to(page, tag):
    """Press Tab until the focus is on such an element of the main part."""
    for _ in range(40):
        at = press(page, "Tab")
        if at["tag"] == tag and page.locator("main :focus").count():
            return at
    raise AssertionError(f"No {tag} can be reached on {page.url}")


def enter(page):
    """Press Enter on what has the focus, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_page_by_keyboard(page):
    """Tab through a page: Space and arrows choose, letters are typed, Enter goes on."""
    for _ in range(20):
        at = press(page, "Tab")
        if at["type"] == "radio":
            page.keyboard.press("Space")
            press(page, "ArrowRight")
            press(page, "ArrowRight")
        elif at["tag"] == "textarea":
            page.keyboard.type("We wait for a test environment.")
        elif at["value"] == "on":
            enter(page)
            return
    raise AssertionError(f"Continue cannot be reached on {page.url}")


@pytest.mark.opposite_looks
def test_respondent_answers_by_keyboard_alone(page, link, campaign, axe):
    def check():
        assert axe(page) == []
        assert small_targets(page) == []

    page.goto(link)
    check()
    tab_to(page, "button")
    enter(page)
    check()
    assert page.get_by_role("heading", name="Who sees what").is_visible()
    while "Start" not in tab_to(page, "a")["text"]:
        pass
    enter(page)
    for number in range(1, PAGES + 1):
        assert page.get_by_text(f"{number} of {PAGES}", exact=True).is_visible()
        check()
        answer_page_by_keyboard(page)
    check()
    assert page.get_by_text("Every question is answered.").is_visible()
    while "Send" not in tab_to(page, "button")["text"]:
        pass
    enter(page)

    assert page.get_by_role("heading", name="Thank you, your answers are in").is_visible()
    assert page.get_by_text(f"The survey closes on {campaign.closes_at:%-d %B %Y}").is_visible()
    assert_profile(page)
    check()
    [sheet] = Response.objects.values_list("answers", flat=True)
    assert None not in sheet


def assert_profile(page):
    """Seven scores of 0 to 100 and a placement, without a picture that needs a script."""
    scores = page.locator(".bars dd").all_inner_texts()
    assert len(scores) == 7
    assert all(0 <= int(score) <= 100 for score in scores)
    assert page.get_by_text("By these answers alone, against").is_visible()
    assert page.locator("script[src*=plotly]").count() == 0


def answer_page_by_mouse(page, place):
    for group in page.locator("fieldset.question").all():
        group.locator("label").nth(place).click()


def test_respondent_answers_without_javascript(new_page, link, look):
    page = new_page(look, javascript=False)

    page.goto(link)
    follow(page.get_by_role("button", name="Open the survey"))
    follow(page.get_by_role("link", name="Start"))
    for _ in range(PAGES):
        answer_page_by_mouse(page, 4)
        follow(page.locator("button[value=on]"))
    follow(page.get_by_role("button", name="Send my answers"))

    assert page.get_by_role("heading", name="Thank you, your answers are in").is_visible()
    assert_profile(page)
    assert Response.objects.count() == 1


def reading_order(page):
    """Return the codes of each statement's answers as the eye meets them, line by line."""
    return page.evaluate(
        """() => [...document.querySelectorAll("fieldset.likert")].map((group) =>
            [...group.querySelectorAll(".option:not(.option-missing)")]
                .map((option) => [option.getBoundingClientRect(), option.querySelector("input")])
                .sort(([a], [b]) => a.top - b.top || a.left - b.left)
                .map(([, input]) => Number(input.value)))"""
    )


def open_first_page(page, link):
    page.goto(link)
    follow(page.get_by_role("button", name="Open the survey"))
    follow(page.get_by_role("link", name="Start"))


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_answers_stand_in_the_order_of_the_scale(page, link, width):
    page.set_viewport_size({"width": width, "height": 900})

    open_first_page(page, link)

    assert reading_order(page) == [[1, 2, 3, 4, 5, 6, 7]] * 5


def test_answers_in_another_order_are_seen(page, link, change):
    change("**/components.css", "grid-row: 1;", "")

    open_first_page(page, link)

    assert reading_order(page) != [[1, 2, 3, 4, 5, 6, 7]] * 5
