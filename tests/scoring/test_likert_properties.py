"""ACCEPTANCE 1 and 2: what holds for every set of answers, and the exact reference."""

from __future__ import annotations

import numpy as np
import pytest
from exact_reference import exact_group_score, exact_person_mean, exact_points, exact_variance
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.scoring import guards, likert
from assessments.scoring.values import Item, Score, Suppressed

WEIGHTS = st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0, 1.0, 1.0, 2.0, 3.0, 7.5])


@st.composite
def practices(draw, max_people=12):
    points = draw(st.sampled_from([5, 7, 7, 7]))
    items = [
        Item(f"q{i}", reverse=draw(st.booleans()), weight=draw(WEIGHTS), points=points)
        for i in range(draw(st.integers(1, 7)))
    ]
    code = st.one_of(st.integers(1, points), st.integers(1, points), st.none())
    sheet = st.lists(code, min_size=len(items), max_size=len(items))
    return items, draw(st.lists(sheet, max_size=max_people))


def as_array(sheets, items):
    rows = [[np.nan if code is None else code for code in sheet] for sheet in sheets]
    return np.array(rows, dtype=np.float64).reshape(len(sheets), len(items))


def group_score(sheets, items):
    result = likert.score_group(as_array(sheets, items), items)
    return result.score if isinstance(result, Score) else None


@given(practices())
def test_score_stays_in_its_range(practice):
    items, sheets = practice

    result = likert.score_group(as_array(sheets, items), items)

    if isinstance(result, Score):
        assert 0 <= result.score <= 100
        assert 1 <= result.mean <= items[0].points
        assert result.top_two is not None
        assert 0 <= result.top_two.interval.low <= result.top_two.value
        assert result.top_two.value <= result.top_two.interval.high <= 1
        if result.interval is not None:
            assert 0 <= result.interval.low <= result.interval.high <= 100


@given(practices(), st.randoms())
def test_order_of_people_and_items_does_not_matter(practice, random):
    items, sheets = practice
    people = random.sample(range(len(sheets)), len(sheets))
    columns = random.sample(range(len(items)), len(items))

    shuffled = [[sheets[person][column] for column in columns] for person in people]
    result = group_score(shuffled, [items[column] for column in columns])

    assert result == pytest.approx(group_score(sheets, items), abs=1e-9)


@given(practices(), st.data())
def test_raising_an_answer_never_lowers_a_score_and_mirrored_for_reverse_items(practice, data):
    items, sheets = practice
    given_codes = [
        (person, column)
        for person, sheet in enumerate(sheets)
        for column, code in enumerate(sheet)
        if code is not None and code < items[column].points
    ]
    assume(given_codes)
    person, column = data.draw(st.sampled_from(given_codes))
    raised = [list(sheet) for sheet in sheets]
    raised[person][column] += 1

    before, after = group_score(sheets, items), group_score(raised, items)

    if before is None:
        assert after is None
    elif items[column].reverse:
        assert after <= before + 1e-9
    else:
        assert after >= before - 1e-9


@given(practices(), st.integers(1, 5))
def test_people_without_answers_are_neutral(practice, silent):
    items, sheets = practice

    more = [*sheets, *([[None] * len(items)] * silent)]

    assert group_score(more, items) == group_score(sheets, items)


@given(practices(), st.floats(1, 7))
def test_a_missing_answer_is_neutral_where_the_others_are_alike(practice, value):
    items, _ = practice
    plain = [Item(item.code, weight=item.weight) for item in items]
    code = round(value)
    full = [code] * len(plain)

    mean = likert.person_mean([*full[:-1], None], plain)

    assert mean is None or mean == pytest.approx(likert.person_mean(full, plain))


@given(practices(), st.floats(1e-3, 1e3))
def test_scaling_all_weights_changes_nothing(practice, factor):
    items, sheets = practice
    scaled = [Item(item.code, item.reverse, item.weight * factor, item.points) for item in items]

    assert group_score(sheets, scaled) == pytest.approx(group_score(sheets, items), abs=1e-9)


@given(practices(), st.data())
def test_a_parent_is_the_weighted_mean_of_its_children(practice, data):
    items, sheets = practice
    cut = data.draw(st.integers(0, len(sheets)))
    children = [
        likert.score_group(as_array(part, items), items) for part in (sheets[:cut], sheets[cut:])
    ]
    scored = [child for child in children if isinstance(child, Score)]

    parent = likert.score_group(as_array(sheets, items), items)

    if not scored:
        assert isinstance(parent, Suppressed)
    else:
        assert isinstance(parent, Score)
        people = sum(child.n for child in scored)
        expected = sum(child.score * child.n for child in scored) / people
        assert (parent.n, parent.score) == (people, pytest.approx(expected, abs=1e-9))


@given(practices(max_people=0))
def test_an_empty_group_has_no_score(practice):
    items, sheets = practice

    assert isinstance(likert.score_group(as_array(sheets, items), items), Suppressed)


@given(practices())
def test_person_mean_is_the_same_function_alone_and_in_a_group(practice):
    items, sheets = practice

    together = likert.person_means(as_array(sheets, items), items)

    # Sums in another order may differ in the last binary digit
    alone = [pytest.approx(likert.person_mean(sheet, items), abs=1e-12) for sheet in sheets]
    assert [None if np.isnan(mean) else float(mean) for mean in together] == alone


@given(practices(max_people=20))
def test_shown_figures_equal_the_exact_reference(practice):
    items, sheets = practice

    result = likert.score_group(as_array(sheets, items), items)

    exact = exact_group_score(sheets, items)
    if exact is None:
        assert isinstance(result, Suppressed)
        return
    assert isinstance(result, Score)
    assert guards.whole_points(result.score) == exact_points(exact)
    assert result.n == sum(exact_person_mean(sheet, items) is not None for sheet in sheets)
    if result.sd is not None:
        assert result.sd**2 == pytest.approx(float(exact_variance(sheets, items)), abs=1e-6)


def test_the_exact_reference_notices_a_reverse_item_taken_as_it_is():
    sheets, items = [[7, 1]], [Item("a"), Item("b", reverse=True)]

    forgotten = group_score(sheets, [Item("a"), Item("b")])

    assert exact_points(exact_group_score(sheets, items)) == 100
    assert guards.whole_points(forgotten) == 50
