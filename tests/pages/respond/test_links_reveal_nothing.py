"""A link alone does nothing and says nothing: not whether it is good, used, or over."""

import datetime as dt

import pytest
from django.test import Client
from releasing import released
from respondent import Respondent, answered, without_csrf
from small_organisation import AFTER, CLOSES, DURING, alike, later, opened, tokens
from stored_rows import stored

from assessments.actions import campaigns, keyring, releases
from assessments.models import Campaign

pytestmark = pytest.mark.django_db
ALTERED = "tKmLx1z0QG2a7pXcVb9dEw"


@pytest.fixture
def good(campaign, tokens):
    return tokens["Red"][0]


def post(token, **headers):
    return Client().post(f"/s/{token}/", headers=headers)


def look(response):
    return response.status_code, without_csrf(response.content), sorted(response.headers.items())


def bad_links(good):
    return [
        ALTERED,
        good[:-1],
        good[:10],
        good + "A",
        good.swapcase(),
        f"{good}%00",
        "A" * 5000,
        "%F0%9F%9A%A2",
        "..",
    ]


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_any_link_stores_nothing_and_looks_the_same(good, teams, method):
    other = tokens(opened(list(teams.values()), name="Other"))["Blue"][0]
    Respondent(other).open()
    before = stored()

    looks = [
        look(getattr(Client(), method)(f"/s/{token}/", headers={"Sec-Purpose": "prefetch"}))
        for token in [good, other, *bad_links(good)]
    ]

    assert looks == [looks[0]] * len(looks)
    assert stored() == before
    assert looks[0][0] == 200
    assert "set-cookie" not in {name.lower() for name, _ in looks[0][2]}


def test_storing_is_seen(good):
    before = stored()

    Respondent(good).open()
    somebody = Respondent(good)
    somebody.open()
    somebody.post("1/keep/", {"vc1": "6"})

    assert stored() != before


def test_prefetched_link_still_opens(good):
    for _ in range(3):
        Client().get(f"/s/{good}/")

    opened_ = post(good)

    assert (opened_.status_code, opened_.url) == (303, f"/survey/{Respondent(good).sheet}/")


def test_no_bad_link_opens(good):
    responses = [post(token) for token in bad_links(good)]

    assert [response.status_code for response in responses] == [404] * len(responses)
    assert not any(response.cookies.get("sheet") for response in responses)


def test_links_of_a_survey_in_any_later_state_look_unknown(campaign, outline, good, clock):
    clock.move_to(AFTER)
    unknown = look(post(ALTERED))
    looks = {"past the grace": look(post(good))}
    for state, step in [
        ("closed", lambda: campaigns.close(campaign, at=AFTER)),
        ("scored", lambda: releases.score(Campaign.objects.get(pk=campaign.pk))),
        ("sealed", lambda: releases.seal(Campaign.objects.get(pk=campaign.pk))),
        ("released", lambda: released(Campaign.objects.get(pk=campaign.pk))),
    ]:
        step()
        assert Campaign.objects.get(pk=campaign.pk).state == state
        looks[state] = look(post(good))

    assert looks == dict.fromkeys(looks, unknown)
    assert unknown[0] == 404
    assert "does not open a survey" in unknown[1].decode()
    assert "Or the survey is over; then your team’s lead can show" in unknown[1].decode()


def test_link_works_until_the_grace_is_over(good, clock):
    clock.move_to(CLOSES + dt.timedelta(minutes=5) - dt.timedelta(seconds=1))
    within = post(good)
    clock.shift(dt.timedelta(seconds=1))

    assert (within.status_code, post(good).status_code) == (303, 404)


def test_replaced_link_is_unknown_and_so_is_its_open_sheet(campaign, good, respondent):
    campaigns.issue_links(campaign)

    assert look(post(good)) == look(post(ALTERED))
    assert respondent.get("1/").status_code == 404


def test_used_link_looks_unused_and_opens_an_empty_form(good, outline):
    somebody = Respondent(good)
    unused = look(somebody.client.get(f"/s/{good}/"))
    somebody.open()
    start = without_csrf(somebody.get().content)
    empty = without_csrf(somebody.get("1/").content)
    somebody.post("1/keep/", {"vc1": "6"})
    somebody.post("send/", alike(outline))

    again = Respondent(good)

    assert look(again.client.get(f"/s/{good}/")) == unused
    assert again.open().status_code == 303
    assert without_csrf(again.get().content) == start
    assert without_csrf(again.get("1/").content) == empty
    assert answered(again.get("check/")) == {}


def test_early_link_says_when_it_will_work(teams, clock):
    first = opened(list(teams.values()))
    second = opened(list(teams.values()), name="Later", **later(first, 60))

    response = post(tokens(second)["Red"][0])

    assert response.status_code == 409
    assert b"opens on 1 May 2026 at 10:00 (Europe/Berlin)" in response.content


def test_missing_key_is_said_and_the_link_stays_valid(campaign, good):
    keyring.destroy(campaign)

    response = post(good)

    assert response.status_code == 409
    assert b"your link stays valid" in response.content


def test_link_opens_its_own_campaign_only(campaign, good, teams, signed_in):
    other = opened(list(teams.values()), name="Other survey")
    somebody = Respondent(tokens(other)["Red"][0])
    somebody.open()

    assert b"Other survey" in somebody.get().content
    assert somebody.client.get(f"/survey/{Respondent(good).sheet}/").status_code == 403


def test_survey_of_another_state_takes_no_answers(respondent, campaign, outline):
    campaigns.close(campaign, at=DURING)

    assert respondent.post("send/", alike(outline)).status_code == 409
