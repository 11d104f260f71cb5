"""ACCEPTANCE 9: how closely all that is shown, and the scale, bound what few people said."""

from random import Random

import numpy as np
import pytest
from releasing import released
from scipy.optimize import linprog
from small_organisation import AFTER, alike, drawn, grow, load_content, opened, send_all

from assessments.models import Result
from assessments.scoring import guards, levelling
from assessments.scoring.values import Interval

pytestmark = pytest.mark.django_db
K = 5
LEAST = 0.5 / 6 * 100  # half a scale point of seven, in points of 100
HALF = 0.5  # what rounding to whole points hides
# Teams of one mind at an end of the scale, beside others, and teams that nobody may see
TREE = {
    "Top": {
        "Best": {"Ten": 10, "Four": 4, "Two": 2},
        "Worst": {"Twelve": 12, "Six": 6, "Three": 3},
        "Many": {"Thirty": 30, "Eight": 8, "Seven": 7, "One": 1, "Four more": 4},
        "Alone": {"Three more": 3, "Two more": 2},
    }
}
OF_ONE_MIND = {
    "Four": 1,
    "Two": 1,
    "Six": 0,
    "Three": 0,
    "Eight": 1,
    "Three more": 1,
    "Two more": 1,
}
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))]


def survey(seed):
    """Release a survey that everybody answered; return it and the number of people by team."""
    draw = Random(seed)
    load_content()
    teams = grow(TREE)
    campaign = opened(teams)
    outline = campaign.edition.outline()
    sheets = {
        team.name: [
            alike(outline, OF_ONE_MIND[team.name])
            if team.name in OF_ONE_MIND
            else drawn(outline, draw, gaps=0)
            for _ in range(team.headcount)
        ]
        for team in teams
    }
    send_all(campaign, sheets)
    return released(campaign, at=AFTER), {name: len(of) for name, of in sheets.items()}


def teams_below(campaign):
    nodes = {node.pk: node for node in campaign.nodes.all()}
    below = {node.name: set() for node in nodes.values()}
    for node in nodes.values():
        above = node if node.team_id else None
        while above is not None:
            below[above.name].add(node.name)
            above = nodes.get(above.parent_id)
    return below


def sums_of(campaign, column):
    """Return what is said of sums: (teams, lowest mean, highest mean), rounding undone."""
    below, found = teams_below(campaign), []
    cells = Result.objects.filter(node__campaign=campaign, column=column, reason="")
    shown = {cell.node.name: cell for cell in cells.select_related("node")}
    for name, cell in shown.items():
        found.append((below[name], *_range(cell.score, cell.bound)))
        if rest := cell.detail.get("rest"):
            inside = [below[one] for one in shown if below[one] < below[name]]
            found.append((below[name].difference(*inside), *_range(rest["score"], rest["bound"])))
    return found, shown


def _range(score, bound):
    return (0 if bound == "at most" else score - HALF), (
        100 if bound == "at least" else score + HALF
    )


def reach(known, people, some):
    """Return the lowest and highest mean of some people (by team) that fit all that is known.

    Each team's chosen people and its others have a mean of their own, 0 to 100.
    """
    parts = [(team, n, some.get(team, 0)) for team, n in people.items()]
    sizes = np.array([[chosen, n - chosen] for _, n, chosen in parts], dtype=float).ravel()
    rows, limits = [], []
    for teams, low, high in known:
        row = np.array([[team in teams] * 2 for team, *_ in parts], dtype=float).ravel() * sizes
        rows += [row, -row]
        limits += [row.sum() * high, -row.sum() * low]
    aim = np.array([[chosen, 0] for *_, chosen in parts], dtype=float).ravel()
    ends = [
        linprog(sign * aim, A_ub=np.array(rows), b_ub=limits, bounds=(0, 100)) for sign in (1, -1)
    ]
    assert all(end.status == 0 for end in ends), [end.message for end in ends]
    return ends[0].fun / aim.sum(), -ends[1].fun / aim.sum()


def narrow(campaign, people):
    """Return the groups under k, hidden or part of a small one, that are bounded too well."""
    found = []
    for practice in campaign.edition.outline().practices:
        known, shown = sums_of(campaign, practice.key)
        hidden = [{team: n} for team, n in people.items() if team not in shown and n < K]
        parts = [{team: K - 1} for team, n in people.items() if K <= n < 2 * K]
        for some in [*hidden, *parts]:
            low, high = reach(known, people, some)
            if high - low < LEAST:
                found.append((practice.key, some, round(low, 1), round(high, 1)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_shown_places_fewer_than_k_people_within_half_a_scale_point(seed):
    campaign, people = survey(seed)

    known, shown = sums_of(campaign, "version_control")
    assert {"Best", "Worst", "Many", "Alone", "Ten", "Eight"} <= shown.keys()
    assert not {"Four", "Two", "Three", "One", "Three more", "Two more"} & shown.keys()
    assert len(known) > len(shown)
    assert narrow(campaign, people) == []


def test_limits_on_the_figure_of_a_group_alone_are_seen_to_be_undone_by_subtraction(monkeypatch):
    """A unit less its other team says what "88 or more" leaves open: this is why atoms level."""

    def as_they_are(scores, atoms, k):
        ends = levelling.Ends(*(np.where(np.isnan(scores), np.nan, 0.0) for _ in range(3)))
        monkeypatch.setattr(levelling.Ends, "of", lambda _, score, __: (score, _limits(score, k)))
        return ends

    monkeypatch.setattr(levelling, "level_scores", as_they_are)

    campaign, people = survey(0)

    assert {team for _, some, *_ in narrow(campaign, people) for team in some} >= {"Four"}


def _limits(score, k):
    return Interval(*guards.ends_of_scale(score.n, k))


def test_showing_scores_at_the_ends_is_seen_to_tell_on_hidden_teams(monkeypatch):
    monkeypatch.setattr(guards, "ends_of_scale", lambda *_: (-1, 101))
    monkeypatch.setattr(levelling, "ends_of_scale", lambda *_: (-1, 101))

    campaign, people = survey(0)

    assert {team for _, some, *_ in narrow(campaign, people) for team in some} >= {"Four", "Two"}
