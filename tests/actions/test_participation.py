"""Turnout of an open campaign: once a day, in bands that say of nobody whether they answered."""

import datetime as dt
from itertools import product

import pytest
from small_organisation import DURING, TREE, alike, grow, load_content, opened, send_all

from assessments.actions import participation, responses
from assessments.models import Campaign

pytestmark = pytest.mark.django_db
LATER = DURING + dt.timedelta(hours=2)
NEXT_DAY = DURING + dt.timedelta(days=1)
TWENTIES = ((80, "80% or more"), (60, "60 to 79%"), (40, "40 to 59%"), (20, "20 to 39%"), (0, ""))


@pytest.fixture
def campaign():
    load_content()
    return opened(grow(TREE))


def bands(campaign):
    return dict(campaign.nodes.exclude(turnout_band="").values_list("name", "turnout_band"))


def answer(campaign, count):
    send_all(campaign, {"Red": count * [alike(campaign.edition.outline())]})


def test_only_teams_of_at_least_k_get_a_band(campaign):
    answer(campaign, 7)

    assert participation.count(campaign, at=DURING)

    assert bands(campaign) == {"Red": "50 to 74%", "White": "under 25%", "Blue": "under 25%"}
    assert Campaign.objects.get().turnout_at == DURING


def test_second_count_of_a_day_changes_nothing(campaign):
    participation.count(campaign, at=DURING)
    answer(campaign, 12)

    assert not participation.count(campaign, at=LATER)
    assert bands(campaign)["Red"] == "under 25%"
    assert Campaign.objects.get().turnout_at == DURING

    assert participation.count(campaign, at=NEXT_DAY)
    assert bands(campaign)["Red"] == "75% or more"


def test_day_is_that_of_the_campaigns_zone(campaign):
    evening = dt.datetime(2026, 3, 5, 22, 30, tzinfo=dt.UTC)
    participation.count(campaign, at=evening)

    assert participation.count(campaign, at=evening + dt.timedelta(hours=1))


def test_team_sheets_and_closed_campaigns_are_not_counted(campaign):
    sheets = opened(list(campaign.teams.all()), name="Sheets", kind="team sheet")
    assert not participation.count(sheets, at=DURING)

    Campaign.objects.update(state="closed")
    assert not participation.count(campaign, at=DURING)
    assert bands(campaign) == {}


@pytest.mark.parametrize(
    ("teams", "band"),
    [
        ([], ""),
        ([("50 to 74%", 9)], "50 to 74%"),
        ([("under 25%", 10), ("75% or more", 10)], "50 to 74%"),
        ([("under 25%", 100), ("75% or more", 10)], "under 25%"),
        ([("75% or more", 8), ("75% or more", 30)], "75% or more"),
    ],
)
def test_units_band_is_worked_out_from_those_of_its_teams(teams, band):
    assert participation.together(teams) == band


def band_of(limits, answered, invited):
    return next(word for limit, word in limits if 100 * answered / invited >= limit)


def told_of_somebody(limits, invited):
    """Tell whether some band of a team says that everybody or that nobody has answered."""
    possible = {}
    for answered in range(invited + 1):
        possible.setdefault(band_of(limits, answered, invited), set()).add(answered)
    return any(counts in ({0}, {invited}) for counts in possible.values())


def test_no_band_says_that_everybody_or_nobody_has_answered():
    assert not any(told_of_somebody(responses.TURNOUT_BANDS, n) for n in range(5, 501))


def test_fifths_would_say_it_of_a_team_of_five():
    assert told_of_somebody(TWENTIES, 5)


def pinned(invited, unit_band):
    """Tell whether the bands of some teams and of their unit say of a team: everybody or nobody."""
    possible = {}
    for counts in product(*(range(n + 1) for n in invited)):
        of_teams = [
            responses.turnout_band(count, n) for count, n in zip(counts, invited, strict=True)
        ]
        possible.setdefault((*of_teams, unit_band(counts, of_teams)), []).append(counts)
    return any(
        len(seen) == 1 and seen <= {0, n}
        for told in possible.values()
        for n, seen in zip(invited, map(set, zip(*told, strict=True)), strict=True)
    )


@pytest.mark.parametrize("invited", [(5, 5), (5, 6), (6, 9), (5, 5, 5), (5, 7, 8)])
def test_bands_of_unit_and_teams_together_say_no_more_than_those_of_the_teams(invited):
    def worked_out(_, of_teams):
        return participation.together(zip(of_teams, invited, strict=True))

    def counted(counts, _):
        return responses.turnout_band(sum(counts), sum(invited))

    assert not pinned(invited, worked_out)
    if invited == (5, 5):
        assert pinned(invited, counted), "counting a unit anew would tell of single people"
