"""A respondent stops and goes on: on another device, after a crash, without a connection."""

import re

import pytest
from django.utils import timezone
from looking import follow
from small_organisation import tokens
from surveys import grown, under_way

from assessments.actions import releases
from assessments.models import Campaign


@pytest.fixture
def link(shipped):
    campaign = under_way(list(grown().values()))
    return f"/s/{tokens(campaign)['Red'][0]}/"


def open_first_page(page, link):
    page.goto(link)
    follow(page.get_by_role("button", name="Open the survey"))
    page.get_by_role("main").get_by_role("link", name="Start").or_(
        page.get_by_role("link", name="Go on")
    ).click()
    # "Go on" leads past the pages that are answered
    page.wait_for_url(re.compile(r"/\d/$"))
    page.goto(re.sub(r"\d/$", "1/", page.url))


def choose(page, question, place):
    page.locator("fieldset.question").nth(question).locator("label").nth(place).click()


def choose_and_wait(page, question, place):
    """Choose an answer and wait until the server has said that it is kept."""
    with page.expect_response("**/keep/") as kept:
        choose(page, question, place)
    assert kept.value.status == 204


def chosen(page):
    """Return the places of the chosen answers, a question a line."""
    return page.locator("fieldset.question").evaluate_all(
        "groups => groups.map((group) => "
        "[...group.querySelectorAll('input')].findIndex((one) => one.checked))"
    )


def test_draft_resumes_on_another_device(new_page, link, looks):
    desktop, phone = new_page(looks[0]), new_page(looks[-1])

    open_first_page(desktop, link)
    for question in range(5):
        choose(desktop, question, question)
    desktop.get_by_role("textbox").fill("The old pipeline")
    desktop.get_by_role("button", name="Continue").click()
    desktop.wait_for_url("**/2/")
    open_first_page(phone, link)

    assert chosen(phone) == [0, 1, 2, 3, 4]
    assert phone.get_by_role("textbox").input_value() == "The old pipeline"


def test_draft_survives_a_browser_that_dies(new_page, link):
    first = new_page()
    open_first_page(first, link)
    choose_and_wait(first, 0, 5)
    choose_and_wait(first, 3, 2)
    first.context.close()

    second = new_page()
    open_first_page(second, link)

    assert chosen(second) == [5, -1, -1, 2, -1]


def test_draft_of_one_link_stays_out_of_another(new_page, shipped):
    campaign = under_way(list(grown().values()))
    mine, other = tokens(campaign)["Red"][:2]
    page = new_page()
    open_first_page(page, f"/s/{mine}/")
    choose_and_wait(page, 0, 5)

    stranger = new_page()
    open_first_page(stranger, f"/s/{other}/")

    assert chosen(stranger) == [-1] * 5


def test_page_says_that_it_is_offline_and_keeps_later(new_page, link, watch):
    page = new_page()
    open_first_page(page, link)

    page.context.set_offline(True)
    choose(page, 0, 5)
    page.get_by_text("Not kept yet: the server did not answer.").wait_for()
    lines = watch.take()
    with page.expect_response("**/keep/") as kept:
        page.context.set_offline(False)
    page.get_by_text("Your answers so far are kept.").wait_for()

    assert kept.value.status == 204
    assert all("ERR_INTERNET_DISCONNECTED" in line for line in lines)
    page.reload()
    assert chosen(page) == [5, -1, -1, -1, -1]


def test_page_says_what_to_do_when_it_may_not_keep(new_page, link, watch):
    page = new_page()
    open_first_page(page, link)

    page.context.clear_cookies(name="sheet")
    choose(page, 0, 5)
    page.get_by_text("Not all is kept: please go on to see what to do.").wait_for()
    assert all("status of 403" in line for line in watch.take())
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("Your survey link").fill(f"https://survey.example{link}")
    follow(page.get_by_role("button", name="Go on"))
    page.wait_for_url("**/2/")
    follow(page.get_by_role("button", name="Back"))
    page.wait_for_url("**/1/")

    assert chosen(page) == [5, -1, -1, -1, -1]


def test_page_says_first_that_the_survey_may_have_closed(new_page, link, watch, axe):
    page = new_page()
    open_first_page(page, link)

    releases.finish(Campaign.objects.get(), at=timezone.now())
    choose(page, 0, 5)
    page.get_by_text("Not kept: the survey may have closed. Please go on").wait_for()
    assert all("status of 404" in line for line in watch.take())
    follow(page.get_by_role("button", name="Continue"))

    lead = page.locator("p.lead").inner_text()
    assert lead.startswith("The survey may have closed while you had it open.")
    assert page.get_by_text("The answers you just chose were not stored.").is_visible()
    assert axe(page) == []
