"""Whatever goes wrong, what somebody answered comes back to them."""

import datetime as dt
import re

import pytest
from django.utils.html import escape
from releasing import released
from respondent import Respondent, answered, form_values, without_csrf
from small_organisation import CLOSES, DURING, alike, text_questions

from assessments.actions import campaigns, keyring, links
from assessments.models import Edition, Practice, Question
from assessments.models.response import Response

pytestmark = pytest.mark.django_db

TEXT = "We wait <two> days & “more”.\nEvery time."
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HOURS = dt.timedelta(hours=3)
OURS = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def comment(outline):
    return text_questions(outline)["version_control"]


@pytest.fixture
def typed(comment):
    return {"vc1": "6", "vc3": "0", comment: TEXT}


def page_of(response):
    return response.content.decode()


@pytest.mark.parametrize("value", ["99", "-1", "6.0", "six", "6\0", "6 OR 1=1", "٦٦"])
def test_forged_value_is_named_and_the_rest_stays(respondent, typed, value):
    response = respondent.fill(1, typed | {"vc2": value})

    assert response.status_code == 422
    assert "Something to correct on this page" in page_of(response)
    assert "That answer is not one of those listed" in page_of(response)
    assert answered(response) == typed
    assert answered(respondent.get("1/")) == typed


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x" * 2001, "Please shorten this to 2000 characters; it now has 2001."),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_text_that_cannot_be_stored_stays_in_its_box(respondent, typed, comment, text, complaint):
    response = respondent.fill(1, typed | {comment: text})

    assert response.status_code == 422
    assert complaint in page_of(response)
    assert form_values(response)[comment] == text
    assert answered(respondent.get("1/")) == {"vc1": "6", "vc3": "0"}


def test_longest_text_is_taken(respondent, comment):
    respondent.fill(1, {comment: "ä" * 2000})

    assert answered(respondent.get("1/")) == {comment: "ä" * 2000}


@pytest.mark.parametrize("where", ["1/", "send/"])
def test_expired_cookie_carries_the_form_until_the_link_is_pasted(respondent, typed, clock, where):
    clock.shift(HOURS)
    sent = {"edition": str(respondent.edition), "go": "on", **typed}

    asked = respondent.post(where, sent)
    wrong = respondent.post(where, form_values(asked) | {"link": "https://example.org/s/other/"})
    values = form_values(wrong)
    done = respondent.post(
        where, values | {"link": f"  https://example.org/s/{respondent.token}/ "}
    )

    assert (asked.status_code, wrong.status_code) == (403, 403)
    assert {name: values[name] for name in sent} == sent
    assert done.status_code == (303 if where == "1/" else 200)
    if where == "1/":
        assert answered(respondent.get("1/")) == typed
    else:
        assert TEXT in Response.objects.get().answers


@pytest.mark.parametrize("pasted", ["rubbish", "https://example.org/s/xxx/", "cut"])
def test_wrong_link_is_told_and_stays_in_its_field(respondent, typed, clock, pasted):
    link = respondent.token[:-3] if pasted == "cut" else pasted
    clock.shift(HOURS)

    asked = respondent.post("1/", typed)
    wrong = respondent.post("1/", form_values(asked) | {"link": link})

    assert "Error:" not in page_of(asked)
    assert "That is not the link of this sheet" in page_of(wrong)
    assert form_values(wrong) == typed | {"link": link}


def test_thank_you_page_sent_again_says_that_nothing_need_be_done(respondent, typed):
    done = "your answers are in; you need do nothing"
    respondent.post("send/", typed)

    again = respondent.post("send/", typed)
    page = respondent.post("1/", typed)

    assert (again.status_code, page.status_code) == (403, 403)
    assert done in page_of(again)
    assert done not in page_of(page)


def test_expired_cookie_without_a_form_asks_for_the_link_alone(respondent, clock):
    clock.shift(HOURS)

    response = respondent.get("1/")

    assert response.status_code == 403
    assert "<form" not in page_of(response)
    assert "Open the link from your invitation" in page_of(response)


