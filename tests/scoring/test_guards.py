from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from assessments.scoring import disclosure, guards, likert
from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Interval,
    Item,
    Label,
    LabelKind,
    Metric,
    Placement,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedScore,
    Score,
    SecondOpinions,
    Tier,
)

DF = Metric.DEPLOYMENT_FREQUENCY
ONE = (Item("a"),)


def group(*codes, headcount=None):
    score = likert.score_group(np.array(codes, dtype=np.float64)[:, None], ONE, headcount)
    assert isinstance(score, Score)
    return score


@pytest.mark.parametrize(
    ("n", "band"),
    [
        (0, "under 5"),
        (4, "under 5"),
        (5, "5-9"),
        (9, "5-9"),
        (10, "10-19"),
        (20, "20-49"),
        (49, "20-49"),
        (50, "50+"),
        (9999, "50+"),
    ],
)
def test_n_band_names_the_band(n, band):
    assert disclosure.n_band(n) == band


@pytest.mark.parametrize(
    ("score", "points"), [(66.5, 67), (66.49999999999, 67), (66.4999, 66), (0.0, 0), (100.0, 100)]
)
def test_whole_points_rounds_halves_up_whatever_binary_made_of_them(score, points):
    assert guards.whole_points(score) == points


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ([7] * 5, ReleasedScore(88, Bound.AT_LEAST, "5-9")),
        ([7] * 9, ReleasedScore(88, Bound.AT_LEAST, "5-9")),
        ([7, 7, 7, 7, 6], ReleasedScore(88, Bound.AT_LEAST, "5-9")),
        ([6.25] * 6, ReleasedScore(88, Bound.AT_LEAST, "5-9")),
        ([1] * 5, ReleasedScore(12, Bound.AT_MOST, "5-9")),
        ([1.72] * 6, ReleasedScore(12, Bound.AT_MOST, "5-9")),
        ([1, 1, 1, 2, 1], ReleasedScore(12, Bound.AT_MOST, "5-9")),
    ],
)
def test_the_ends_of_the_scale_show_as_limits_in_a_small_group(codes, shown):
    assert disclosure.guard_score(group(*codes), 5, 7) == shown


def test_a_large_group_shows_a_limit_nearer_to_the_end_and_a_team_sheet_what_it_is():
    best = disclosure.guard_score(group(*[7] * 10), 5, 7)
    good = disclosure.guard_score(group(*[6.5] * 10), 5, 7)
    sheet = disclosure.guard_score(group(7), 1, 7)

    assert best == ReleasedScore(95, Bound.AT_LEAST, "10-19")
    assert (good.score, good.bound) == (92, Bound.EXACT)
    assert sheet == ReleasedScore(100, Bound.EXACT, "1")


@pytest.mark.parametrize("headcount", [None, 5, 8])
def test_a_unanimous_middle_looks_like_near_agreement(headcount):
    unanimous = disclosure.guard_score(group(4, 4, 4, 4, 4, headcount=headcount), 5, 7)
    nearly = disclosure.guard_score(group(4.2, 4, 4, 3.8, 4, headcount=headcount), 5, 7)

    assert unanimous == nearly
    assert unanimous.interval == Interval(44, 56)
    # Without the guard the width of 0 gives it away.
    assert disclosure.guard_score(group(4, 4, 4, 4, 4), 1, 7).interval == Interval(50, 50)


def test_the_floor_of_the_interval_is_a_quarter_of_a_scale_point():
    reach = float(stdtrit(4, 0.975)) * (0.25 / 6 * 100) / 5**0.5

    shown = disclosure.guard_score(group(4, 4, 4, 4, 4), 5, 7)

    assert shown.interval is not None
    assert (50 - shown.interval.low, shown.interval.high - 50) == (6, 6)
    assert 5 < reach < 6


@pytest.mark.parametrize("freedom", range(4, 60))
def test_the_t_quantile_without_scipy_is_close_enough(freedom):
    assert guards._t_quantile(freedom) == pytest.approx(stdtrit(freedom, 0.975), rel=1e-3)


