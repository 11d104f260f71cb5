"""Planning a campaign: what is typed stays, what is wrong is said, times mean the chosen zone."""

import datetime as dt
import re

import pytest
from respondent import form_values
from small_organisation import drafted

from assessments.models import Benchmark, Campaign, Edition, Question, Team, Unit

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
        "asked": "some",
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


def checked(page):
    """What is ticked, by the field's name."""
    found = {}
    for tag in re.findall(r"<input[^>]* checked[^>]*>", page):
        name, value = (re.search(rf'{part}="([^"]*)"', tag)[1] for part in ("name", "value"))
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("asked", "units", "ticked", "expected"),
    [
        ("all", [], [], ["Blue", "Green", "Red", "White"]),
        ("all", [], ["Red"], ["Blue", "Green", "Red", "White"]),
        ("some", ["Ships"], [], ["Red", "White"]),
        ("some", ["Ships"], ["Red", "Green"], ["Green", "Red", "White"]),
        ("some", [], ["Blue"], ["Blue"]),
    ],
)
def test_ticked_unit_asks_all_its_teams(browser, plan, teams, asked, units, ticked, expected):
    unit_of = {team.unit.name: team.unit_id for team in teams.values()}
    ticks = {
        "asked": asked,
        "units": [unit_of[name] for name in units],
        "teams": [teams[name].pk for name in ticked],
    }

    browser.post(NEW, plan | ticks)

    chosen = Campaign.objects.get().teams.order_by("name")
    assert [team.name for team in chosen] == expected


def test_refused_form_keeps_its_ticks(browser, plan, teams):
    ships, blue = str(teams["Red"].unit_id), str(teams["Blue"].pk)

    page = text(browser.post(NEW, plan | {"name": "", "units": [ships], "teams": [blue]}))

    assert checked(page) == {
        "kind": ["anonymous"],
        "asked": ["some"],
        "units": [ships],
        "teams": [blue],
    }
    assert page.count("<details open>") == 1


def test_units_are_named_with_those_above_them_but_for_a_single_top(browser, teams):
    page = text(browser.get(NEW))
    Unit(name="Docks").save()
    with_two_tops = text(browser.get(NEW))

    assert '"option-label">Ships <' in page
    assert '"option-label">Harbour › Ships <' in with_two_tops


def test_form_begins_with_all_teams_and_the_default_rule_set(browser, teams):
    page = text(browser.get(NEW))

    ticked = {"kind": ["anonymous"], "result_filter": ["none"], "asked": ["all"]}
    assert checked(page) == ticked
    assert page.count('name="teams"') == 4
    assert "All 4 teams" in page
    assert "Red (12 people)" in page
    assert f'<option value="{Benchmark.objects.get(is_default=True).pk}" selected' in page


