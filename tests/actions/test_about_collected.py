"""What is said of a file as a whole and of its parts: days in any zone, names of teams, JSON."""

import datetime as dt
import json
from zoneinfo import ZoneInfo, available_timezones

import pytest
from collected_files import AT, about
from hypothesis import given
from hypothesis import strategies as st
from small_organisation import grow, opened

from assessments.actions import frozen_tree
from assessments.actions.collected.about import About
from assessments.actions.collected.mapping import Days, Meaning
from assessments.actions.collected.people import asked
from assessments.actions.collected.teams import Teams, name_of
from assessments.models import Benchmark, Campaign, CampaignNode, Edition, Team

ZONES = sorted(available_timezones())
DAYS = st.dates(dt.date(2000, 1, 2), dt.date(2099, 12, 30))
CODES = st.one_of(st.none(), st.integers(0, 100))
NAMES = st.text(max_size=20)


def said(first, last, zone):
    return About("Name", Edition(), Benchmark(), first, last, zone)


@given(DAYS, DAYS, st.sampled_from(ZONES))
def test_days_are_whole_ones_in_any_zone(one, other, zone):
    first, last = sorted((one, other))
    of = said(first, last, zone)
    local = [moment.astimezone(ZoneInfo(zone)) for moment in (of.opens_at, of.closes_at)]

    assert of.opens_at.utcoffset() == of.closes_at.utcoffset() == dt.timedelta(0)
    assert of.opens_at < of.closes_at
    # A zone may leave out a whole day, as Samoa did; then it is the next one
    assert 0 <= (local[0].date() - first).days <= 1
    assert 0 <= (local[1].date() - last).days <= 1


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Santiago", dt.date(2025, 9, 7)),  # clocks skip the first hour of the day
        ("Africa/Cairo", dt.date(2025, 4, 25)),  # the same
        ("Europe/Berlin", dt.date(2025, 3, 30)),
        ("America/Sao_Paulo", dt.date(2018, 2, 17)),  # the last hour comes twice
    ],
)
def test_day_on_which_clocks_change_is_that_day(zone, day):
    of = said(day, day, zone)

    assert of.opens_at.astimezone(ZoneInfo(zone)).date() == day
    assert f"{of.closes_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == f"{day} 23:59"


@given(
    st.builds(
        Meaning,
        columns=st.lists(NAMES).map(tuple),
        days=st.sampled_from([one.value for one in Days]),
        values=st.dictionaries(NAMES, st.dictionaries(NAMES, CODES)),
        teams=st.dictionaries(NAMES, CODES),
        turned=st.lists(NAMES).map(tuple),
        unknown_values_out=st.booleans(),
        unknown_teams_out=st.booleans(),
        same_rows_out=st.booleans(),
    )
)
def test_meaning_comes_back_from_json(meaning):
    assert Meaning.from_data(json.loads(json.dumps(meaning.as_data()))) == meaning


@pytest.mark.parametrize("data", [{}, {"columns": ["team"], "rows": 3}, {"turned": []}])
def test_other_json_is_no_meaning(data):
    with pytest.raises((TypeError, KeyError)):
        Meaning.from_data(data)


def test_columns_are_found_by_their_use():
    meaning = Meaning(("", "team", "question:q1", "question:q2"))

    assert meaning.column_of("team") == 1
    assert meaning.column_of("date") is None
    assert meaning.questions() == {"q1": 2, "q2": 3}


@pytest.mark.parametrize(
    ("team", "unit", "name"),
    [
        ("Red", "", "red"),
        (" RED  crew ", "  ", "red crew"),
        ("Red", "Harbour / Ships", "harbour / ships / red"),
        ("Ships / Red", "Harbour", "harbour / ships / red"),
        ("R/D", "", "r/d"),
        (" / Red / ", "", "red"),
        ("", "Ships", "ships"),
        ("", "", ""),
        ("'=Red", "", "=red"),
    ],
)
def test_name_of_a_row(team, unit, name):
    assert name_of(team, unit) == name


TREE = {
    "Harbour": {"Ships": {"Red": 12, "R / D": 6}, "Shore": {"Red": 6, "Ships": 3}},
    "Ships": {"Blue": 5},
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("called", "paths"),
    [
        ("blue", ["Ships / Blue"]),
        ("ships / blue", ["Ships / Blue"]),
        ("red", ["Harbour / Ships / Red", "Harbour / Shore / Red"]),
        ("shore / red", ["Harbour / Shore / Red"]),
        ("harbour / ships / red", ["Harbour / Ships / Red"]),
        ("r / d", ["Harbour / Ships / R / D"]),
        ("ships", ["Harbour / Shore / Ships"]),
        ("ore / red", []),
        ("harbour / red", []),
        ("d / red", []),
        ("", []),
        ("gold", []),
    ],
)
def test_team_is_found_by_as_much_of_its_path_as_is_said(called, paths):
    grow(TREE)
    teams = Teams()

    assert sorted(teams.path(pk) for pk in teams.find(called)) == paths


@pytest.mark.django_db
def test_teams_cost_two_queries(django_assert_num_queries):
    grow(TREE)

    with django_assert_num_queries(2):
        teams = Teams()
        found = [teams.find("red"), teams.find("blue"), teams.find("harbour / ships / red")]

    assert [len(some) for some in found] == [2, 1, 1]


@pytest.mark.django_db
def test_people_asked_are_those_of_now_or_the_end_of_a_band(teams):
    pks = {team.name: team.pk for team in Team.objects.all()}
    rows = {pks["Red"]: 12, pks["White"]: 7, pks["Green"]: 52, 0: 3}

    assert asked(rows) == {pks["Red"]: 12, pks["White"]: 9, pks["Green"]: 99}


@pytest.mark.django_db
def test_tree_is_frozen_with_the_people_given(teams):
    campaign = opened(teams)
    CampaignNode.objects.filter(campaign=campaign).delete()
    Campaign.objects.filter(pk=campaign.pk).update(collected_elsewhere=True)

    nodes = frozen_tree.freeze(campaign, {teams[0].pk: 40})

    invited = {node.name: node.invited for node in nodes}
    assert (invited["Red"], invited["White"], invited["Ships"]) == (40, 6, 46)


@pytest.mark.django_db
def test_what_was_said_comes_back(shipped):
    of = about()

    assert About.from_data(json.loads(json.dumps(of.as_data()))) == of
    assert of.problems(at=AT) == {}


@pytest.mark.django_db
def test_questions_that_are_not_published_cannot_be_brought_in_under(shipped):
    draft = about().edition
    draft.state = Edition.State.DRAFT
    old = Benchmark.objects.exclude(placeable=True).first()

    problems = about(edition=draft, benchmark=old).problems(at=AT)

    assert set(problems) == {"edition", "benchmark"}
    assert problems["edition"] == "These questions are not published yet."