@given(
    st.lists(st.sampled_from([1 + i / 5 for i in range(31)]), min_size=1, max_size=30),
    st.sampled_from([1, 5, 6, 10]),
)
def test_released_scores_are_whole_contain_themselves_and_never_tell_a_unanimous_answer(codes, k):
    shown = disclosure.guard_score(group(*codes), k, 7)

    small = k > 1 and len(codes) < 2 * k
    if shown.interval is not None:
        assert shown.interval.low == int(shown.interval.low)
        assert shown.interval.high == int(shown.interval.high)
        assert 0 <= shown.interval.low <= shown.score <= shown.interval.high <= 100
        assert k == 1 or shown.interval.high > shown.interval.low
    lowest, highest = guards.ends_of_scale(len(codes), k)
    assert lowest <= shown.score <= highest
    assert (lowest, highest) == ((0, 100) if k == 1 else (12, 88) if small else (5, 95))
    if shown.bound is not Bound.EXACT:
        assert (shown.interval, shown.agreement, shown.opinions_differ) == (None, None, False)


def test_opinions_that_differ_are_marked():
    shown = disclosure.guard_score(group(1, 1, 4, 7, 7), 5, 7)

    assert (shown.opinions_differ, shown.agreement) == (True, AgreementWord.NONE)


def test_a_metric_shows_median_and_middle_half():
    codes = [3, 3, 3, 4, 4, 4, 4, 5, 5, 6]

    assert disclosure.guard_metric(DF, codes, 6, 5) == ReleasedMetric(
        DF, 4.0, Bound.EXACT, 3.0, 5.0, "10-19"
    )


def test_a_metric_keeps_halves():
    shown = disclosure.guard_metric(DF, [3, 3, 3, 4, 4, 4], 6, 5)

    assert (shown.position, shown.low, shown.high) == (3.5, 2.5, 4.5)


@pytest.mark.parametrize(
    ("codes", "low", "high"), [([4] * 5, 3.0, 5.0), ([6, 6, 6, 2, 2], 2.0, 6.0)]
)
def test_a_small_groups_range_never_closes_on_one_band(codes, low, high):
    shown = disclosure.guard_metric(DF, codes, 6, 5)

    assert (shown.low, shown.high) == (low, high)
    assert disclosure.guard_metric(DF, [4] * 10, 6, 5).low == 4.0


@pytest.mark.parametrize(
    ("codes", "bands", "position", "bound"),
    [
        ([6] * 5, 6, 5, Bound.AT_LEAST),
        ([1] * 5, 6, 2, Bound.AT_MOST),
        ([8, 8, 8, 8, 7], 8, 7, Bound.AT_LEAST),
    ],
)
def test_a_small_group_at_the_end_of_the_scale_shows_a_limit(codes, bands, position, bound):
    assert disclosure.guard_metric(DF, codes, bands, 5) == ReleasedMetric(
        DF, position, bound, None, None, "5-9"
    )
    assert disclosure.guard_metric(DF, codes * 2, bands, 5).bound is Bound.EXACT


@pytest.mark.parametrize(
    ("codes", "bound"),
    [
        ([6, 6, 6, 5, 5, 5, 5, 5], Bound.AT_LEAST),
        ([6, 6, 5, 5, 5, 5, 5, 5], Bound.EXACT),
        ([1, 1, 1, 2, 2, 2, 2, 2], Bound.AT_MOST),
        ([1, 1, 2, 2, 2, 2, 2, 2], Bound.EXACT),
    ],
)
def test_a_metric_on_the_limit_of_the_outer_eighth_is_bounded(codes, bound):
    assert disclosure.guard_metric(DF, codes, 6, 5).bound is bound


def test_a_team_sheets_metric_is_its_one_answer():
    assert disclosure.guard_metric(DF, [6], 6, 1) == ReleasedMetric(
        DF, 6.0, Bound.EXACT, None, None, "1"
    )


def test_a_split_metric_is_marked_from_five_people_on():
    assert disclosure.guard_metric(DF, [1, 1, 3, 6, 6], 6, 5).opinions_differ
    assert not disclosure.guard_metric(DF, [1, 1, 6, 6], 6, 1).opinions_differ
    assert not disclosure.guard_metric(DF, [3, 3, 3, 4, 4], 6, 5).opinions_differ


