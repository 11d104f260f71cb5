"""A filter's cells isolate nobody below k; without the audit, or without its rules, they do."""

from __future__ import annotations

from math import inf
from random import Random

import numpy as np
import pytest
from filter_reference import isolated, random_table
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import disclosure, filter_cells
from assessments.scoring.crossing import Crossed
from assessments.scoring.inseparable import NoAnswerInTimeError


def endless():
    return inf


def chosen(table, k, *, tie, left=endless, **options):
    least = max(10, k)
    return filter_cells.choose(
        table, k, least=least, node_from=max(30, least), tie=tie, left=left, **options
    )


def people_of(table):
    columns = [disclosure.totals(table.parents, own.tolist()) for own in table.own.T]
    return np.array(columns).T


def grown(random, k=5, values=2):
    """A table in which nodes reach thirty answers now and then."""
    table = random_table(random, nodes=random.randint(1, 6), values=values, k=k)
    own = table.own * random.choice([1, 1, 2])
    shown = disclosure.safe_release(table.parents, own.sum(axis=1).tolist(), k)
    return Crossed(table.parents, np.array(shown), own)


def residual_of_values(table, cells):
    people = people_of(table)
    return np.where(cells.any(axis=1), people.sum(axis=1) - (people * cells).sum(axis=1), 0)


@given(st.integers(0, 2**32), st.sampled_from([5, 6, 12]))
def test_cells_keep_every_rule(seed, k):
    table = grown(Random(seed), k)
    least, people = max(10, k), people_of(table)

    cells = chosen(table, k, tie=b"release")

    assert not cells[:, 0].any()
    assert (people[cells] >= least).all()
    at_some = cells.any(axis=1)
    assert (np.array(table.shown) >= at_some).all()
    assert (people.sum(axis=1)[at_some] >= 30).all()
    rest = residual_of_values(table, cells)
    assert ((rest == 0) | (rest >= least)).all()
    for value in range(1, cells.shape[1]):
        own = table.own[:, value].tolist()
        assert disclosure.is_safe(table.parents, own, cells[:, value].tolist(), least)


def test_attacker_isolates_nobody_but_does_when_the_audit_or_the_rules_are_off():
    random = Random(100)
    found = {"audit": 0, "rules": 0}
    shown = 0
    for _ in range(400):
        table = grown(random)
        people = people_of(table)

        cells = chosen(table, 5, tie=b"release")
        unaudited = chosen(table, 5, tie=b"release", audited=False)
        by_size = (people >= 10) & (people.sum(axis=1) >= 30)[:, None]
        by_size &= np.array(table.shown)[:, None]
        by_size[:, 0] = False

        assert isolated(table, cells, 5) == []
        assert (cells <= unaudited).all()
        shown += cells.sum()
        found["audit"] += bool(isolated(table, unaudited, 5))
        found["rules"] += bool(isolated(table, by_size, 5))
    # The negative controls: the same organisations, with a protection taken away.
    assert found["audit"] >= 5
    assert found["rules"] > found["audit"]
    assert shown > 100


def unit(*teams):
    own = np.array([[0] * len(teams[0]), *teams])
    return Crossed([-1] + [0] * len(teams), np.ones(len(own), dtype=bool), own)


def test_roles_are_shown_from_ten_people_on_units_of_thirty():
    table = unit([0, 10, 10], [0, 5, 6])

    assert chosen(table, 5, tie=b"").tolist() == [
        [False, True, True],
        [False, False, False],
        [False, False, False],
    ]
    few = unit([0, 10, 10], [0, 5, 4])
    assert not chosen(few, 5, tie=b"").any()


def test_people_without_a_role_are_never_left_over_alone():
    table = unit([3, 20, 20], [0, 20, 20])

    cells = chosen(table, 5, tie=b"")

    assert cells[0].sum() == 1
    assert not cells[:, 0].any()


def test_audit_hides_what_crosses_the_tree():
    """By the rules alone the role may be shown; less the first team it would be two people."""
    table = unit([0, 12, 0], [0, 2, 30])

    unaudited = chosen(table, 5, tie=b"", audited=False)
    cells = chosen(table, 5, tie=b"")

    assert unaudited[0].tolist() == [False, True, True]
    assert not cells[0].any()


def test_choice_is_the_same_at_every_try_and_knows_no_answers():
    table = grown(Random(5))

    once, again = (chosen(table, 5, tie=b"t") for _ in range(2))

    assert (once == again).all()


def test_choice_without_time_is_no_choice():
    table = unit([0, 12, 0], [0, 2, 30])

    with pytest.raises(NoAnswerInTimeError):
        chosen(table, 5, tie=b"", left=lambda: 0.0)
