"""The commands that operators and timers run: what they print, and refuse in a sentence."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from small_organisation import AFTER, DURING, alike, opened, send_all

from assessments.actions import campaigns, keyring, organisation, people, responses
from assessments.models import (
    Benchmark,
    Campaign,
    Comment,
    Edition,
    Result,
    RoleResult,
    Team,
    Unit,
)

pytestmark = pytest.mark.django_db

LATER = {"closes": "2026-04-01T17:00", "time_zone": "Europe/Berlin"}


def run(name, *words, **options):
    printed = io.StringIO()
    call_command(name, *words, stdout=printed, **options)
    return printed.getvalue()


def test_load_content_adds_once(db):
    first, second = run("load_content"), run("load_content")

    assert first.count("Added: ") == Edition.objects.count() + Benchmark.objects.count()
    assert second == "The content is up to date.\n"


def test_create_campaign_opens_one_for_all_teams(teams):
    printed = run("create_campaign", "Spring", **LATER)

    campaign = Campaign.objects.get()
    assert printed == f"{campaign.public_id}\n"
    assert (campaign.name, campaign.kind, campaign.state) == ("Spring", "anonymous", "open")
    assert campaign.opens_at == DURING
    assert campaign.closes_at == dt.datetime(2026, 4, 1, 15, tzinfo=dt.UTC)
    assert campaign.teams.count() == 4


def test_create_campaign_takes_kind_and_teams(teams):
    run("create_campaign", "Spring", kind="team sheet", team=["Red", "Blue"], **LATER)

    campaign = Campaign.objects.get()
    assert campaign.is_team_sheet
    assert {team.name for team in campaign.teams.all()} == {"Red", "Blue"}


@pytest.mark.parametrize("chosen", [{}, {"filter": "role"}])
def test_create_campaign_shows_by_role_only_if_told_so(teams, chosen):
    run("create_campaign", "Spring", **LATER, **chosen)

    assert Campaign.objects.get().is_by_role is bool(chosen)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"closes": "soon"}, "No campaign made."),
        ({"closes": "2026-03-05T12:59"}, "The survey must close after it opens."),
        ({"closes": "2026-03-29T02:30"}, "02:30 does not exist on 29 March 2026"),
        ({"time_zone": "Mars/Base"}, "No campaign made."),
        ({"closes": "2026-03-05T13:00"}, "The survey must close after it opens."),
        ({"team": ["Red", "Purple"]}, "There is no team of that name: Purple"),
        ({"kind": "team sheet", "filter": "role"}, "A team sheet does not ask the role"),
    ],
)
def test_create_campaign_explains_what_cannot_be(teams, changed, complaint):
    with pytest.raises(CommandError, match=complaint):
        run("create_campaign", "Spring", **(LATER | changed))

    assert not Campaign.objects.exists()


def test_create_campaign_needs_teams_and_content(db, request):
    with pytest.raises(CommandError, match="There is no questionnaire yet"):
        run("create_campaign", "Spring", **LATER)
    request.getfixturevalue("shipped")
    with pytest.raises(CommandError, match="Please choose at least one team"):
        run("create_campaign", "Spring", **LATER)


def test_make_links_prints_working_links_as_csv(campaign):
    printed = run("make_links", str(campaign.public_id), base_url="https://survey.example.org/")

    rows = list(csv.reader(io.StringIO(printed, newline="")))
    prefix = "https://survey.example.org/s/"
    assert rows[0] == ["unit", "team", "number", "link"]
    assert len(rows) == 28
    assert all(row[3].startswith(prefix) for row in rows[1:])
    token = rows[1][3].removeprefix(prefix).rstrip("/")
    assert responses.open_sheet(token=token, at=DURING).node.name == rows[1][1]


def test_make_links_ends_earlier_ones_only_when_told(campaign):
    options = {"base_url": "https://example.org"}
    run("make_links", str(campaign.public_id), **options)
    before = set(campaign.invitations.values_list("token_hash", flat=True))

    with pytest.raises(CommandError, match="add --again"):
        run("make_links", str(campaign.public_id), **options)
    refused = set(campaign.invitations.values_list("token_hash", flat=True))
    run("make_links", str(campaign.public_id), again=True, **options)

    assert refused == before
    assert before.isdisjoint(campaign.invitations.values_list("token_hash", flat=True))


def test_make_links_takes_no_name_for_a_formula(teams):
    bad = organisation.add_team(name='=HYPERLINK("x")', unit=teams["Red"].unit, headcount=1)

    printed = run("make_links", str(opened([bad]).public_id), base_url="https://example.org")

    assert list(csv.reader(io.StringIO(printed)))[1][1] == '\'=HYPERLINK("x")'


def test_make_links_explains_what_cannot_be(campaign):
    for unknown in ("00000000-0000-0000-0000-000000000000", "nonsense"):
        with pytest.raises(CommandError, match=f"There is no campaign {unknown}"):
            run("make_links", unknown, base_url="https://example.org")
    campaigns.close(campaign, at=DURING)
    with pytest.raises(CommandError, match="state is “closed”"):
        run("make_links", str(campaign.public_id), base_url="https://example.org")


@pytest.mark.django_db(transaction=True)
def test_close_campaigns_releases_what_is_due_and_no_other(teams, clock):
    due = opened(list(teams.values()), name="Due")
    opened(list(teams.values()), name="Open", closes_at=AFTER + dt.timedelta(days=9))
    send_all(due, {"Red": [alike(due.edition.outline())] * 12})
    early = run("close_campaigns")
    clock.move_to(AFTER)

    first, second = run("close_campaigns"), run("close_campaigns")

    assert (early, first, second) == ("", "Released: Due\n", "")
    assert dict(Campaign.objects.values_list("name", "state")) == {
        "Due": "released",
        "Open": "open",
    }
    assert Result.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_close_campaigns_goes_on_after_one_that_fails(teams, clock, settings, tmp_path):
    """A key that cannot be destroyed holds up its own campaign alone."""
    stuck = opened([teams["Red"]], name="Stuck")
    opened([teams["White"]], name="Due", closes_at=stuck.closes_at + dt.timedelta(minutes=1))
    path = keyring._path(stuck)
    path.unlink()
    path.mkdir()
    clock.move_to(AFTER)
    printed = io.StringIO()

    with pytest.raises(CommandError, match="Not released, run again: Stuck"):
        call_command("close_campaigns", stdout=printed)
    path.rmdir()

    assert printed.getvalue() == "Released: Due\n"
    assert run("close_campaigns") == "Released: Stuck\n"


def test_demo_is_refused_without_debug(db, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="only with DEBUG on"):
        run("seed_demo")

    assert not Unit.objects.exists()


def test_demo_is_refused_where_there_is_an_organisation(teams, settings):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="already holds an organisation"):
        run("seed_demo")

    assert Unit.objects.count() == 3


def test_demo_if_empty_leaves_an_organisation_alone(teams, settings):
    settings.DEBUG = True

    assert run("seed_demo", if_empty=True) == ""
    assert Unit.objects.count() == 3


@pytest.mark.parametrize(("debug", "shown"), [(True, True), (False, False)])
def test_demo_sign_ins_are_shown_in_the_demo_alone(teams, settings, client, debug, shown):
    settings.DEBUG = debug
    users = {
        name: people.add_account(username=name, password="take-a-look", full_name=name)
        for name in ("olga", "tom", "dina", "clara")
    }
    people.make_organiser(users["olga"])
    people.make_team_lead(users["tom"], teams["Red"])
    people.make_leader(users["dina"], teams["Red"].unit)
    people.make_leader(users["clara"], teams["Red"].unit.parent)

    page = client.get("/accounts/login/").content.decode()

    assert ("take-a-look" in page) is shown
    for what in (
        "organiser of campaigns",
        "lead of Red",
        "division head, leader of Ships",
        "CIO, leader of Harbour",
    ):
        assert (what in page) is shown


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_demo_makes_an_organisation_to_explore(settings, client, clock):
    settings.DEBUG = True

    printed = run("seed_demo", base_url="https://demo.example.org")

    link = printed.split("https://demo.example.org")[1].strip()
    assert list(Campaign.objects.order_by("pk").values_list("state", flat=True)) == [
        "released",
        "released",
        "open",
    ]
    by_role = [campaign.is_by_role for campaign in Campaign.objects.order_by("pk")]
    assert by_role == [False, True, True]
    shown = RoleResult.objects.filter(reason="", node__team=None)
    assert set(shown.values_list("role", flat=True)) == {1, 2, 3, 4, 5}
    assert RoleResult.objects.exclude(reason="").exists()
    assert "Sign in as olga / take-a-look" in printed
    said = list(Comment.objects.values_list("node", "text"))
    assert said
    assert len(set(said)) == len(said)
    assert client.post(link).status_code == 303
    assert "Sign in as clara / take-a-look (CIO, leader of Harbour Mutual)" in printed
    assert "Sign in as dina / take-a-look (division head, leader of Core Insurance)" in printed
    assert client.login(username="clara", password="take-a-look")
    assert client.get(f"/teams/{Team.objects.first().pk}/", follow=True).status_code == 200
    assert client.login(username="tom", password="take-a-look")
    assert client.get("/teams/").content.decode().count("Survey of ") == 6


@pytest.mark.parametrize(
    "closes", ["2026-12-01", "2026-12-01T17:00+02:00", "9999-12-31T23:59", "soon"]
)
def test_create_campaign_takes_one_format_of_time(teams, closes):
    with pytest.raises(CommandError, match="No campaign made"):
        run("create_campaign", "Autumn", closes=closes, time_zone="America/New_York")


def test_create_campaign_refuses_a_name_too_long_to_store(teams):
    with pytest.raises(CommandError, match="1 to 120 characters"):
        run("create_campaign", "x" * 121, closes="2030-12-01T17:00", time_zone="Europe/Berlin")
