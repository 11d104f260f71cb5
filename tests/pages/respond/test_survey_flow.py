"""From the first page to the thank-you: back and forth, another day, another device."""

import re

import pytest
from respondent import Respondent, answered, form_values, without_csrf
from small_organisation import alike, text_questions

from assessments.models import Draft
from assessments.models.response import Response

pytestmark = pytest.mark.django_db

PAGES = 8
START = re.compile(r'class="button" href="([^"]+)"')


def comment(outline):
    return text_questions(outline)["version_control"]


def test_start_says_what_it_is_and_who_sees_what(respondent):
    page = respondent.get().content.decode()

    assert "Spring survey" in page
    assert "8 short pages, about 9 minutes" in page
    assert "Your answers count towards your team, <strong>Red</strong>" in page
    assert "fewer than 5 answers is never shown" in page
    assert "16 March 2026, 17:00 (Europe/Berlin)" in page
    assert ">Start</a>" in page


def test_pages_lead_to_each_other_and_to_the_check(respondent):
    forth = [respondent.fill(number).url for number in range(1, PAGES + 1)]
    back = [respondent.fill(number, go="back").url for number in range(1, PAGES + 1)]

    base = f"/survey/{respondent.sheet}/"
    assert forth == [*(f"{base}{number}/" for number in range(2, PAGES + 1)), f"{base}check/"]
    assert back == [base, *(f"{base}{number}/" for number in range(1, PAGES))]


def test_answers_are_kept_back_and_forth(respondent, outline):
    written = {"vc1": "6", "vc2": "0", comment(outline): "One\ntwo <b>&amp;</b>"}
    respondent.fill(1, written)
    respondent.fill(2, {"at1": "3"})
    respondent.fill(3, go="back")

    assert answered(respondent.get("1/")) == written
    assert answered(respondent.get("2/")) == {"at1": "3"}
    assert ">Go on</a>" in respondent.get().content.decode()


def step(respondent):
    """The address that the start page's button leads to."""
    return START.search(respondent.get().content.decode())[1]


def test_going_on_leads_to_the_first_page_with_an_open_question(respondent, outline):
    base, sheet = f"/survey/{respondent.sheet}/", alike(outline)
    fresh = step(respondent)
    for page in outline.pages:
        respondent.fill(page.number, {q.code: sheet.get(q.code, "") for q in page.questions})
    whole = step(respondent)
    respondent.fill(3, {})
    gap = step(respondent)

    assert (fresh, whole, gap) == (f"{base}1/", f"{base}check/", f"{base}3/")
    assert "kept, not sent yet" in respondent.get().content.decode()


def test_answer_taken_back_is_gone(respondent):
    respondent.fill(1, {"vc1": "6", "vc2": "6"})
    respondent.fill(1, {"vc2": "5"})

    assert answered(respondent.get("1/")) == {"vc2": "5"}


def test_another_device_goes_on_from_the_same_link(respondent):
    respondent.fill(1, {"vc1": "6"})
    elsewhere = Respondent(respondent.token)

    elsewhere.open()

    assert answered(elsewhere.get("1/")) == {"vc1": "6"}
    assert answered(elsewhere.get("check/")) == {"vc1": "6"}


def test_colleague_sees_nothing_of_it(respondent, tokens):
    respondent.fill(1, {"vc1": "6"})
    colleague = Respondent(tokens["Red"][1])

    colleague.open()

    assert answered(colleague.get("check/")) == {}
    assert ">Start</a>" in colleague.get().content.decode()


def test_page_keeps_itself_while_it_is_filled_in(respondent):
    respondent.fill(2, {"at1": "2"})

    kept = respondent.post("1/keep/", {"vc1": "6", "vc2": "99", "at1": "7"})

    assert (kept.status_code, kept.content) == (422, b"")
    assert answered(respondent.get("check/")) == {"at1": "2", "vc1": "6"}


