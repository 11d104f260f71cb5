from __future__ import annotations

import numpy as np
import pytest
from published_tables import vector

from assessments.scoring import likert
from assessments.scoring.likert import person_mean, person_means, recode, recode_answers
from assessments.scoring.values import Interval, Item, Reason, Score, Suppressed

FIVE = tuple(Item(f"q{i}", reverse=i == 3) for i in range(5))


@pytest.mark.parametrize("case", vector("scoring")["cases"])
def test_person_mean_matches_the_vector(case):
    items = [Item(f"q{i}", reverse=i in case["reverse"]) for i in range(5)]

    mean = likert.person_mean(case["raw"], items)

    assert mean == (None if case["mean"] is None else pytest.approx(case["mean"], abs=1e-5))
    if mean is not None:
        assert likert.to_score(mean) == pytest.approx(case["score100"], abs=1e-5)


def test_recode_turns_a_reverse_item_around():
    assert [likert.recode(code, FIVE[3]) for code in (1, 4, 7)] == [7.0, 4.0, 1.0]
    assert [likert.recode(code, FIVE[0]) for code in (1, 4, 7)] == [1.0, 4.0, 7.0]


@pytest.mark.parametrize("code", [0, 8, -1, 7.5])
def test_recode_refuses_a_code_off_the_scale(code):
    with pytest.raises(ValueError, match="scale"):
        likert.recode(code, FIVE[0])


@pytest.mark.parametrize(("items", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (10, 6)])
def test_required_answers_is_sixty_percent_rounded_up(items, needed):
    assert likert.required_answers(items) == needed


def test_person_mean_weighs_items_and_ignores_weight_zero():
    items = (Item("a", weight=3.0), Item("b"), Item("unscored", weight=0.0))

    assert likert.person_mean([7, 3, 1], items) == 6.0
    assert likert.person_mean([7, None, 1], items) is None


def test_person_mean_without_any_weight_is_missing():
    assert likert.person_mean([7], [Item("a", weight=0.0)]) is None


def test_person_mean_refuses_a_negative_weight():
    with pytest.raises(ValueError, match="negative"):
        likert.person_mean([7, 7], [Item("a"), Item("b", weight=-1.0)])


def test_person_means_refuse_answers_of_another_width():
    with pytest.raises(ValueError, match="do not fit"):
        likert.person_means(np.ones((2, 4)), FIVE)


def test_person_means_refuse_mixed_scales():
    with pytest.raises(ValueError, match="common scale"):
        likert.person_means(np.ones((1, 2)), [Item("a"), Item("b", points=5)])


def test_score_group_returns_everything_that_belongs_to_a_score():
    answers = np.array([[7, 7, 7, 1, 7], [4, 4, 4, 4, np.nan], [np.nan] * 5, [1, 1, 1, 7, 1]])

    score = likert.score_group(answers, FIVE)

    assert isinstance(score, Score)
    assert (score.score, score.mean, score.n, score.sd) == (50.0, 4.0, 3, 50.0)
    assert score.standard_error == pytest.approx(50 / 3**0.5)
    assert score.interval == Interval(0, 100)
    assert score.top_two is not None
    assert (score.top_two.value, score.top_two.n) == (5 / 14, 14)
    assert score.agreement is not None
    assert score.agreement.rwg == 0.0
    assert not score.agreement.differ


def test_score_group_of_everybody_has_an_interval_without_width():
    answers = np.array([[7, 7, 7, 1, 7], [4, 4, 4, 4, 4.0]])

    score = likert.score_group(answers, FIVE, headcount=2)

    assert isinstance(score, Score)
    assert (score.standard_error, score.interval) == (0.0, Interval(75.0, 75.0))


def test_score_group_of_one_person_has_no_spread():
    score = likert.score_group(np.array([[6.0, 6, 6, 2, 6]]), FIVE, headcount=4)

    assert isinstance(score, Score)
    assert score.n == 1
    assert (score.sd, score.standard_error, score.interval, score.agreement) == (None,) * 4
    assert score.top_two is not None


def test_top_two_counts_sixes_and_sevens_after_recoding():
    example = vector("intervals_and_multiplicity")["top2box_example"]
    codes = np.array(example["answers"], dtype=np.float64)[:, None]

    forward = likert.score_group(codes, [Item("a")])
    mirrored = likert.score_group(8 - codes, [Item("a", reverse=True)])

    assert isinstance(forward, Score)
    assert forward == mirrored
    assert forward.top_two is not None
    assert forward.top_two.value == pytest.approx(example["top2"], abs=1e-5)


def test_a_weighted_mean_of_sevens_is_not_a_hair_over_seven():
    items = [Item(f"q{i}", weight=weight) for i, weight in enumerate((0.7, 0.1, 1.1, 2.3, 0.1))]

    assert likert.person_mean([7] * 5, items) == 7.0


@pytest.mark.parametrize("answers", [np.empty((0, 5)), np.full((3, 5), np.nan)])
def test_score_group_without_answers_is_suppressed_and_never_zero(answers):
    assert likert.score_group(answers, FIVE) == Suppressed(Reason.NOT_ENOUGH_ANSWERS)


def test_score_group_refuses_more_answers_than_people():
    with pytest.raises(ValueError, match="cannot come from"):
        likert.score_group(np.full((3, 5), 4.0), FIVE, headcount=2)


def test_levels_place_the_codes_on_the_scale():
    item = Item("often", points=5, levels=(1, 1.4, 3, 5))
    mirrored = Item("often", reverse=True, points=5, levels=(1, 1.4, 3, 5))
    answers = np.array([[1.0], [2.0], [np.nan], [4.0]])

    assert [recode(code, item) for code in (1, 2, 3, 4)] == [1, 1.4, 3, 5]
    assert recode(2, mirrored) == pytest.approx(4.6)
    assert recode_answers(answers, [item]).ravel() == pytest.approx(
        [1, 1.4, np.nan, 5], nan_ok=True
    )
    assert recode_answers(answers, [mirrored]).ravel() == pytest.approx(
        [5, 4.6, np.nan, 1], nan_ok=True
    )
    with pytest.raises(ValueError, match="outside"):
        recode(5, item)
    with pytest.raises(ValueError, match="outside"):
        recode_answers(np.array([[5.0]]), [item])


def test_person_mean_of_mixed_scales_is_the_same_with_and_without_arrays():
    items = [Item("a", points=7), Item("b", points=7, levels=(1, 4, 7)), Item("c", reverse=True)]
    answers = np.array([[6.0, 2.0, 2.0]])

    (mean,) = person_means(answers, items)

    assert mean == pytest.approx((6 + 4 + 6) / 3)
    assert person_mean([6, 2, 2], items) == pytest.approx(mean)
