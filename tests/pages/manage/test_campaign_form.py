"""Planning a campaign: what is typed stays, what is wrong is said, times mean the chosen zone."""

import datetime as dt

import pytest
from respondent import form_values

from assessments.models import Benchmark, Campaign, Edition, Team, Unit

pytestmark = pytest.mark.django_db

NEW = "/manage/campaigns/new/"


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def plan(teams):
    """What an organiser would send."""
    return {
        "name": "Autumn 2026",
        "kind": "anonymous",
        "teams": [team.pk for team in teams.values()],
        "opens": "2026-10-05T08:00",
        "closes": "2026-10-19T17:00",
        "time_zone": "Europe/Berlin",
        "edition": Edition.objects.get().pk,
        "benchmark": Benchmark.objects.get(is_default=True).pk,
        "smallest_group": "6",
    }


def text(response):
    return response.content.decode()


def test_draft_is_saved_as_planned_and_shown(browser, plan, teams):
    response = browser.post(NEW, plan, follow=True)

    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.kind, campaign.state) == ("Autumn 2026", "anonymous", "draft")
    assert campaign.opens_at == dt.datetime(2026, 10, 5, 6, tzinfo=dt.UTC)
    assert campaign.closes_at == dt.datetime(2026, 10, 19, 15, tzinfo=dt.UTC)
    assert campaign.smallest_group == 6
    assert set(campaign.teams.all()) == set(teams.values())
    assert response.redirect_chain == [(f"/manage/campaigns/{campaign.public_id}/", 302)]
    assert "The draft is saved" in text(response)
    assert "5 October 2026, 08:00 to 19 October 2026, 17:00 (Europe/Berlin)" in text(response)


def test_form_begins_with_all_teams_and_the_default_rule_set(browser, teams):
    page = text(browser.get(NEW))

    assert page.count('name="teams"') == page.count(" checked") - 1 == 4
    assert "Ships: Red (12 people)" in page
    assert f'<option value="{Benchmark.objects.get(is_default=True).pk}" selected' in page


ERRORS = {
    "no name": ({"name": ""}, "This field is required."),
    "long name": ({"name": "x" * 121}, "at most 120 characters"),
    "null in name": ({"name": "a\0b"}, "Null characters are not allowed."),
    "no team": ({"teams": []}, "Please choose at least one team."),
    "missing team": ({"teams": ["999999"]}, "999999 is not one of the available choices"),
    "no kind": ({"kind": "secret"}, "secret is not one of the available choices"),
    "no date": ({"opens": "soon"}, "Enter a valid date/time."),
    "no zone": ({"time_zone": "Mars/Base"}, "Mars/Base is not one of the available choices"),
    "small group": ({"smallest_group": "4"}, "greater than or equal to 5"),
    "large group": ({"smallest_group": "51"}, "less than or equal to 50"),
    "closes first": ({"closes": "2026-10-05T08:00"}, "The survey must close after it opens."),
    "missing edition": ({"edition": "999999"}, "Select a valid choice."),
    "far away": ({"closes": "9999-12-31T23:59"}, "Please choose a year from 2000 to 2099."),
    "long ago": ({"opens": "0001-01-01T00:00"}, "Please choose a year from 2000 to 2099."),
}


@pytest.mark.parametrize("case", ERRORS)
def test_error_is_said_and_what_was_typed_stays(browser, plan, case):
    changed, complaint = ERRORS[case]
    response = browser.post(NEW, plan | changed)

    typed = {name: plan[name] for name in ("name", "opens", "closes") if name not in changed}
    assert response.status_code == 422
    assert "There is a problem" in text(response)
    assert complaint in text(response)
    assert form_values(response) | typed == form_values(response)
    assert text(response).count(" checked") == len((plan | changed)["teams"]) - (
        case == "missing team"
    ) + (case != "no kind")
    assert not Campaign.objects.exists()