def next_edition(edition):
    """Publish a copy of the edition in which one statement was replaced by another."""
    new = Edition.objects.create(
        questionnaire=edition.questionnaire,
        number=edition.number + 1,
        lead_in=edition.lead_in,
        digest="next",
    )
    practices = {}
    for practice in Practice.objects.filter(edition=edition):
        old, practice.pk, practice.edition = practice.pk, None, new
        practice.save()
        practices[old] = practice
    for question in Question.objects.filter(edition=edition):
        question.pk, question.edition = None, new
        question.practice = practices.get(question.practice_id)
        question.code = "vc9" if question.code == "vc1" else question.code
        question.save()
    new.state, new.published_at = Edition.State.PUBLISHED, DURING
    new.save()
    return new


@pytest.fixture
def moved(respondent, campaign, typed):
    """The respondent's page is open while the campaign is given a newer edition."""
    respondent.fill(1, typed)
    campaign.edition = next_edition(campaign.edition)
    campaign.save()
    return respondent


def test_page_of_an_older_edition_is_kept_and_shown_again(moved, typed):
    response = moved.fill(1, typed)

    assert response.status_code == 409
    assert "The questions have changed" in page_of(response)
    kept = {name: value for name, value in typed.items() if name != "vc1"}
    assert answered(response) == kept
    assert form_values(response)["edition"] != str(moved.edition)


def test_draft_of_an_older_edition_keeps_what_stayed(moved, typed):
    kept = {name: value for name, value in typed.items() if name != "vc1"}
    response = moved.get("1/")

    assert response.status_code == 200
    assert "The questions have changed" in page_of(response)
    assert answered(response) == kept
    assert moved.post("2/keep/", {"at1": "5"}).status_code == 204
    assert answered(moved.get("1/")) == kept


@pytest.mark.parametrize("where", ["1/", "1/keep/", "send/"])
def test_words_are_shown_back_when_the_survey_closed_meanwhile(respondent, campaign, typed, where):
    campaigns.close(campaign, at=DURING)

    response = respondent.post(where, {"edition": respondent.edition, "go": "on", **typed})

    assert response.status_code == 409
    assert "can no longer take answers" in page_of(response)
    assert f"<blockquote>{escape(TEXT)}</blockquote>" in page_of(response)
    assert page_of(response).count("<blockquote>") == 1


@pytest.mark.parametrize("where", ["1/", "1/keep/", "send/"])
def test_survey_sealed_meanwhile_is_told_first(respondent, campaign, typed, where):
    released(campaign)

    response = respondent.post(where, {"edition": respondent.edition, "go": "on", **typed})

    page = page_of(response)
    assert response.status_code == 404
    assert '<p class="lead">The survey may have closed while you had it open.' in page
    assert "does not open a survey" not in page
    assert "The answers you just chose were not stored." in page
    assert f"<blockquote>{escape(TEXT)}</blockquote>" in page


def test_nothing_is_called_not_stored_where_nothing_was_chosen(respondent, campaign):
    released(campaign)

    for response in (respondent.get("1/"), respondent.fill(1), respondent.open()):
        assert response.status_code == 404
        assert "not stored" not in page_of(response)


def test_link_alone_does_not_tell_a_survey_that_is_over_from_one_that_never_was(
    respondent, campaign, typed
):
    """With a link pasted into the form, not with the cookie that only a true link is given for."""
    released(campaign)
    stranger = Respondent("A" * 22)
    respondent.lose_cookie()

    pages = [
        without_csrf(one.post("send/", typed | {"link": one.token}).content)
        for one in (respondent, stranger)
    ]

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("after", "status"),
    [(dt.timedelta(minutes=4, seconds=59), 200), (dt.timedelta(minutes=5), 409)],
)
def test_sheet_is_taken_until_the_grace_is_over(respondent, outline, comment, clock, after, status):
    clock.move_to(CLOSES + after)
    respondent.open()
    sent = alike(outline) | {comment: TEXT}

    response = respondent.post("send/", sent | {"link": f"/s/{respondent.token}/"})

    assert response.status_code == status
    assert (escape(TEXT) in page_of(response)) is (status == 409)
    assert Response.objects.count() == (status == 200)


