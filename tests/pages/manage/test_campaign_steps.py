"""Open, hand out links, close and release, as the organiser does it."""

import csv
import datetime as dt
import io
import re

import pytest
from releasing import released
from small_organisation import AFTER, CLOSES, DURING, OPENS, alike, drafted, opened, send_all

from assessments.actions import campaigns, keyring, organisation, releases, responses
from assessments.errors import UnknownLinkError
from assessments.models import Campaign, Invitation

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver/s/([\w-]{22})/")
HOUR = dt.timedelta(hours=1)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def draft(teams):
    return drafted(list(teams.values()))


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
    draft = drafted(list(teams.values()), kind="team sheet")

    assert "can never be shown" not in do(draft, "")
    assert do(draft, "").count("<td>one sheet</td>") == 4


def test_draft_of_team_sheets_freezes_nothing_that_concerns_single_people(teams, draft, do):
    sheets = drafted(list(teams.values()), kind="team sheet")

    assert "Opening freezes the teams and the questions. Only the closing" in do(sheets, "")
    assert "the smallest group and whether results are shown by role. Only" in do(draft, "")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("team sheet", "One link for each team. The"), ("anonymous", "with their link. The")],
)
def test_sentences_about_links_stand_apart(teams, do, kind, sentence):
    page = do(opened(list(teams.values()), name="Links", kind=kind), "")

    assert f"{sentence} links are shown this once." in page


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
    page = do(campaign, "links/", made=0)

    tokens = LINK.findall(page)
    assert len(set(tokens)) == 27
    assert [name in page for name in ("Red, Ships", "White, Ships", "Green, Shore")] == [True] * 3
    assert "shown this once" in page
    assert responses.open_sheet(token=tokens[0], at=DURING).campaign == campaign
    assert not any(token in do(campaign, "") for token in tokens)


MADE = re.compile(r'name="made" value="(\d+)"')


@pytest.fixture
def ask(browser):
    """ask(campaign, step): what the step's page asks before it does anything."""

    def page_of(campaign, step):
        response = browser.get(f"/manage/campaigns/{campaign.public_id}/{step}")
        assert response.status_code == 200
        return response.content.decode()

    return page_of


def stored(campaign):
    return set(campaign.invitations.values_list("pk", "token_hash"))


def test_first_links_are_made_without_asking(campaign, browser, do):
    address = f"/manage/campaigns/{campaign.public_id}/links/"

    page = do(campaign, "")

    assert MADE.findall(page) == ["0"]
    assert browser.get(address).status_code == 302
    assert len(LINK.findall(do(campaign, "links/", made=0))) == 27


@pytest.mark.parametrize("form", [{"made": 0}, {"made": 0, "as": "csv"}, {}, {"made": "x"}])
def test_links_page_loaded_again_makes_nothing_again(campaign, browser, do, form):
    do(campaign, "links/", made=0)
    before = stored(campaign)

    response = browser.post(f"/manage/campaigns/{campaign.public_id}/links/", form)

    page = response.content.decode()
    assert response.status_code == 409
    assert "These links were already made" in page
    assert not LINK.search(page)
    assert stored(campaign) == before


def test_links_are_made_again_after_asking(campaign, do, ask):
    """The control of the test above: with the number that the question holds, it is done."""
    first = LINK.findall(do(campaign, "links/", made=0))
    question = ask(campaign, "links/")
    asked_only = stored(campaign)

    second = LINK.findall(do(campaign, "links/", made=MADE.findall(question)[0]))

    assert (len(first), len(second), len(set(first) & set(second))) == (27, 27, 0)
    assert responses.open_sheet(token=second[0], at=DURING).campaign == campaign
    with pytest.raises(UnknownLinkError):
        responses.open_sheet(token=first[0], at=DURING)
    assert stored(campaign).isdisjoint(asked_only)


def test_question_says_what_making_links_again_loses(campaign, do, ask):
    assert "Make the links again" not in do(campaign, "")
    do(campaign, "links/", made=0)

    question = ask(campaign, "links/")

    assert "Make the links again" in do(campaign, "")
    assert "The 27 links made before, for 4 teams, stop working." in question
    assert "Unsent drafts behind them are lost." in question
    assert "give each person the number they had" in question


def test_new_link_opens_the_place_of_the_link_of_its_number(campaign, do, ask):
    first = LINK.findall(do(campaign, "links/", made=0))
    places = [responses.open_sheet(token=token, at=DURING).nullifier for token in first]

    second = LINK.findall(do(campaign, "links/", made=MADE.findall(ask(campaign, "links/"))[0]))

    again = [responses.open_sheet(token=token, at=DURING).nullifier for token in second]
    assert again == places


def test_team_sheets_are_told_of_their_sheet(teams, do, ask):
    campaign = opened(list(teams.values()), kind="team sheet")
    do(campaign, "links/", made=0)

    question = ask(campaign, "links/")

    assert "The 4 links made before, for 4 teams" in question
    assert "the number they had" not in question


def test_links_of_a_draft_are_refused(draft, do):
    assert "The survey’s state is “draft”, so that step is not possible." in do(
        draft, "links/", made=0
    )


def csv_of(browser, campaign):
    address = f"/manage/campaigns/{campaign.public_id}/links/"
    response = browser.post(address, {"as": "csv", "made": 0})
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

    turnouts = dict(
        re.findall(r'row"[^>]*>(\w+)</th><td[^>]*>\w+</td><td>[^<]*</td><td>([^<]*)<', page)
    )
    assert turnouts == {
        "Red": "75% or more",
        "White": "too few answers to show",
        "Blue": "hidden to protect another team",
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


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (OPENS - HOUR, "of 4 teams with 27 people has not begun to take answers"),
        (DURING, "of 4 teams with 27 people ends now, 1 week, 4 days before its end on 16 March"),
        (CLOSES, "ends now, without the minutes of grace after 16 March 2026, 17:00"),
        (AFTER, "ends. Its closing time was 16 March 2026, 17:00 (Europe/Berlin)."),
    ],
)
def test_release_is_asked_before_it_is_done(campaign, do, ask, clock, moment, sentence):
    clock.move_to(moment)

    question = ask(campaign, "release/")

    campaign.refresh_from_db()
    assert sentence in question
    assert "Unsent drafts are lost." in question
    assert "This cannot be undone." in question
    assert campaign.state == "open"
    # The page of the campaign only leads to the question.
    assert 'href="/manage/campaigns/' in do(campaign, "")
    assert f'action="/manage/campaigns/{campaign.public_id}/release/"' not in do(campaign, "")


def test_question_is_not_asked_where_there_is_nothing_to_release(draft, browser):
    address = f"/manage/campaigns/{draft.public_id}/release/"

    assert browser.get(address).url == f"/manage/campaigns/{draft.public_id}/"


def test_reading_pages_change_nothing(draft, campaign, browser, do):
    do(campaign, "links/", made=0)
    before = stored(campaign)
    for one in (draft, campaign):
        for step in ("", "closing/", "change/", "delete/", "links/", "release/"):
            browser.get(f"/manage/campaigns/{one.public_id}/{step}")
        assert browser.get(f"/manage/campaigns/{one.public_id}/open/").status_code == 405

    assert set(Campaign.objects.values_list("state", flat=True)) == {"draft", "open"}
    assert stored(campaign) == before