def test_time_that_clocks_skip_is_named(browser, plan):
    response = browser.post(NEW, plan | {"opens": "2026-03-29T02:30"})

    assert response.status_code == 422
    assert "02:30 does not exist on 29 March 2026 in Europe/Berlin" in text(response)
    assert form_values(response)["opens"] == "2026-03-29T02:30"


@pytest.mark.parametrize("server", ["UTC", "Europe/Berlin", "Pacific/Apia"])
def test_servers_own_zone_does_not_matter(browser, plan, settings, server):
    settings.TIME_ZONE = server
    moments = {"time_zone": "UTC", "opens": "2026-03-29T02:30", "closes": "2026-10-25T02:30"}

    response = browser.post(NEW, plan | moments)

    assert response.status_code == 302
    campaign = Campaign.objects.get()
    assert campaign.opens_at == dt.datetime(2026, 3, 29, 2, 30, tzinfo=dt.UTC)
    assert campaign.closes_at == dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC)


def test_what_may_not_be_used_is_not_offered(browser, plan):
    draft = Edition.objects.create(
        questionnaire=Edition.objects.get().questionnaire, number=9, digest="draft"
    )
    unplaceable = Benchmark.objects.filter(placeable=False).first()

    for changed in ({"edition": draft.pk}, {"benchmark": unplaceable.pk}):
        assert "Select a valid choice" in text(browser.post(NEW, plan | changed))


def test_without_teams_the_way_to_them_is_shown(browser, shipped):
    assert "Something is missing first" in text(browser.get(NEW))
    assert "First the teams" in text(browser.get("/manage/campaigns/"))
    assert "Nothing here yet" in text(browser.get("/manage/organisation/"))


def test_without_questions_the_way_to_them_is_shown(browser):
    Team.objects.create(name="Red", headcount=9, unit=_unit())

    assert "load_content" in text(browser.get(NEW))


def test_without_a_campaign_the_first_step_is_shown(browser, teams):
    assert "No campaign yet" in text(browser.get("/manage/campaigns/"))


def _unit():
    unit = Unit(name="Harbour")
    unit.save()
    return unit


@pytest.mark.parametrize("server", ["UTC", "Asia/Tokyo"])
def test_closing_form_shows_and_keeps_the_closing_time(browser, campaign, settings, server):
    settings.TIME_ZONE = server
    address = f"/manage/campaigns/{campaign.public_id}/closing/"

    values = form_values(browser.get(address))
    response = browser.post(address, values)

    before = campaign.closes_at
    campaign.refresh_from_db()
    assert values["closes"] == "2026-03-16T17:00"
    assert (response.status_code, campaign.closes_at) == (302, before)


def test_closing_time_is_moved(browser, campaign):
    address = f"/manage/campaigns/{campaign.public_id}/closing/"

    response = browser.post(address, {"closes": "2026-03-30T12:00"}, follow=True)

    campaign.refresh_from_db()
    assert campaign.closes_at == dt.datetime(2026, 3, 30, 10, tzinfo=dt.UTC)
    assert "The closing time is moved." in text(response)


@pytest.mark.parametrize(
    ("closes", "complaint"),
    [
        ("", "This field is required."),
        ("2026-03-05T12:59", "The new closing time must lie ahead"),
        ("2026-03-29T02:30", "02:30 does not exist on 29 March 2026"),
        ("9999-12-31T23:59", "Please choose a year from 2000 to 2099."),
    ],
)
def test_closing_time_that_cannot_be_is_explained(browser, campaign, closes, complaint):
    address = f"/manage/campaigns/{campaign.public_id}/closing/"

    response = browser.post(address, {"closes": closes, "save": "Move"})

    before = campaign.closes_at
    campaign.refresh_from_db()
    assert response.status_code == 422
    assert complaint in text(response)
    assert form_values(response).get("closes") == closes
    assert campaign.closes_at == before


def test_closed_campaign_keeps_its_closing_time(browser, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(state="closed")

    response = browser.post(
        f"/manage/campaigns/{campaign.public_id}/closing/", {"closes": "2026-03-30T12:00"}
    )

    assert response.status_code == 422
    assert "The survey’s state is “closed”, so that step is not possible." in text(response)
