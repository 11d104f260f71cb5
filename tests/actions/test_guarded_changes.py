"""What keeps a figure from saying more than it may: each of these outlived a mutation once."""

import pytest
from small_organisation import AFTER, CLOSES, alike, drafted, later, opened, send_all

from assessments.actions import campaigns, releases
from assessments.models import Campaign, Result
from assessments.scoring import disclosure
from assessments.scoring.values import Bound, Metric, Reason

pytestmark = pytest.mark.django_db
PRACTICE = "version_control"
PEOPLE = {"Red": 12, "White": 6, "Blue": 6, "Green": 3}


def everybody(outline, **shares):
    """Return everybody's sheets, alike but for the teams whose people's shares are given."""
    rest = {name: [0.5] * people for name, people in PEOPLE.items()}
    return {
        name: [alike(outline, share) for share in of_team]
        for name, of_team in (rest | shares).items()
    }


def scored(campaign, sheets):
    send_all(campaign, sheets, at=campaign.opens_at)
    return releases.score(campaigns.close(campaign, at=campaign.closes_at))


def cell(campaign, team, column=PRACTICE):
    return Result.objects.get(node__campaign=campaign, node__name=team, column=column)


def scored_one_after_the_other(teams, before, now):
    """Score two campaigns with some teams' shares, the first one released; return both."""
    first = opened(teams)
    outline = first.edition.outline()
    scored(first, everybody(outline, **before))
    Campaign.objects.filter(pk=first.pk).update(state=Campaign.State.RELEASED, released_at=AFTER)
    second = opened(teams, **later(first, 60))
    return first, scored(second, everybody(outline, **now))


def without(sheets, codes):
    return [
        {code: answer for code, answer in sheet.items() if code not in codes} for sheet in sheets
    ]


def skipped_by_green(outline):
    """Return the codes of one practice and one metric, and the columns that they fill."""
    practice = outline.practices[0]
    places = [*outline.places(practice), outline.metric_places()[Metric.LEAD_TIME]]
    return {outline.questions[place].code for place in places}, (practice.key, Metric.LEAD_TIME)


def test_team_hidden_for_its_neighbour_is_hidden_in_every_column(teams):
    """Blue is hidden for Green's sake; where Green skips, Blue alone could be shown, and is not.

    Its figure would tell what Blue's part of Shore is, in the columns that Green did answer too.
    """
    campaign = opened(teams)
    outline = campaign.edition.outline()
    codes, columns = skipped_by_green(outline)
    sheets = everybody(outline)
    sheets["Green"] = without(sheets["Green"], codes)

    scored(campaign, sheets)

    reasons = {column: cell(campaign, "Blue", column).reason for column in columns}
    assert reasons == dict.fromkeys(columns, Reason.PROTECTS_NEIGHBOUR)
    assert {cell(campaign, "Shore", column).reason for column in columns} == {""}
    hidden = Result.objects.filter(node__campaign=campaign, node__answers_band="")
    assert set(hidden.values_list("node__name", flat=True)) == {"Blue", "Green"}
    assert not hidden.filter(reason="").exists()


def test_column_decided_by_itself_would_show_the_hidden_team(teams):
    """The case above has something to leak: Shore, Blue 6 and a Green in which nobody answered."""
    assert disclosure.safe_release([-1, 0, 0], [0, 6, 0], 5)[1]
    assert not disclosure.safe_release([-1, 0, 0], [0, 6, 0], 5, allowed=[True, False, False])[1]


@pytest.mark.parametrize(
    ("before", "now", "bounds"),
    [
        ([1.0] * 6, [0.5] * 6, (Bound.AT_LEAST, Bound.EXACT)),
        ([0.0] * 6, [0.5] * 6, (Bound.AT_MOST, Bound.EXACT)),
        ([0.5] * 6, [1.0] * 6, (Bound.EXACT, Bound.AT_LEAST)),
        ([0.5] * 6, [0.0] * 6, (Bound.EXACT, Bound.AT_MOST)),
        ([1.0] * 6, [1.0] * 6, (Bound.AT_LEAST, Bound.AT_LEAST)),
    ],
)
def test_no_change_is_shown_from_or_to_a_bounded_score(teams, before, now, bounds):
    """A change beside an exact score would tell what '88 or more' stands for."""
    first, second = scored_one_after_the_other(teams, {"White": before}, {"White": now})

    white = cell(first, "White"), cell(second, "White")
    assert tuple(one.bound for one in white) == bounds
    assert (white[1].change, white[1].change_is_real) == (None, False)
    # The same two campaigns do show a change where both scores are exact.
    assert cell(second, "Red").change == 0


def test_noise_between_two_full_turnouts_is_no_real_change(teams):
    """Everybody answered, yet in half a year people come and go: their number corrects nothing."""
    low, middle, high = 1 / 6, 4 / 6, 5 / 6
    before = 6 * [low] + 6 * [high]
    now = 4 * [low] + 2 * [middle] + 6 * [high]

    first, second = scored_one_after_the_other(teams, {"Red": before}, {"Red": now})

    red = cell(first, "Red"), cell(second, "Red")
    assert {node.turnout_band for node in second.nodes.filter(name="Red")} == {"75% or more"}
    assert [one.score for one in red] == [50, 58]
    assert min(one.standard_error for one in red) > 5
    assert (red[1].change, red[1].change_is_real) == (8, False)


@pytest.fixture
def plans(teams):
    return [drafted(teams, name=f"Survey {number}") for number in range(12)]


def test_ties_between_teams_are_decided_anew_in_each_campaign(plans):
    """Two teams alike, one of which has to be hidden for a third: not always the same one."""
    keys = [releases._tie(campaign) for campaign in plans]

    hidden = [disclosure.safe_release([-1, 0, 0, 0], [0, 6, 6, 3], 5, tie=key) for key in keys]

    assert len(set(keys)) == len(plans)
    assert {tuple(shown) for shown in hidden} == {
        (True, True, False, False),
        (True, False, True, False),
    }


def test_tie_of_a_campaign_is_the_same_at_every_try(teams):
    """A second try with another key could show both teams to who reads before and after."""
    campaign = opened(teams)
    first = releases._tie(campaign)

    closed = campaigns.close(campaign, at=CLOSES)
    again = Campaign.objects.get(pk=campaign.pk)

    assert {releases._tie(closed), releases._tie(again)} == {first}


def test_tie_cannot_be_told_from_what_readers_know(teams, settings):
    campaign = opened(teams)
    first = releases._tie(campaign)

    settings.SECRET_KEY = "another server's"

    assert releases._tie(campaign) != first
