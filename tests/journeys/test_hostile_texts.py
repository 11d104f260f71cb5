"""Texts that try to be code stand on every page as they were written, and do nothing."""

import datetime as dt

import pytest
from django.utils import timezone
from looking import follow, wait_for_charts
from payloads import PAYLOADS
from small_organisation import drafted, text_questions, tokens
from surveys import (
    answer,
    lead,
    organiser,
    people_of,
    released_last_year,
    under_way,
)

from assessments.actions import organisation, releases
from assessments.models import Campaign, CampaignNode

MINUTE = dt.timedelta(minutes=1)
SCRIPT_LINKS = "a[href^='javascript:' i], [*|href^='javascript:' i], form[action^='javascript:' i]"
# Long enough for what the browser does on its own, such as to set the focus.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Every place where a text can stand, with the text as it is.
RAW = """<!doctype html><html lang=en><head><title>{0}</title><style>/* {0} */</style></head>
<body><p>{0}</p><!-- {0} --><input value="{0}"><input title='{0}'><textarea>{0}</textarea>
<script type="application/json">"{0}"</script></body></html>"""


@pytest.fixture
def hostile(shipped):
    """An organisation in which every name and every comment is a payload.

    The first team has twenty people, each with a payload for a comment.
    """
    top = organisation.add_unit(name=PAYLOADS[0], parent=None)
    units = [organisation.add_unit(name=payload, parent=top) for payload in PAYLOADS]
    teams = [
        organisation.add_team(name=payload, unit=unit, headcount=20 if number == 0 else 5)
        for number, (payload, unit) in enumerate(zip(PAYLOADS, units, strict=True))
    ]
    released_last_year(teams[:1], name=PAYLOADS[1])
    campaign = under_way(teams, name=PAYLOADS[0])
    outline = campaign.edition.outline()
    comment = next(iter(text_questions(outline).values()))
    sheets = people_of(outline, len(PAYLOADS))
    for sheet, payload in zip(sheets, PAYLOADS, strict=True):
        sheet[comment] = payload
    answer(campaign, {teams[0].name: sheets})
    releases.finish(campaign, at=timezone.now())
    return teams


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_does_its_harm_where_nothing_escapes_it(page, dialogs, watch, payload):
    """The negative control: with no policy and no escaping, each one is noticed."""

    def unescaped(route):
        route.fulfill(body=RAW.format(payload), content_type="text/html")

    page.route("**/control/", unescaped)
    page.goto("/control/")
    page.evaluate(TWO_FRAMES)

    abroad = [line for line in watch.take() if line.startswith("other origin")]
    assert dialogs or abroad or page.locator(SCRIPT_LINKS).count()


def quiet(page, dialogs):
    """Check that the page is drawn, and that no text on it has become code."""
    wait_for_charts(page)
    assert page.locator(SCRIPT_LINKS).count() == 0
    assert page.locator("[onerror], [onload], [onfocus], [ontoggle]").count() == 0
    assert dialogs == []


def test_hostile_names_stand_on_the_organisers_pages(page, hostile, dialogs, sign_in):
    for payload in PAYLOADS[3:]:
        drafted(hostile, name=payload)
    asking = under_way(hostile, name=PAYLOADS[2])
    sign_in(page, organiser())
    pages = [
        "campaigns/",
        "campaigns/new/",
        "organisation/",
        "organisation/teams/new/",
        f"organisation/teams/{hostile[3].pk}/",
        f"campaigns/{asking.public_id}/",
        f"campaigns/{asking.public_id}/closing/",
    ]

    for address in pages:
        page.goto(f"/manage/{address}")
        quiet(page, dialogs)
    page.goto(f"/manage/campaigns/{asking.public_id}/")
    follow(page.get_by_role("button", name="Make links and show them"))

    quiet(page, dialogs)
    shown = page.get_by_role("main").inner_text()
    assert [payload for payload in PAYLOADS if payload not in shown] == []


def test_hostile_texts_stand_on_the_team_page(page, hostile, dialogs, sign_in):
    sign_in(page, lead(*hostile))
    page.goto("/teams/")
    quiet(page, dialogs)
    page.goto(f"/teams/{hostile[0].pk}/")
    campaign = Campaign.objects.get(name=PAYLOADS[0])
    quiet(page, dialogs)
    shown = page.get_by_role("main").inner_text()
    assert [payload for payload in PAYLOADS if payload not in shown] == []

    for payload in PAYLOADS:
        Campaign.objects.update(name=payload)
        CampaignNode.objects.filter(campaign=campaign).update(name=payload)
        page.reload()
        quiet(page, dialogs)
        assert page.get_by_role("heading", level=1).inner_text() == payload
        assert page.title().startswith(f"{payload}, {payload}")


def test_hostile_names_and_answers_stand_on_the_survey(page, hostile, dialogs):
    campaign = under_way(hostile, name="Now")
    everything = "\n".join(PAYLOADS)

    page.goto(f"/s/{tokens(campaign)[PAYLOADS[0]][0]}/")
    follow(page.get_by_role("button", name="Open the survey"))
    for payload in PAYLOADS:
        Campaign.objects.update(name=payload)
        CampaignNode.objects.update(name=payload)
        page.reload()
        quiet(page, dialogs)
        assert page.get_by_role("main").inner_text().count(payload) >= 2
    follow(page.get_by_role("link", name="Start"))
    page.get_by_role("textbox").fill(everything)
    follow(page.get_by_role("button", name="Continue"))
    follow(page.get_by_role("button", name="Back"))
    quiet(page, dialogs)
    assert page.get_by_role("textbox").input_value() == everything
    page.goto(page.url.replace("/1/", "/check/"))
    quiet(page, dialogs)
    Campaign.objects.filter(pk=campaign.pk).update(closes_at=campaign.opens_at + MINUTE)
    follow(page.get_by_role("button", name="Send my answers"))
    quiet(page, dialogs)
    assert page.locator("blockquote").inner_text() == everything