def test_missing_key_shows_the_words_back(respondent, campaign, typed):
    keyring.destroy(campaign)

    response = respondent.post("send/", typed)

    assert response.status_code == 409
    assert escape(TEXT) in page_of(response)


@pytest.mark.parametrize("sheet", [{}, {"vc1": "0"}, {"vc1": "0", "comment": TEXT}])
def test_sheet_without_an_answer_is_not_sent_and_stays(respondent, comment, sheet):
    sent = {comment if name == "comment" else name: value for name, value in sheet.items()}

    response = respondent.post("send/", sent)

    assert response.status_code == 422
    assert "Please answer at least one question" in page_of(response)
    assert answered(response) == sent
    assert not Response.objects.exists()


def test_forged_value_in_a_whole_sheet_sends_nothing_and_keeps_the_rest(
    respondent, outline, comment
):
    sent = {name: str(value) for name, value in alike(outline).items()} | {comment: TEXT}

    response = respondent.post("send/", sent | {"vc1": "99"})

    del sent["vc1"]
    assert response.status_code == 422
    assert "nothing was sent" in page_of(response)
    assert answered(response) == sent
    assert not Response.objects.exists()


def test_answers_to_questions_that_are_not_asked_are_left_out(respondent, outline):
    respondent.post("send/", alike(outline) | {"nothing": "7", "csrfmiddlewaretoken": "x"})

    assert Response.objects.get().answers[0] == 5
    assert len(Response.objects.get().answers) == len(outline.questions)


def test_text_of_a_form_that_is_refused_is_shown_to_its_writer_alone(respondent):
    vouched = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    address = f"/survey/{links.sheet_name(respondent.token)}/1/"
    typed = {"vc_comment": "Something long that I wrote.", "password": "secret-words"}
    browser = respondent.client
    browser.handler.enforce_csrf_checks = True

    own = browser.post(address, typed, headers=vouched)
    other = browser.post(address, typed, headers=vouched | {"Sec-Fetch-Site": "cross-site"})
    login = browser.post("/accounts/login/", typed, headers=vouched)

    assert [answer.status_code for answer in (own, other, login)] == [403, 403, 403]
    assert "Something long that I wrote." in own.content.decode()
    assert "Something long that I wrote." not in other.content.decode()
    assert "secret-words" not in login.content.decode()


def test_form_that_csrf_refuses_is_sent_again_by_its_button(campaign, tokens, typed):
    browser = Respondent(tokens["Red"][0], campaign.edition_id, enforce_csrf_checks=True)
    browser.client.handler.enforce_csrf_checks = False
    browser.open()
    browser.client.handler.enforce_csrf_checks = True
    sent = {"edition": str(campaign.edition_id), "go": "on", **typed}

    refused = browser.client.post(f"/survey/{browser.sheet}/1/", sent, headers=OURS)
    token = TOKEN.search(page_of(refused))[1]
    carried = form_values(refused) | {"csrfmiddlewaretoken": token}
    again = browser.client.post(f"/survey/{browser.sheet}/1/", carried, headers=OURS)

    assert (refused.status_code, again.status_code) == (403, 303)
    assert answered(browser.get("1/")) == typed


def test_trial_that_csrf_refuses_keeps_its_answers(respondent, typed):
    browser = respondent.client
    browser.handler.enforce_csrf_checks = True

    refused = browser.post("/try/", typed, headers=OURS)

    assert refused.status_code == 403
    assert form_values(refused) == typed


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_form_that_may_come_from_elsewhere_gets_no_button(campaign, tokens, typed, site):
    browser = Respondent(tokens["Red"][0], campaign.edition_id, enforce_csrf_checks=True)
    headers = {"Sec-Fetch-Site": site} if site else {}

    refused = browser.client.post(f"/survey/{browser.sheet}/1/", typed, headers=headers)

    assert refused.status_code == 403
    assert "<form" not in page_of(refused)
