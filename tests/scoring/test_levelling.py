"""ACCEPTANCE 9: what groups of one mind show is what groups of two minds show, too."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_tables import rule_set

from assessments.scoring import guards, levelling, placement, unanimity
from assessments.scoring.bands import asked_bands, bands
from assessments.scoring.second_opinions import second_opinions
from assessments.scoring.values import Metric

K = 5
OF_2022, OF_2023 = rule_set(2022), rule_set(2023)
TABLES = pytest.mark.parametrize("table", [OF_2022, OF_2023], ids=["2022", "2023"])
MOST_TOLD = 0.5  # scale points within which nobody may place fewer than k people


def levelled(table, metric, codes, k=K):
    return unanimity.level_answers(
        table, metric, np.array(codes, float), np.zeros(len(codes), int), k
    )


def means_of(m, codes):
    """Return the lowest and the highest mean of any m of these people."""
    return np.mean(sorted(codes)[:m]), np.mean(sorted(codes)[-m:])


def released(table, people, k=K):
    """Return all that is shown of a group's metrics and placement; `people` are people x 4."""
    columns = [
        levelled(table, metric, codes, k) for metric, codes in zip(Metric, people.T, strict=True)
    ]
    placed = placement.place_groups(table, [np.stack(columns, axis=1)])[0]
    answers = placement.answers_of(np.stack(columns, axis=1))
    opinions = second_opinions(table, answers, len(people), k)
    shown = guards.guard_placement(placed, len(people), k, second_opinions=opinions)
    coded = {
        m: np.minimum(codes, bands(table, m)) for m, codes in zip(Metric, people.T, strict=True)
    }
    cells = [guards.guard_metric(m, of.tolist(), bands(table, m), k) for m, of in coded.items()]
    return shown, cells


@TABLES
@pytest.mark.parametrize("n", [5, 6, 9, 10, 14])
@pytest.mark.parametrize("metric", list(Metric))
def test_unanimous_answers_become_answers_of_a_group_that_is_not(table, metric, n):
    best = bands(table, metric)
    for code in range(1, asked_bands(metric) + 1):
        counted = np.minimum(levelled(table, metric, [code] * n), best)

        fewer = [m for of in (counted, np.full(n, min(code, best))) for m in means_of(K - 1, of)]
        assert max(fewer) - min(fewer) >= MOST_TOLD
        assert np.abs(counted - min(code, best)).sum() == 2
        assert set(counted) <= set(range(1, best + 1))


@TABLES
def test_levelled_answers_are_answers_that_show_the_same(table):
    """So the group may as well be one in which everybody, in every metric, is not of one mind."""
    for codes in product(*(range(1, asked_bands(m) + 1, 2) for m in Metric)):
        unanimous = np.tile(np.array(codes, float), (5, 1))
        other = np.stack(
            [levelled(table, m, of) for m, of in zip(Metric, unanimous.T, strict=True)], axis=1
        )

        assert all(
            len(set(np.minimum(of, bands(table, m)))) > 1
            for m, of in zip(Metric, other.T, strict=True)
        )
        assert released(table, other) == released(table, unanimous)


@given(st.lists(st.integers(1, 6), min_size=5, max_size=19))
def test_levelling_again_changes_nothing_and_groups_of_two_minds_are_left_alone(codes):
    once = levelled(OF_2022, Metric.LEAD_TIME, codes)

    assert levelled(OF_2022, Metric.LEAD_TIME, once).tolist() == once.tolist()
    spread = sorted(abs(code - np.median(codes)) for code in codes)
    if spread[-2] >= 1 or spread[-1] > 1:
        assert once.tolist() == codes
    else:
        assert once.tolist() != codes or spread == [0] * (len(codes) - 2) + [1, 1]


def test_groups_in_no_figure_and_team_sheets_are_left_alone():
    codes, nobody = np.array([4.0] * 5 + [np.nan]), np.full(6, -1)

    assert unanimity.level_answers(OF_2022, Metric.LEAD_TIME, codes, nobody, K)[0] == 4.0
    assert levelled(OF_2022, Metric.LEAD_TIME, [4], k=1).tolist() == [4.0]
    assert levelled(OF_2022, Metric.LEAD_TIME, [4] * 5 + [np.nan])[:5].tolist() == [3, 4, 4, 4, 5]
    assert np.isnan(levelled(OF_2022, Metric.LEAD_TIME, [4] * 5 + [np.nan])[5])


