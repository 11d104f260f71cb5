from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_tables import vector
from test_omega import sample as people_of

from assessments.scoring import instrument, instrument_guards, instrument_sides, reliability
from assessments.scoring.instrument_sample import Sample
from assessments.scoring.instrument_values import Coefficient, Headline, ReleasedShare, Withheld
from assessments.scoring.values import Bound, Item

TOY = vector("reliability")["toy"]
TOY_RAW = np.array(TOY["raw_answers_item4_reverse_keyed"], dtype=np.float64)
TOY_ITEMS = tuple(Item(f"q{number}", reverse=number == 3) for number in range(5))
LOADINGS = (0.9, 0.8, 0.7, 0.6, 0.5)
NaN = float("nan")
UNDER_5, OVER_95 = ReleasedShare(5, Bound.AT_MOST), ReleasedShare(95, Bound.AT_LEAST)


def items(count=5, points=7, reverse=()):
    return tuple(Item(f"q{at}", reverse=at in reverse, points=points) for at in range(count))


def examine(answers, of=None, k=5, unknown=None, atoms=None):
    answers = np.array(answers, dtype=np.float64)
    groups = np.zeros(len(answers), dtype=np.int64) if atoms is None else np.array(atoms)
    asked = of or items(answers.shape[1])
    dont_know = np.zeros(answers.shape, dtype=bool) if unknown is None else np.array(unknown)
    return instrument.examine(Sample(answers, dont_know, asked, groups, k))


def test_figures_are_those_of_the_vector():
    # The vector's 18 people ten times over: what does not depend on n stays the same
    found = examine(np.tile(TOY_RAW, (10, 1)), TOY_ITEMS)

    figures = found.coefficients
    assert found.withheld is None
    assert (figures.alpha.value, figures.omega.value) == (0.96, 0.97)
    assert [one.rest for one in found.items] == [0.95, 0.87, 0.87, 0.88, 0.93]
    # Within 1% of the vector's, as 179 / 180 replaces 17 / 18 on both sides of each ratio
    assert [one.alpha_without for one in found.items] == [0.95, 0.96, 0.96, 0.96, 0.95]
    assert (found.n_band, figures.headline) == ("50+", Headline.OMEGA)


def test_reverse_statement_is_recoded_and_its_share_of_alpha_is_said():
    answers = people_of(LOADINGS, 300)
    turned = answers.copy()
    turned[:, 4] = 8 - turned[:, 4]

    found, plain = examine(turned, items(reverse=(4,))), examine(answers)

    assert (found.reversed_items, plain.reversed_items) == (1, 0)
    assert found.coefficients.alpha == plain.coefficients.alpha
    assert found.coefficients.forward_alpha.value == plain.items[4].alpha_without
    assert found.coefficients.forward_omega == examine(answers[:, :4]).coefficients.omega
    assert plain.coefficients.forward_alpha is plain.straight_lining is None
    assert [one.floor for one in found.items] == [one.floor for one in plain.items]


@pytest.mark.parametrize("points", [2, 3, 5, 7, 11])
@pytest.mark.parametrize("count", [2, 3, 10])
def test_scales_and_lengths(points, count):
    answers = people_of([0.8] * count, 400, points)

    found = examine(answers, items(count, points))

    covariance = reliability.covariances(answers)
    assert found.coefficients.alpha.value == round(reliability.alpha(covariance), 2)
    assert (found.coefficients.omega is None) == (count == 2)
    rests = [round(value, 2) for value in reliability.rest_correlations(covariance)]
    assert [one.rest for one in found.items] == rests
    assert (found.items[0].alpha_without is None) == (count == 2)


def test_missing_answers_are_left_out_listwise():
    answers = people_of(LOADINGS, 200)
    holes = np.concatenate([answers, answers[:40]])
    holes[200:, 1] = NaN

    found, whole = examine(holes), examine(answers)

    assert found.coefficients == whole.coefficients
    assert [(one.rest, one.alpha_without) for one in found.items] == [
        (one.rest, one.alpha_without) for one in whole.items
    ]


def test_statement_without_weight_is_left_out():
    answers = people_of(LOADINGS, 100)
    first = items()
    weightless = (*first[:4], Item("q4", weight=0.0))

    assert examine(answers, weightless) == examine(answers[:, :4], first[:4])


def test_single_statement_has_shares_but_no_coefficient():
    found = examine(people_of([0.9], 200), items(1))

    assert (found.coefficients.alpha, found.coefficients.omega) == (None, None)
    assert found.items[0].rest is None
    assert found.items[0].ceiling is not None


