from __future__ import annotations

import numpy as np
import pytest
from published_tables import vector

from assessments.scoring import agreement, likert
from assessments.scoring.values import AgreementWord, Item, Score

VECTOR = vector("agreement")
TOY = vector("reliability")["toy"]
NaN = float("nan")
ITEMS = tuple(Item(f"q{i}", reverse=i == 3) for i in range(5))


def of_one(means, answers):
    return agreement.agreements(means[None], answers[None])[0]


def team_answers(team):
    rows = zip(TOY["raw_answers_item4_reverse_keyed"], TOY["team"], strict=True)
    return np.array([row for row, name in rows if name == team], dtype=np.float64)


@pytest.mark.parametrize("team", VECTOR["teams"])
def test_agreement_of_a_team_matches_the_vector(team):
    expected = VECTOR["teams"][team]

    score = likert.score_group(team_answers(team), ITEMS)

    assert isinstance(score, Score)
    assert score.agreement is not None
    assert (score.n, score.mean) == (expected["n"], pytest.approx(expected["mean"], abs=1e-5))
    assert score.agreement.rwg == pytest.approx(expected["rwg_of_score"], abs=1e-5)
    assert score.agreement.rwg_j == pytest.approx(expected["rwg_j"], abs=1e-5)
    assert score.agreement.average_deviation == pytest.approx(expected["ad_m_j"], abs=1e-5)


@pytest.mark.parametrize(
    ("values", "expected"), [([5, 5, 5, 5], 1.0), ([1, 1, 7, 7], 0.0), ([5], NaN), ([], NaN)]
)
def test_rwg_of_edge_cases(values, expected):
    assert agreement.rwg(values) == pytest.approx(expected, abs=0, nan_ok=True)


def test_null_variance_follows_the_number_of_points():
    assert [agreement.null_variance(points) for points in (5, 7)] == [2.0, 4.0]
    assert agreement.rwg([3, 4, 3, 4], points=5) == pytest.approx(1 - (1 / 3) / 2)


@pytest.mark.parametrize(
    ("rwg", "word"),
    [
        (0.0, AgreementWord.NONE),
        (0.30, AgreementWord.NONE),
        (0.31, AgreementWord.WEAK),
        (0.51, AgreementWord.MODERATE),
        (0.71, AgreementWord.STRONG),
        (0.91, AgreementWord.VERY_STRONG),
        (1.0, AgreementWord.VERY_STRONG),
    ],
)
def test_word_follows_lebreton_and_senter(rwg, word):
    assert agreement.word(rwg) is word


def test_agreement_leaves_out_missing_answers():
    answers = np.array([[4.0, 6.0, np.nan], [6.0, np.nan, np.nan]])

    assert agreement.average_deviation(answers) == 1.0
    assert agreement.rwg_j(answers) == pytest.approx(0.5)
    assert np.isnan(agreement.average_deviation(answers[:, 2:]))
    assert np.isnan(agreement.rwg_j(answers[:, 2:]))


def test_rwg_j_is_zero_when_people_differ_as_much_as_chance():
    assert agreement.rwg_j(np.array([[1.0, 1.0], [7.0, 7.0]])) == 0.0


def test_agreement_is_undefined_for_one_person():
    assert of_one(np.array([5.0]), np.full((1, 5), 5.0)) is None


@pytest.mark.parametrize(
    ("codes", "differ"),
    [
        ([1, 1, 7, 7], False),
        ([1, 1, 7, 7, 7], True),
        ([4, 4, 4, 4, 5], False),
    ],
)
def test_opinions_differ_only_from_five_people_on(codes, differ):
    means = np.array(codes, dtype=np.float64)

    result = of_one(means, means[:, None])

    assert result is not None
    assert result.differ is differ


def test_opinions_differ_by_average_deviation_alone():
    # Everybody's mean is 4, so r_wg is 1, while every single statement splits the group.
    answers = np.array([[1.0, 7.0], [7.0, 1.0]] * 3)

    result = of_one(answers.mean(axis=1), answers)

    assert result is not None
    assert (result.rwg, result.average_deviation, result.differ) == (1.0, 3.0, True)


@pytest.mark.parametrize(
    ("first", "deviation", "differ"),
    [([2, 2, 4, 4, 6, 6], 4 / 3, True), ([3, 3, 3, 5, 5, 5], 1.0, False)],
)
def test_the_average_deviation_may_reach_a_sixth_of_the_scale(first, deviation, differ):
    answers = np.array([first, first[::-1]], dtype=np.float64).T

    result = of_one(answers.mean(axis=1), answers)

    assert result is not None
    assert (result.average_deviation, result.differ) == (pytest.approx(deviation), differ)
