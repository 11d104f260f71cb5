"""A CIO finds the lowest practices and the teams that moved down, sets a target, sees turnout."""

import pytest
from django.utils import timezone
from looking import follow
from small_organisation import alike
from surveys import DAY, answer, grown, leader, sign_in_by_form, under_way

from assessments.actions import participation, releases
from assessments.models import Campaign

SHARES = {"Red": (12, 0.0), "Teal": (14, 0.9), "Blue": (9, 0.5)}


def answered(teams, shares, **changes):
    campaign = under_way(list(teams.values()), **changes)
    outline = campaign.edition.outline()
    answer(campaign, {name: n * [alike(outline, share)] for name, (n, share) in shares.items()})
    return campaign


@pytest.fixture
def organisation(shipped):
    """Red was high last year and is low this year; a third survey is under way."""
    teams = grown()
    then = timezone.now() - 300 * DAY
    first = answered(teams, SHARES | {"Red": (12, 0.9)}, name="Last year")
    releases.finish(first, at=then)
    Campaign.objects.filter(pk=first.pk).update(opens_at=then - 14 * DAY, closes_at=then)
    releases.finish(answered(teams, SHARES, name="This year"), at=timezone.now())
    asking = answered(teams, {"Teal": SHARES["Teal"]}, name="Next year")
    participation.count(asking, at=timezone.now())
    leader(teams["Red"].unit.parent)
    return teams


def test_cio_finds_where_to_act(page, organisation):
    sign_in_by_form(page, "clara")
    page.goto("/organisation/")
    told = page.get_by_role("region", name="What changed, what to look at")

    assert told.get_by_text("Lowest in the two units below: Ships in").is_visible()
    assert told.get_by_text("since Last year: Red (clearly)").is_visible()
    follow(told.get_by_role("link", name="1 team moved to a lower tier"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Red"))
    assert row.get_by_text("Most likely a low performer").is_visible()

    follow(page.get_by_role("link", name="Heatmap", exact=True))
    follow(page.get_by_role("link", name="Set targets"))
    page.get_by_label("Automated testing: score").fill("75")
    follow(page.get_by_role("button", name="Save the targets"))
    summary = page.get_by_role("alert")
    assert summary.get_by_text("Please give a day too").is_visible()
    page.get_by_label("Automated testing: by").fill("2090-06-30")
    follow(page.get_by_role("button", name="Save the targets"))
    assert page.get_by_text("Saved: 1 target set.").is_visible()
    assert page.get_by_role("cell", name="below target of 75 by 30 June 2090").first.is_visible()

    follow(page.get_by_role("link", name="Who takes part now"))
    ships = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ships"))
    assert ships.get_by_text("50 to 74%, roughly").is_visible()
