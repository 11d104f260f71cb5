"""Open, hand out links, close and release, as the organiser does it."""

import csv
import io
import re

import pytest
from releasing import released
from small_organisation import AFTER, DURING, alike, opened, planned, send_all

from assessments.actions import campaigns, keyring, organisation, releases, responses
from assessments.models import Campaign, Invitation

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver/s/([\w-]{22})/")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def draft(teams):
    return campaigns.create(planned(list(teams.values())))


@pytest.fixture
def do(browser):
    """do(campaign, step): press the step's button and follow; returns the page."""

    def press(campaign, step, **data):
        address = f"/manage/campaigns/{campaign.public_id}/{step}"
        response = browser.post(address, data, follow=True) if step else browser.get(address)
        assert response.status_code == 200
        campaign.refresh_from_db()
        return response.content.decode()

    return press


def test_draft_page_says_what_opening_does_and_warns_of_small_teams(draft, do):
    page = do(draft, "")

    assert "Opening freezes the teams" in page
    assert "1 team with fewer than 5 people" in page
    assert "Green: their results can never be shown" in page
    assert "can keep one of them from being shown" in page


def test_team_sheets_are_not_warned_of(teams, do):
    draft = campaigns.create(planned(list(teams.values()), kind="team sheet"))

    assert "can never be shown" not in do(draft, "")
    assert do(draft, "").count("<td>one sheet</td>") == 4


def test_opening_invites_everybody(draft, do):
    page = do(draft, "open/")

    assert draft.state == "open"
    assert Invitation.objects.filter(campaign=draft).count() == 27
    assert "Now make the links and hand them out." in page
    assert "Make links and show them" in page


def test_opening_twice_is_explained(draft, do):
    do(draft, "open/")

    assert "The survey’s state is “open”, so that step is not possible." in do(draft, "open/")


def test_links_are_shown_once_by_team(campaign, do):
    page = do(campaign, "links/")

    tokens = LINK.findall(page)
    assert len(set(tokens)) == 27
    assert [name in page for name in ("Red, Ships", "White, Ships", "Green, Shore")] == [True] * 3
    assert "shown this once" in page
    assert responses.open_sheet(token=tokens[0], at=DURING).campaign == campaign
    assert not any(token in do(campaign, "") for token in tokens)


def test_links_made_again_replace_those_before(campaign, do):
    first = LINK.findall(do(campaign, "links/"))
    second = LINK.findall(do(campaign, "links/"))

    hashes = Invitation.objects.count()
    assert set(first).isdisjoint(second)
    assert hashes == 27


def test_links_of_a_draft_are_refused(draft, do):
    assert "The survey’s state is “draft”, so that step is not possible." in do(draft, "links/")


def csv_of(browser, campaign):
    address = f"/manage/campaigns/{campaign.public_id}/links/"
    response = browser.post(address, {"as": "csv"})
    return response, list(csv.reader(io.StringIO(response.content.decode(), newline="")))


def test_links_come_as_csv(browser, campaign):
    response, rows = csv_of(browser, campaign)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="survey-links.csv"'
    assert "no-store" in response["Cache-Control"]
    assert rows[0] == ["unit", "team", "number", "link"]
    assert [row[:3] for row in rows[1:4]] == [
        ["Ships", "Red", "1"],
        ["Ships", "Red", "2"],
        ["Ships", "Red", "3"],
    ]
    assert len(rows) == 28
    assert all(LINK.fullmatch(row[3]) for row in rows[1:])


def test_csv_takes_no_name_for_a_formula(browser, teams):
    grown = [
        organisation.add_team(name=name, unit=teams["Red"].unit, headcount=1) for name in FORMULAS
    ]

    _, rows = csv_of(browser, opened(grown))

    names = {row[1] for row in rows[1:]}
    assert names == {f"'{name}" for name in FORMULAS}