@pytest.mark.parametrize("codes", [[], [0, 3], [3, 7]])
def test_a_metric_refuses_no_answers_and_codes_off_the_scale(codes):
    with pytest.raises(ValueError, match="one or more codes"):
        disclosure.guard_metric(DF, codes, 6, 5)


PLACED = Placement(
    rule_set="2022",
    year=2022,
    chances={Tier.LOW: 0.012, Tier.MEDIUM: 0.356, Tier.HIGH: 0.632},
    label=Label(LabelKind.LEANING, (Tier.HIGH,)),
    mixed=None,
    nearest={},
    metrics=tuple(Metric),
    n=12,
    stability=0.8,
)
OPINIONS = SecondOpinions(Tier.HIGH)


def test_a_placement_shows_whole_percents():
    shown = disclosure.guard_placement(PLACED, 12, 5, second_opinions=OPINIONS)

    assert shown == ReleasedPlacement(
        rule_set="2022",
        year=2022,
        percents={Tier.LOW: 1, Tier.MEDIUM: 36, Tier.HIGH: 63},
        label=PLACED.label,
        mixed=None,
        n_band="10-19",
        stable=True,
        second_opinions=OPINIONS,
        step=1,
    )


def test_a_small_groups_placement_shows_steps_of_five():
    shown = disclosure.guard_placement(PLACED, 6, 5, opinions_differ=True)

    assert shown.percents == {Tier.LOW: 0, Tier.MEDIUM: 35, Tier.HIGH: 65}
    assert (shown.n_band, shown.opinions_differ, shown.step) == ("5-9", True, 5)


TORN = {
    Metric.LEAD_TIME: (Tier.MEDIUM,),
    Metric.DEPLOYMENT_FREQUENCY: (Tier.MEDIUM,),
    Metric.CHANGE_FAIL_RATE: (Tier.HIGH,),
    Metric.TIME_TO_RESTORE: (Tier.LOW,),
}


@pytest.mark.parametrize("limited", [Metric.CHANGE_FAIL_RATE, Metric.TIME_TO_RESTORE])
def test_mixed_mark_does_not_tell_on_which_side_of_its_limit_a_metric_lies(limited):
    placed = replace(PLACED, nearest=TORN)

    assert disclosure.guard_placement(placed, 12, 5).mixed is not None
    assert disclosure.guard_placement(placed, 6, 5, limited=[limited]).mixed is None


def test_mixed_mark_names_the_metrics_that_show_as_they_are():
    torn = TORN | {Metric.LEAD_TIME: (Tier.HIGH,)}

    mark = disclosure.guard_placement(
        replace(PLACED, nearest=torn), 6, 5, limited=[Metric.CHANGE_FAIL_RATE]
    ).mixed

    assert (mark.high, mark.low) == ((Metric.LEAD_TIME,), (Metric.TIME_TO_RESTORE,))


@pytest.mark.parametrize(("share", "stable"), [(None, None), (0.799, False), (0.8, True)])
def test_a_placement_is_stable_from_eighty_percent_of_the_draws(share, stable):
    placed = replace(PLACED, stability=share)

    assert disclosure.guard_placement(placed, 1, 1).stable is stable


def test_percents_of_thirds_go_to_the_earlier_tier():
    thirds = dict.fromkeys((Tier.LOW, Tier.MEDIUM, Tier.HIGH), 1 / 3)

    assert list(guards.percents(thirds).values()) == [34, 33, 33]


@pytest.mark.parametrize("step", [1, 5])
def test_percents_always_add_up_and_stay_close(step):
    for a, b in product(range(0, 401, 7), repeat=2):
        if a + b > 400:
            continue
        chances = {Tier.LOW: a / 400, Tier.MEDIUM: b / 400, Tier.HIGH: (400 - a - b) / 400}

        shown = guards.percents(chances, step)

        assert sum(shown.values()) == 100
        assert all(abs(shown[tier] - 100 * chances[tier]) < step for tier in chances)
        assert all(value % step == 0 for value in shown.values())
