from __future__ import annotations

import numpy as np
import pytest
import reliability_reference as reference
from hypothesis import given
from hypothesis import strategies as st
from published_tables import vector
from scipy import stats

from assessments.scoring import reliability

VECTOR = vector("reliability")
TOY = VECTOR["toy"]
RAW = np.array(TOY["raw_answers_item4_reverse_keyed"], dtype=np.float64)
RECODED = np.where(np.arange(5) == 3, 8 - RAW, RAW)
COVARIANCE = reliability.covariances(RECODED)


@st.composite
def answers(draw, least=1):
    items = draw(st.integers(least, 6))
    points = draw(st.integers(2, 11))
    row = st.lists(st.integers(1, points), min_size=items, max_size=items)
    return draw(st.lists(row, min_size=3, max_size=25))


def covariances(rows):
    return reliability.covariances(np.array(rows, dtype=np.float64))


def close(values):
    return [value if value is None else pytest.approx(float(value), abs=1e-9) for value in values]


def all_figures(covariance):
    return [
        reliability.alpha(covariance),
        reliability.standardised_alpha(covariance),
        reliability.mean_correlation(covariance),
    ]


def test_alpha_and_its_interval_match_the_vector():
    value = reliability.alpha(COVARIANCE)
    interval = reliability.feldt(value, *RECODED.shape)

    assert value == pytest.approx(TOY["alpha"], abs=1e-6)
    assert [interval.low, interval.high] == pytest.approx(TOY["alpha_ci95"], abs=1e-5)


def test_forgetting_to_recode_the_reverse_item_shows():
    wrong = reliability.alpha(reliability.covariances(RAW))

    assert wrong == pytest.approx(TOY["alpha_without_reversing_item4"], abs=1e-5)


def test_statements_of_the_vector_match_it():
    rests = reliability.rest_correlations(COVARIANCE)
    without = reliability.alphas_without(COVARIANCE)

    assert rests == pytest.approx(TOY["corrected_item_total_r"], abs=1e-5)
    assert without == pytest.approx(TOY["alpha_if_deleted"], abs=1e-5)


def test_parallel_items_have_the_alpha_of_spearman_and_brown():
    (case,) = (one for one in VECTOR["analytic"] if one["case"].startswith("5 parallel"))
    related = np.full((5, 5), 0.5) + 0.5 * np.eye(5)

    assert reliability.alpha(related) == pytest.approx(case["alpha"], abs=1e-6)
    assert reliability.standardised_alpha(related * 9) == pytest.approx(case["alpha"], abs=1e-6)
    assert reliability.mean_correlation(related) == pytest.approx(0.5)


def test_unequal_loadings_have_the_alpha_of_the_vector():
    (case,) = (one for one in VECTOR["analytic"] if "loadings" in one["case"])
    loadings = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    related = np.outer(loadings, loadings)
    np.fill_diagonal(related, 1)

    assert reliability.alpha(related) == pytest.approx(case["alpha"], abs=1e-5)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[4, 4, 4]] * 5, id="everybody the same"),
        pytest.param([[1], [5], [7]], id="one statement"),
        pytest.param([[1, 7], [3, 5], [7, 1]], id="statements that cancel out"),
    ],
)
def test_alpha_without_variance_or_of_one_statement_is_none(rows):
    assert reliability.alpha(covariances(rows)) is None


def test_constant_statement_has_no_correlation():
    covariance = covariances([[1, 4, 2], [5, 4, 4], [7, 4, 7]])

    rests = reliability.rest_correlations(covariance)

    assert rests[1] is None
    assert None not in (rests[0], rests[2])
    assert reliability.standardised_alpha(covariance) is None
    assert reliability.mean_correlation(covariance) is None
    assert reliability.alpha(covariance) is not None


def test_two_statements_have_no_alpha_without_one():
    covariance = covariances([[1, 2], [5, 4], [7, 7]])

    assert reliability.alphas_without(covariance) == [None, None]
    # Each is the rest of the other
    first, second = reliability.rest_correlations(covariance)
    assert first == pytest.approx(second)
    assert first == pytest.approx(reliability.mean_correlation(covariance))


def test_one_statement_has_no_rest():
    covariance = covariances([[1], [5], [7]])

    assert reliability.rest_correlations(covariance) == [None]
    assert reliability.mean_correlation(covariance) is None


def test_alpha_of_contradicting_statements_is_negative():
    assert reliability.alpha(covariances([[1, 6], [3, 5], [7, 1], [6, 2]])) < 0


def test_too_few_people_are_an_error():
    with pytest.raises(ValueError, match="two people"):
        covariances([[1, 2, 3]])
    with pytest.raises(ValueError, match="two people"):
        reliability.feldt(0.8, 1, 5)
    with pytest.raises(ValueError, match="two items"):
        reliability.feldt(0.8, 30, 1)


def test_people_with_a_missing_answer_are_left_out():
    rows = np.array([[1, 2], [np.nan, 3], [4, 5], [6, np.nan]])

    assert reliability.complete(rows).tolist() == [[1, 2], [4, 5]]


@pytest.mark.parametrize(("value", "n", "items"), [(0.7, 30, 5), (0.9, 2800, 10), (-0.2, 60, 2)])
def test_feldt_interval_is_that_of_scipys_f(value, n, items):
    f = stats.f(n - 1, (n - 1) * (items - 1))

    interval = reliability.feldt(value, n, items)

    assert interval.low == pytest.approx(1 - (1 - value) * f.ppf(0.975))
    assert interval.high == pytest.approx(1 - (1 - value) * f.ppf(0.025))
    assert interval.low < value < interval.high


@given(answers())
def test_figures_equal_the_reference(rows):
    covariance = covariances(rows)

    assert [reliability.alpha(covariance)] == close([reference.alpha(rows)])
    assert reliability.rest_correlations(covariance) == close(reference.rest_correlations(rows))
    assert reliability.alphas_without(covariance) == close(reference.alphas_without(rows))
    assert [reliability.mean_correlation(covariance)] == close([reference.mean_correlation(rows)])


@given(answers(least=2), st.randoms(use_true_random=False), st.integers(-20, 20))
def test_order_of_people_and_shift_of_the_scale_change_no_digit(rows, draw, shift):
    moved = [[code + shift for code in row] for row in rows]
    draw.shuffle(moved)

    assert covariances(moved).tolist() == covariances(rows).tolist()


@given(answers(least=2), st.integers(2, 10))
def test_stretching_the_scale_changes_nothing(rows, factor):
    stretched = covariances([[code * factor for code in row] for row in rows])

    assert all_figures(stretched) == close(all_figures(covariances(rows)))


@given(answers(least=2), st.data())
def test_order_of_statements_only_orders_their_figures(rows, data):
    order = data.draw(st.permutations(range(len(rows[0]))))
    before, after = covariances(rows), covariances([[row[at] for at in order] for row in rows])
    rests, without = reliability.rest_correlations(before), reliability.alphas_without(before)

    assert all_figures(after) == close(all_figures(before))
    assert reliability.rest_correlations(after) == close(rests[at] for at in order)
    assert reliability.alphas_without(after) == close(without[at] for at in order)
