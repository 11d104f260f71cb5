from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_tables import vector

from assessments.scoring import omega, reliability

VECTOR = vector("reliability")
TOY = VECTOR["toy"]
RAW = np.array(TOY["raw_answers_item4_reverse_keyed"], dtype=np.float64)
RECODED = np.where(np.arange(5) == 3, 8 - RAW, RAW)
UNEQUAL = (0.9, 0.8, 0.7, 0.6, 0.5)


def related(loadings):
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1)
    return matrix


def sample(loadings, people, points=7, seed=1):
    """Return codes of people whose opinion shows in each statement as its loading says."""
    draw = np.random.default_rng(seed)
    common, loadings = draw.normal(size=(people, 1)), np.array(loadings)
    own = draw.normal(size=(people, len(loadings))) * np.sqrt(1 - loadings**2)
    middle, reach = (points + 1) / 2, (points - 1) / 4
    return np.clip(np.round(middle + reach * (common * loadings + own)), 1, points)


def of(answers):
    model = omega.one_factor(reliability.covariances(answers))
    return omega.omega(model), omega.interval(model, answers)


def test_omega_and_its_model_match_the_vector():
    # The vector's figures divide by n, the covariances here by n - 1
    to_n = (len(RAW) - 1) / len(RAW)
    model = omega.one_factor(reliability.covariances(RECODED))

    assert omega.omega(model) == pytest.approx(TOY["omega_ml"], abs=5e-4)
    assert omega.omega(model) == pytest.approx(0.9661167, abs=1e-6)  # lavaan
    loadings = model.loadings * model.scales * np.sqrt(to_n)
    assert loadings.tolist() == pytest.approx(TOY["loadings_ml"], abs=1e-3)
    theta = model.uniquenesses * model.scales**2 * to_n
    assert theta.tolist() == pytest.approx(TOY["theta_ml"], abs=1e-3)


@pytest.mark.parametrize("case", [one for one in VECTOR["analytic"] if "omega" in one])
def test_omega_of_the_analytic_cases(case):
    loadings = UNEQUAL if "loadings" in case["case"] else [np.sqrt(0.5)] * 5

    model = omega.one_factor(related(loadings))

    assert omega.omega(model) == pytest.approx(case["omega"], abs=1e-6)
    assert model.loadings.tolist() == pytest.approx(list(loadings), abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(0.3, 0.95), min_size=3, max_size=12),
    st.lists(st.floats(0.2, 3), min_size=12, max_size=12),
)
def test_omega_is_that_of_the_model_that_made_the_covariances(loadings, scales):
    loads, scale = np.array(loadings), np.array(scales[: len(loadings)])
    common = (scale @ loads) ** 2
    expected = common / (common + scale**2 @ (1 - loads**2))

    model = omega.one_factor(related(loads) * np.outer(scale, scale))

    assert omega.omega(model) == pytest.approx(expected, abs=1e-5)


def test_sign_of_a_statement_turned_the_wrong_way_is_kept():
    model = omega.one_factor(related([0.8, 0.7, -0.6, 0.9]))

    assert np.sign(model.loadings).tolist() == [1, 1, -1, 1]
    assert omega.omega(model) < 0.8 * omega.omega(omega.one_factor(related([0.8, 0.7, 0.6, 0.9])))


@pytest.mark.parametrize(
    "covariance",
    [
        pytest.param(np.eye(1), id="one statement"),
        pytest.param(related([0.8, 0.7]), id="two statements"),
        pytest.param(np.diag([1.0, 1.0, 0.0]), id="a constant statement"),
        pytest.param(np.ones((3, 3)), id="statements that are the same"),
        # 0.9 * 0.9 / 0.3 is more variance than the first statement has
        pytest.param(
            np.array([[1, 0.9, 0.9], [0.9, 1, 0.7], [0.9, 0.7, 1.0]]), id="an improper solution"
        ),
    ],
)
def test_no_proper_model_is_none(covariance):
    assert omega.one_factor(covariance) is None


@pytest.mark.parametrize("points", [2, 5, 11])
def test_order_of_people_and_scale_change_nothing(points):
    answers = sample(UNEQUAL, 150, points)

    value, interval = of(answers)
    turned, of_turned = of(3 * answers[::-1] + 2)

    assert turned == pytest.approx(value, abs=1e-7)
    assert [of_turned.low, of_turned.high] == pytest.approx([interval.low, interval.high], abs=1e-7)
    assert interval.low < value < interval.high


def test_interval_is_that_of_a_bootstrap():
    answers = sample(UNEQUAL, 400)
    draw = np.random.default_rng(7)
    again = (answers[draw.integers(0, 400, 400)] for _ in range(400))
    drawn = [omega.omega(omega.one_factor(reliability.covariances(one))) for one in again]

    _, interval = of(answers)

    assert [interval.low, interval.high] == pytest.approx(
        np.percentile(drawn, [2.5, 97.5]).tolist(), abs=0.01
    )
    assert np.std(drawn) == pytest.approx((interval.high - interval.low) / 3.92, rel=0.15)


def test_interval_holds_the_true_omega_about_95_times_in_100():
    loads = np.array(UNEQUAL)
    # Of the rounded answers, not of the opinion behind them: a very large sample's
    true, _ = of(sample(loads, 400_000, seed=99))

    found = [of(sample(loads, 150, seed=seed))[1] for seed in range(300)]

    inside = sum(one.low <= true <= one.high for one in found)
    assert 0.91 <= inside / len(found) <= 0.985


def test_slopes_are_those_of_small_steps():
    model = omega.one_factor(reliability.covariances(sample(UNEQUAL, 300)))
    step = np.zeros((5, 5))
    step[0, 2] = step[2, 0] = 1e-4

    up, down = (
        omega.omega(omega.one_factor((model.related + by) * np.outer(model.scales, model.scales)))
        for by in (step, -step)
    )

    assert (up - down) / 2e-4 == pytest.approx(2 * omega._slopes(model)[0, 2], rel=1e-4)


def test_many_statements_and_people_are_no_trouble():
    value, interval = of(sample([0.6] * 30, 2000))

    assert value == pytest.approx(0.94, abs=0.02)
    assert interval.high - interval.low < 0.02