ERRORS = {
    "no name": ({"name": ""}, "This field is required."),
    "long name": ({"name": "x" * 121}, "at most 120 characters"),
    "null in name": ({"name": "a\0b"}, "Null characters are not allowed."),
    "no team": ({"teams": []}, "Please choose at least one team."),
    "no choice": ({"asked": ""}, "This field is required."),
    "missing unit": ({"units": ["999999"]}, "999999 is not one of the available choices"),
    "missing team": ({"teams": ["999999"]}, "999999 is not one of the available choices"),
    "no kind": ({"kind": "secret"}, "secret is not one of the available choices"),
    "no date": ({"opens": "soon"}, "Enter a valid date/time."),
    "no zone": ({"time_zone": "Mars/Base"}, "Mars/Base is not one of the available choices"),
    "small group": ({"smallest_group": "4"}, "greater than or equal to 5"),
    "large group": ({"smallest_group": "51"}, "less than or equal to 50"),
    "closes first": ({"closes": "2026-10-05T08:00"}, "The survey must close after it opens."),
    "all over": (
        {"opens": "2026-02-01T08:00", "closes": "2026-03-05T13:00"},
        "The closing time has passed. Please choose a later one.",
    ),
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
    ticked = checked(text(response))
    known = [str(pk) for pk in (plan | changed)["teams"] if str(pk) != "999999"]
    assert ticked.get("teams", []) == known
    assert ("kind" in ticked, "asked" in ticked) == (case != "no kind", case != "no choice")
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


@pytest.mark.parametrize("name", ["Spring survey", "SPRING SURVEY", " Spring survey "])
def test_name_of_another_campaign_is_refused(browser, plan, campaign, name):
    response = browser.post(NEW, plan | {"name": name})

    assert response.status_code == 422
    assert "There is already a campaign called" in text(response)
    assert form_values(response)["name"] == name
    assert Campaign.objects.count() == 1


def test_zone_begins_as_the_last_campaigns_and_used_ones_stand_first(browser, teams, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    first = text(browser.get(NEW))
    for name, zone in [("A", "Europe/Berlin"), ("B", "Europe/Berlin"), ("C", "America/Lima")]:
        drafted(list(teams.values()), name=name, time_zone=zone)
    response = browser.get(NEW)

    often = re.search(r'label="Often used here">(.*?)</optgroup>', text(response), re.DOTALL)[1]
    assert '<option value="Asia/Tokyo" selected>' in first
    assert re.findall(r'value="([^"]+)"( selected)?', often) == [
        ("America/Lima", " selected"),
        ("Europe/Berlin", ""),
        ("Asia/Tokyo", ""),
    ]
    assert text(response).count('value="America/Lima"') == 1
    # 12:00 UTC, in Lima
    assert form_values(response)["opens"] == "2026-03-05T07:00"


@pytest.fixture
def draft(teams):
    return drafted([teams["Red"], teams["White"], teams["Blue"]], smallest_group=7)


def offered_zones(page):
    listed = re.search(r'<select name="time_zone".*?</select>', page, re.DOTALL)[0]
    return set(re.findall(r'<option value="([^"]+)"', listed))


def test_zones_are_places_and_utc(browser, teams):
    zones = offered_zones(text(browser.get(NEW)))

    assert {"Europe/Berlin", "America/Argentina/Ushuaia", "Asia/Kathmandu", "UTC"} <= zones
    assert {zone for zone in zones if "/" not in zone} == {"UTC"}
    assert not {zone for zone in zones if zone.startswith(("Etc/", "US/"))}


def test_zone_that_a_draft_has_stays_among_them(browser, plan, draft, teams, monkeypatch):
    """Also when it is no place, and so many others came since that it is not often used."""
    monkeypatch.setattr("assessments.pages.manage.zones.REMEMBERED", 1)
    Campaign.objects.filter(pk=draft.pk).update(time_zone="CST6CDT")
    drafted(list(teams.values()), name="Later")
    address = page_of(draft, "change")

    assert '<option value="CST6CDT" selected>' in text(browser.get(address))
    assert browser.post(address, plan | {"time_zone": "CST6CDT"}).status_code == 302
    assert "CST6CDT" not in offered_zones(text(browser.get(NEW)))


def page_of(campaign, step):
    return f"/manage/campaigns/{campaign.public_id}/{step}/"


def test_form_of_a_draft_shows_what_was_planned(browser, draft, teams):
    response = browser.get(page_of(draft, "change"))

    typed = ("name", "opens", "closes", "smallest_group")
    assert {name: form_values(response)[name] for name in typed} == {
        "name": "Spring survey",
        "opens": "2026-03-02T09:00",
        "closes": "2026-03-16T17:00",
        "smallest_group": "7",
    }
    assert '<option value="Europe/Berlin" selected>' in text(response)
    assert checked(text(response)) == {
        "kind": ["anonymous"],
        "result_filter": ["none"],
        "asked": ["some"],
        "units": [str(teams["Red"].unit_id)],
        "teams": [str(teams["Blue"].pk)],
    }


def test_draft_is_changed_and_keeps_its_address(browser, plan, draft, teams):
    response = browser.post(page_of(draft, "change"), plan | {"teams": [teams["Green"].pk]})

    changed = Campaign.objects.get()
    assert response.url == f"/manage/campaigns/{draft.public_id}/"
    assert (changed.pk, changed.name, changed.state) == (draft.pk, "Autumn 2026", "draft")
    assert changed.smallest_group == 6
    assert [team.name for team in changed.teams.all()] == ["Green"]


def test_draft_may_keep_its_name_but_not_take_anothers(browser, plan, draft, teams):
    drafted(list(teams.values()), name="Autumn 2026")

    kept = browser.post(page_of(draft, "change"), plan | {"name": "Spring survey"})
    taken = browser.post(page_of(draft, "change"), plan)

    draft.refresh_from_db()
    assert (kept.status_code, taken.status_code) == (302, 422)
    assert "There is already a campaign called “Autumn 2026”" in text(taken)
    assert draft.name == "Spring survey"


def test_draft_is_deleted_only_after_asking(browser, draft):
    asked = text(browser.get(page_of(draft, "delete")))
    before = Campaign.objects.count()
    response = browser.post(page_of(draft, "delete"), follow=True)

    assert "its choice of 3 teams" in asked
    assert (before, Campaign.objects.count()) == (1, 0)
    assert "The draft “Spring survey” is deleted." in text(response)


def test_what_is_no_draft_is_neither_changed_nor_deleted(browser, plan, campaign):
    for step in ("change", "delete"):
        assert browser.get(page_of(campaign, step)).url.endswith(f"{campaign.public_id}/")
        assert browser.post(page_of(campaign, step), plan).status_code == 302

    campaign.refresh_from_db()
    assert (campaign.name, campaign.state) == ("Spring survey", "open")


@pytest.mark.parametrize(
    ("sent", "kept", "said"),
    [
        ({}, "none", False),
        ({"result_filter": "none"}, "none", False),
        ({"result_filter": "role"}, "role", True),
    ],
)
def test_results_are_by_role_only_where_that_was_chosen(browser, plan, sent, kept, said):
    shown = browser.post(NEW, plan | sent, follow=True)

    assert Campaign.objects.get().result_filter == kept
    assert ("Results by role" in text(shown)) is said


def test_filter_is_asked_with_the_safe_choice_ticked(browser, plan):
    form = text(browser.get(NEW))

    assert checked(form)["result_filter"] == ["none"]
    assert "People read so before they answer" in form


def test_filter_cannot_be_changed_after_opening(browser, plan):
    browser.post(NEW, plan)
    address = f"/manage/campaigns/{Campaign.objects.get().public_id}/"
    browser.post(f"{address}change/", plan | {"result_filter": "role"})
    assert Campaign.objects.get().is_by_role
    browser.post(f"{address}open/")

    answer = browser.post(f"{address}change/", plan | {"result_filter": "none"})

    assert answer.status_code == 302
    assert Campaign.objects.get().is_by_role


def test_team_sheet_by_role_is_refused_beside_the_choice(browser, plan):
    sent = plan | {"kind": "team sheet", "result_filter": "role"}

    answer = browser.post(NEW, sent)

    assert answer.status_code == 422
    assert "A team sheet does not ask the role" in str(
        answer.context["form"].errors["result_filter"]
    )
    assert not Campaign.objects.exists()


def test_questions_without_a_role_cannot_be_filtered_by_it(browser, plan, thawed):
    Question.objects.filter(code="role").update(code="place")

    answer = browser.post(NEW, plan | {"result_filter": "role"})

    assert "These questions do not ask the role" in text(answer)
    assert not Campaign.objects.exists()
