"""A team answers together: its result is there at once, for the team and its lead alone."""

import pytest
from releasing import released
from respondent import Respondent
from small_organisation import AFTER, alike, opened, text_questions

from assessments.actions import campaigns, releases
from assessments.models import Campaign
from assessments.models.response import Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(teams):
    return opened(list(teams.values()), name="Together", kind=Campaign.Kind.TEAM_SHEET)


@pytest.fixture
def sent(respondent, outline):
    """Red has sent its sheet."""
    respondent.response = respondent.post("send/", alike(outline, 0.9))
    return respondent


def result_address(campaign, team):
    return f"/teams/{team.pk}/{campaign.public_id}/"


def test_team_is_told_that_this_is_its_sheet(respondent):
    page = respondent.get().content.decode()

    assert "This is one sheet for the whole team, <strong>Red</strong>" in page
    assert "fewer than" not in page


def test_team_is_asked_nothing_personal(respondent, outline):
    personal = [question for question in outline.questions if question.is_personal]
    pages = "".join(
        respondent.get(f"{number}/").content.decode() for number in range(1, len(outline.pages) + 1)
    )

    assert personal
    assert not any(f'name="{question.code}"' in pages for question in personal)
    assert 'name="vc1"' in pages


def test_forged_personal_answer_is_not_stored(respondent, outline):
    respondent.post("send/", alike(outline))

    stored = Response.objects.get().answers
    personal = [place for place, q in enumerate(outline.questions) if q.is_personal]
    assert [stored[place] for place in personal] == [None] * len(personal)


def test_statements_keep_one_order_for_all(respondent):
    page = respondent.get("1/").content.decode()
    codes = ["vc1", "vc2", "vc3", "vc4", "vc5"]

    assert sorted(codes, key=lambda code: page.index(f'name="{code}"')) == codes


def test_sending_leads_to_the_result_at_once(sent):
    assert (sent.response.status_code, sent.response.url) == (
        302,
        f"/survey/{sent.sheet}/result/",
    )
    page = sent.get("result/").content.decode()
    assert "<h1>Red</h1>" in page
    assert "83" in page
    assert "one sheet by the whole team" in page


def test_result_is_there_again_from_the_link(sent):
    again = Respondent(sent.token)
    before = again.get("result/").status_code
    again.open()

    assert (before, again.get("result/").status_code) == (403, 200)


def test_start_page_leads_to_the_result_once_there_is_one(respondent, outline):
    to_result = f'<a href="/survey/{respondent.sheet}/result/">See the result</a>'
    before = respondent.get().content.decode()
    respondent.post("send/", alike(outline))
    again = Respondent(respondent.token)
    again.open()

    assert to_result not in before
    assert to_result in again.get().content.decode()


def test_sheet_not_sent_has_no_result(respondent):
    assert respondent.get("result/").status_code == 404


def test_sheet_sent_again_replaces_its_result(sent, outline):
    sent.post("send/", alike(outline, 0.1))

    page = sent.get("result/").content.decode()

    assert "83 of 100" not in page
    assert "17 of 100" in page


def test_small_teams_sheet_is_shown(campaign, tokens, outline):
    green = Respondent(tokens["Green"][0])
    green.open()
    green.post("send/", alike(outline, 0.9))

    assert "83 of 100" in green.get("result/").content.decode()


def test_lead_sees_it_at_once_and_nobody_else_does(
    sent, campaign, teams, lead, other_lead, organiser, outsider, signed_in
):
    address = result_address(campaign, teams["Red"])
    statuses = [
        signed_in(user).get(address).status_code for user in (lead, other_lead, organiser, outsider)
    ]

    assert statuses == [200, 404, 404, 404]
    assert signed_in(lead).get(f"/teams/{teams['Red'].pk}/").url == address


def test_other_link_holders_see_none(sent, tokens):
    white = Respondent(tokens["White"][0])
    white.open()

    assert white.get("result/").status_code == 404
    assert white.client.get(f"/survey/{sent.sheet}/result/").status_code == 403


def test_words_wait_for_the_close(sent, campaign, teams, lead, signed_in, outline):
    words = "Nobody may touch the old pipeline."
    sent.post("send/", alike(outline) | {text_questions(outline)["version_control"]: words})
    address = result_address(campaign, teams["Red"])
    before = signed_in(lead).get(address).content.decode()
    own = sent.get("result/").content.decode()
    released(campaign)

    assert words not in before + own
    assert words in signed_in(lead).get(address).content.decode()


def test_after_the_close_the_lead_sees_it_and_the_link_is_dead(
    sent, campaign, teams, lead, signed_in, clock
):
    address = result_address(campaign, teams["Red"])
    clock.move_to(AFTER)
    campaigns.close(campaign, at=AFTER)
    closed = (sent.get("result/").status_code, signed_in(lead).get(address).status_code)
    sent.lose_cookie()
    released(campaign)

    assert closed == (403, 200)
    assert signed_in(lead).get(address).status_code == 200
    assert sent.open().status_code == 404


def test_result_page_of_a_survey_that_is_over_leads_to_the_lead(sent, campaign):
    released(campaign)

    page = sent.get("result/")

    assert page.status_code == 409
    assert "your team’s lead can show you the results" in page.content.decode()


def test_anonymous_sheet_has_no_result_of_its_own(teams):
    campaign = opened(list(teams.values()), name="One by one")
    token = campaigns.issue_links(campaign)[0].token
    somebody = Respondent(token)
    somebody.open()

    assert somebody.get("result/").status_code == 404


def test_start_page_of_an_anonymous_sheet_never_says_whether_it_was_sent(teams):
    campaign = opened(list(teams.values()), name="One by one")
    somebody = Respondent(campaigns.issue_links(campaign)[0].token)
    somebody.open()
    before = somebody.get().content
    somebody.post("send/", alike(campaign.edition.outline()))
    somebody.open()

    assert somebody.get().content == before


def test_sheet_stored_as_the_survey_closes_is_not_called_lost(
    campaign, respondent, outline, monkeypatch
):
    score_sheet = releases.score_sheet

    def close_first(node):
        campaigns.close(campaign, at=AFTER)
        score_sheet(node)

    monkeypatch.setattr(releases, "score_sheet", close_first)

    sent = respondent.post("send/", alike(outline))

    assert sent.status_code == 200
    assert "it counts" in sent.content.decode()
    assert Response.objects.count() == 1