def consistent(table, codes, metric, *, level):
    """Say whether some group of five that is not of one mind in a metric shows what this one does.

    Found by trying, for every metric, all groups of five whose metric's cell is the same: those are
    all that a reader could think of. `level` False is the release without this module.
    """
    n = 5
    keep = (lambda m, of: levelled(table, m, of)) if level else (lambda _, of: np.array(of, float))
    truth = _row(table, {m: keep(m, [code] * n) for m, code in zip(Metric, codes, strict=True)})
    options = []
    for place, one in enumerate(Metric):
        cell = _cell(table, one, [codes[place]] * n)
        found = {}
        for answers in combinations_with_replacement(range(1, asked_bands(one) + 1), n):
            alike = len({min(code, bands(table, one)) for code in answers}) == 1
            if (one is not metric or not alike) and _cell(table, one, answers) == cell:
                counted = keep(one, list(answers))
                found[_parts(table, one, counted)] = counted
        options.append(list(found.values()))
    return any(
        _row(table, dict(zip(Metric, answers, strict=True))) == truth
        for answers in product(*options)
    )


def _cell(table, metric, codes):
    best = bands(table, metric)
    return guards.guard_metric(metric, [float(min(code, best)) for code in codes], best, K)


def _parts(table, metric, codes):
    """Return what all figures of a placement are made of, one metric's part."""
    coded = np.minimum(codes, bands(table, metric))
    gaps = [np.abs(coded - profile.medians[metric]).sum() for profile in table.profiles]
    return (*gaps, np.minimum(codes, 6).sum(), sorted(codes)[2])


def _row(table, answers):
    given = {metric: list(codes) for metric, codes in answers.items()}
    shown = guards.guard_placement(placement.place(table, given), 5, K)
    return shown, second_opinions(table, given, 5, K)


TOLD = [((6, 6, 1, 1), Metric.DEPLOYMENT_FREQUENCY), ((5, 4, 4, 1), Metric.CHANGE_FAIL_RATE)]


@pytest.mark.parametrize(("codes", "metric"), TOLD)
def test_placement_of_five_who_agree_in_all_is_that_of_five_who_do_not(codes, metric):
    assert consistent(OF_2022, codes, metric, level=True)


def test_placement_that_is_not_levelled_is_seen_to_tell_that_all_answered_alike():
    """Of all 1,728 unanimous groups of five, some 30 tell so in at least one metric."""
    codes, metric = TOLD[0]

    assert not consistent(OF_2022, codes, metric, level=False)


@pytest.mark.parametrize("k", [5, 6, 10])
@pytest.mark.parametrize("score", [0.0, 3.0, 50.0, 97.0, 100.0])
def test_no_subtraction_reaches_beyond_the_ends_of_an_atom(k, score):
    """A unit less the team beside it gives the small team's levelled score, never its own."""
    small, large = k + 1, 4 * k
    scores = np.array([score] * small + [60.0] * large)
    atoms = np.array([1] * small + [2] * large)

    ends = levelling.level_scores(scores, atoms, k)

    counted = scores + ends.shifts
    lowest, highest = guards.ends_of_scale(small, k)
    assert counted[:small] == pytest.approx(np.clip(score, lowest, highest))
    assert counted[small:] == pytest.approx(60.0)


@pytest.mark.parametrize("k", range(5, 13))
def test_score_never_places_fewer_than_k_people_within_half_a_scale_point(k):
    """Of n with this sum, the mean of any k - 1 lies anywhere within so much of the scale.

    From k = 13 on, the one who is left over can no longer make such a difference to twelve.
    """
    for n in range(k, 6 * k):
        lowest, highest = guards.ends_of_scale(n, k)
        for mean in np.linspace(lowest, highest, 50):
            least = max(0.0, (n * mean - (n - k + 1) * 100) / (k - 1))
            most = min(100.0, n * mean / (k - 1))
            assert most - least > MOST_TOLD / 6 * 100


@pytest.mark.parametrize("k", [5, 6, 10])
def test_spread_never_places_fewer_than_k_people_within_half_a_scale_point(k):
    for n in range(k, 4 * k):
        for m in range(1, k):
            sd = guards.least_sd(n, k, of_hidden=True)

            reach = sd * np.sqrt((n - 1) * (n - m) / (m * n)) if m < n else np.inf

            assert 2 * reach >= MOST_TOLD - 1e-9


def test_spread_of_a_group_without_hidden_ones_is_seen_to_be_too_little_for_hidden_ones():
    n, m = 5, 4

    reach = guards.least_sd(n, 5) * np.sqrt((n - 1) * (n - m) / (m * n))

    assert 2 * reach < MOST_TOLD