@pytest.mark.parametrize(("n", "k", "withheld"), [(29, 5, True), (30, 5, False), (39, 20, True)])
def test_under_thirty_or_twice_k_nothing_is_said(n, k, withheld):
    found = examine(people_of(LOADINGS, n), k=k)

    assert (found.withheld == Withheld.TOO_FEW) is withheld
    assert bool(found.items) is not withheld


def test_people_who_skipped_statements_are_too_few_for_coefficients():
    answers = people_of(LOADINGS, 60)
    answers[:31, 0] = NaN

    found = examine(answers)

    assert (found.withheld, found.coefficients) == (Withheld.INCOMPLETE, None)
    assert {one.rest for one in found.items} == {None}
    assert found.items[1].ceiling is not None


def test_omega_is_read_first_from_a_hundred_people_on():
    headlines = [examine(people_of(LOADINGS, n)).coefficients.headline for n in (99, 100)]

    assert headlines == [Headline.ALPHA, Headline.OMEGA]


def test_interval_of_alpha_is_feldts():
    answers = people_of(LOADINGS, 80)
    value = reliability.alpha(reliability.covariances(answers))
    interval = reliability.feldt(value, 80, 5)

    assert examine(answers).coefficients.alpha == Coefficient(
        round(value, 2), round(interval.low, 2), round(interval.high, 2)
    )


def test_dont_know_is_counted_among_those_who_ticked():
    answers, unknown = people_of(LOADINGS, 200), np.zeros((200, 5), dtype=bool)
    unknown[:30, 0] = True
    answers[:30, 0] = NaN
    answers[30:100, 0] = NaN  # left open

    found = examine(answers, unknown=unknown)

    assert found.items[0].unknown == ReleasedShare(23)  # 30 of 130
    assert found.items[1].unknown == UNDER_5


def test_floor_ceiling_and_straight_lining_are_counted():
    answers = np.full((200, 3), 4.0)
    answers[:60] = [7, 7, 1]  # all at the top
    answers[60:80] = [1, 1, 7]  # all at the bottom
    answers[80:100] = [7, 7, 7]  # straight
    answers[100:150] = [5, 6, 3]

    found = examine(answers, items(3, reverse=(2,)))

    assert (found.ceiling, found.floor) == (ReleasedShare(30), ReleasedShare(10))
    # Twenty sevens, and fifty fours, which contradict nothing but are as straight
    assert found.straight_lining == ReleasedShare(35)
    assert [one.ceiling.percent for one in found.items] == [40, 40, 30]
    assert [one.floor.percent for one in found.items] == [10, 10, 20]


def test_straight_lining_of_a_whole_sheet_is_a_run_over_half_of_it():
    codes = np.full((100, 10), NaN)
    codes[:20] = 4
    codes[20:60] = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]
    reverse = np.arange(10) == 9

    everybody = np.zeros(100, dtype=np.int64)
    one_way = np.zeros(10, dtype=bool)

    # Forty left everything open
    assert instrument.straight_lining(codes, reverse, everybody, 5) == ReleasedShare(35)
    assert instrument.straight_lining(codes, one_way, everybody, 5) is None
    assert instrument.straight_lining(codes[15:40], reverse, everybody[15:40], 5) is None


def all_at_the_top(dissenters):
    """Return 195 people of middling opinion, and five in a group of their own at the top."""
    answers = np.tile(people_of(LOADINGS, 65), (3, 1)).clip(2, 6)
    few = np.full((5, 5), 7.0)
    few[:dissenters] = 6
    return np.concatenate([answers, few]), [0] * 195 + [1] * 5


def test_no_share_says_that_a_whole_group_is_at_an_end():
    """Without others at the top, five of 200 would be the five whose own score shows as high."""
    found = []
    for dissenters in range(4):
        answers, atoms = all_at_the_top(dissenters)
        more = np.concatenate([answers, np.full((20, 5), 7.0)])
        shares = examine(more, atoms=atoms + [0] * 20)
        found.append((shares.ceiling, shares.items[0].ceiling))

    assert found[0] == found[1] == found[2]
    assert found[0] == (ReleasedShare(10), ReleasedShare(10))  # 23 of 220