def test_invalid_answer_leaves_the_earlier_one_kept(respondent, outline):
    code = comment(outline)
    respondent.post("1/keep/", {"vc1": "6", code: "A good long comment."})

    autosaved = respondent.post("1/keep/", {"vc1": "99", code: "x" * 2001})
    sent = respondent.post("1/", {"vc1": "99", code: "x" * 2001})

    assert (autosaved.status_code, sent.status_code) == (422, 422)
    assert answered(respondent.get("check/")) == {"vc1": "6", code: "A good long comment."}


def test_line_ends_count_once(respondent, outline):
    text = "\n".join(["x"] * 1000)

    kept = respondent.post("1/keep/", {comment(outline): text.replace("\n", "\r\n")})

    assert kept.status_code == 204
    assert answered(respondent.get("check/")) == {comment(outline): text}


def test_draft_cannot_be_read_without_the_link(respondent, outline):
    text = "Something that only I would say"
    respondent.fill(1, {comment(outline): text})

    ciphertext = bytes(Draft.objects.get().ciphertext)

    assert text.encode() not in ciphertext
    assert comment(outline).encode() not in ciphertext


def test_check_says_what_is_open(respondent, outline):
    respondent.fill(1, dict.fromkeys(("vc1", "vc2", "vc3", "vc4", "vc5"), "6"))
    respondent.fill(2, {"at1": "6", "at2": "0"})
    page = respondent.get("check/").content.decode()

    assert "Some questions are open" in page
    assert page.count("5 of 5 answered") == 1
    assert page.count("2 of 5 answered") == 1
    assert page.count("0 of 5 answered") == 6


def test_check_of_a_whole_sheet_says_so(respondent, outline):
    sheet = alike(outline)
    for page in outline.pages:
        respondent.fill(page.number, {q.code: sheet.get(q.code, "") for q in page.questions})

    assert "Every question is answered" in respondent.get("check/").content.decode()


def test_sending_stores_one_sheet_and_shows_it_once(respondent, outline):
    respondent.fill(1, {"vc1": "1"})
    response = respondent.post("send/", form_values(respondent.get("check/")) | alike(outline))

    assert response.status_code == 200
    assert "Thank you, your answers are in" in response.content.decode()
    assert "Only for you, only now" in response.content.decode()
    assert "DORA’s score of 2023 and later" in response.content.decode()
    assert "it starts empty and replaces this one" in response.content.decode()
    assert [row.node.name for row in Response.objects.select_related("node")] == ["Red"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("6", "“11 to 15%”, which the 2022 table counts as “0 to 15%”"),
        ("5", "“16 to 30%” <"),
    ],
)
def test_thanks_quote_the_answer_that_was_chosen(respondent, outline, code, words):
    page = respondent.post("send/", alike(outline) | {"change_fail_rate": code}).content.decode()

    assert words in page


def test_double_click_shows_the_same_thanks_and_stores_one_sheet(respondent, outline):
    cookie = respondent.client.cookies["sheet"].value
    pages = []
    for _ in range(2):
        respondent.client.cookies["sheet"] = cookie
        pages.append(without_csrf(respondent.post("send/", alike(outline)).content))

    assert pages[0] == pages[1]
    assert Response.objects.count() == 1


def test_sending_again_from_the_link_replaces(respondent, outline):
    respondent.post("send/", alike(outline, 0.2))
    first = Response.objects.get().answers
    respondent.open()
    respondent.post("send/", alike(outline, 0.9))

    assert Response.objects.get().answers != first
    assert Response.objects.count() == 1


def test_two_tabs_with_different_answers_leave_the_last(respondent, outline):
    cookie = respondent.client.cookies["sheet"].value
    for share in (0.2, 0.9):
        respondent.client.cookies["sheet"] = cookie
        respondent.post("send/", alike(outline, share))

    assert Response.objects.get().answers[:1] == [6]


def test_statements_stand_in_an_order_of_each_sheet_own(campaign, tokens):
    orders = set()
    for token in tokens["Red"]:
        somebody = Respondent(token)
        somebody.open()
        page = somebody.get("1/").content.decode()
        orders.add(tuple(sorted(["vc1", "vc2", "vc3", "vc4", "vc5"], key=page.index)))
        assert somebody.get("1/").content.decode().index('"vc1"') == page.index('"vc1"')

    assert len(orders) > 3