def test_turnout_shows_in_bands_and_never_for_small_teams(campaign, do, outline):
    send_all(campaign, {"Red": [alike(outline)] * 7, "Green": [alike(outline)] * 3})

    cells = re.findall(r"<td>([^<]*)</td>", do(campaign, ""))

    assert "50 to 74%" in cells
    assert "not shown: the team has fewer than 5 people" in cells
    assert not {"7", "3", "100%"} & set(cells)


def test_team_sheet_says_which_teams_have_sent(teams, do):
    campaign = opened(list(teams.values()), kind="team sheet")
    sheets = send_all(campaign, {"Red": [alike(campaign.edition.outline())]})
    sheet = responses.open_sheet(token=sheets["Red"][0], at=DURING)
    releases.score_sheet(sheet.node)

    page = do(campaign, "")

    assert (page.count(">sent<"), page.count(">not yet<")) == (1, 3)


def test_released_team_sheet_says_who_has_sent(teams, do):
    campaign = opened(list(teams.values()), kind="team sheet")
    send_all(campaign, {"Red": [alike(campaign.edition.outline())]})
    released(campaign)

    page = do(campaign, "")

    assert (page.count(">sent<"), page.count(">not sent<")) == (1, 3)
    assert "75% or more" not in page


def test_hidden_team_reads_the_reason_that_the_release_gave_it(campaign, do, outline):
    """Blue is hidden although all six answered: Shore less Blue would be Green."""
    send_all(campaign, {"Red": [alike(outline)] * 12, "Blue": [alike(outline)] * 6})
    send_all(campaign, {"Green": [alike(outline)] * 3})
    released(campaign)

    page = do(campaign, "")

    turnouts = dict(re.findall(r'row">(\w+)</th><td>\w+</td><td>[^<]*</td><td>([^<]*)<', page))
    assert turnouts == {
        "Red": "75% or more",
        "White": "too few answers to show",
        "Blue": "hidden to protect a smaller team",
        "Green": "too few answers to show",
    }


@pytest.mark.django_db(transaction=True)
def test_release_closes_seals_and_shows(teams, do, clock):
    campaign = opened(list(teams.values()))
    outline = campaign.edition.outline()
    send_all(campaign, {"Red": [alike(outline)] * 12, "White": [alike(outline)] * 6})
    clock.move_to(AFTER)

    page = do(campaign, "release/")

    assert (campaign.state, campaign.released_at) == ("released", AFTER)
    assert not keyring.exists(campaign)
    assert "The survey is closed, sealed and released." in page
    assert "The answers are sealed" in page
    assert "Released</dt><dd>16 March 2026, 17:10" in page
    assert "75% or more" in page
    assert "too few answers to show" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_interrupted_release_goes_on(teams, do, clock, steps):
    campaign = opened(list(teams.values()))
    clock.move_to(AFTER)
    for step in [lambda c: campaigns.close(c, at=AFTER), releases.score, releases.seal][:steps]:
        campaign = step(campaign)

    before = do(campaign, "")
    after = do(campaign, "release/")

    assert "an earlier release was interrupted" in before
    assert before.count("<td>after the release</td>") == 4
    assert "sealed and released" in after
    assert campaign.state == "released"


def test_draft_cannot_be_released(draft, do):
    assert "This survey was never opened" in do(draft, "release/")


def test_release_before_the_time_is_marked_as_dangerous(campaign, do, clock):
    early = do(campaign, "")
    clock.move_to(AFTER)
    due = do(campaign, "")

    assert "Closing before the set time ends the survey for everybody." in early
    assert "button-danger" in early
    assert "The closing time has passed." in due
    assert "button-danger" not in due


def test_reading_pages_change_nothing(draft, campaign, browser):
    for one in (draft, campaign):
        for step in ("", "closing/"):
            browser.get(f"/manage/campaigns/{one.public_id}/{step}")
        for step in ("open/", "links/", "release/"):
            assert browser.get(f"/manage/campaigns/{one.public_id}/{step}").status_code == 405

    assert set(Campaign.objects.values_list("state", flat=True)) == {"draft", "open"}