def test_team_sheets_are_not_levelled():
    flags = np.ones(40, dtype=bool)

    assert instrument_sides.share(flags, np.arange(40), 1) == OVER_95
    assert instrument_sides.share(flags, np.arange(40) // 5, 5) == ReleasedShare(60)


def test_everybody_alike_and_almost_everybody_look_the_same():
    """Otherwise "undefined" would say that all gave one answer."""
    same = np.full((60, 5), 6.0)
    nearly = same.copy()
    nearly[:4] = 2

    found = examine(same)

    assert found.withheld == Withheld.ALIKE
    assert found == examine(nearly)
    assert found.ceiling == ReleasedShare(10, Bound.AT_MOST)


def test_five_who_differ_are_told_of():
    answers = np.full((60, 5), 6.0)
    answers[:6] = [[2, 2, 3, 1, 2]]
    answers[3:6] = [[3, 1, 2, 2, 4]]

    assert examine(answers).withheld is None


def test_statement_that_all_answered_alike_looks_as_one_that_almost_all_did():
    answers = people_of(LOADINGS, 120)
    answers[:, 2] = 6
    nearly = answers.copy()
    nearly[:4, 2] = 5

    found, near = examine(answers), examine(nearly)

    assert found.items[2] == near.items[2]
    assert (found.items[2].alike, found.items[2].rest) == (True, None)
    for figures in (found.coefficients, near.coefficients):
        assert (figures.omega, figures.standardised, figures.mean_correlation) == (None,) * 3
    assert found.items[0].rest is not None


def test_unanimity_without_the_guard_is_found_out(monkeypatch):
    monkeypatch.setattr(instrument, "are_alike", lambda values, k: False)
    nearly = np.full((60, 5), 6.0)
    nearly[:4] = [[2, 2, 3, 1, 2]]

    assert examine(np.full((60, 5), 6.0)) != examine(nearly)


@given(st.integers(1, 400), st.integers(1, 25), st.data())
def test_no_share_tells_that_fewer_than_k_are_on_a_side(n, k, data):
    count = data.draw(st.integers(0, n))

    share = instrument_guards.guard_share(count, n, k)

    assert (share is None) == (n < max(30, 2 * k))
    if share is None or k == 1:
        return
    if share.bound == Bound.EXACT:
        assert k <= count <= n - k
        assert abs(share.percent - 100 * count / n) <= (0.5 if n >= 100 else 2.5)
    elif share.bound == Bound.AT_MOST:
        # True of k - 1 and of nobody
        assert 100 * max(count, k - 1) / n < share.percent
    else:
        assert 100 * min(count, n - k + 1) / n > share.percent


def test_shares_say_little_of_the_number_of_people():
    ends = [instrument_guards.end_percent(n, 5) for n in (30, 33, 34, 49, 50, 99, 100, 10_000)]

    assert ends == [20, 20, 15, 15, 10, 10, 5, 5]
    assert instrument_guards.guard_share(98, 100, 5) == OVER_95


def test_share_of_more_than_all_is_an_error():
    with pytest.raises(ValueError, match="not a share"):
        instrument_guards.guard_share(31, 30, 5)


def test_minus_zero_is_not_shown():
    assert str(instrument_guards.shown(-0.001)) == "0.0"
    assert instrument_guards.shown(None) is None


def test_answers_between_the_points_are_scored_where_they_lie():
    """Three uneven answers beside a scale of seven: neither whole codes nor its full length."""
    answers = people_of(LOADINGS, 200)
    levels = (1.0, 2.5, 7.0)
    choices = np.digitize(answers[:, 4], [3, 6]) + 1.0
    uneven = (*items(4), Item("q4", levels=levels, reverse=True))
    placed = np.column_stack([answers[:, :4], 8 - np.array(levels)[choices.astype(int) - 1]])

    found = examine(np.column_stack([answers[:, :4], choices]), uneven)

    alpha = reliability.alpha(reliability.covariances(placed))
    assert found.coefficients.alpha.value == round(alpha, 2)
    # Turned round, the highest choice is the least favourable
    assert found.items[4].floor.percent == round(100 * (choices == 3).mean())
    assert found.items[4].ceiling.percent == round(100 * (choices == 1).mean())


@pytest.mark.parametrize("shift", [0.0, 0.3, -2.0])
def test_alike_are_values_and_not_the_points_they_lie_at(shift):
    nearly = np.array([0.1 + 0.2] * 50 + [0.3] * 45 + [0.4] * 4) + shift
    apart = np.array([0.3] * 50 + [0.4] * 50) + shift

    assert instrument_sides.are_alike(nearly, 5)
    assert not instrument_sides.are_alike(apart, 5)
