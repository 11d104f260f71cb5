"""The words of a chance are true of the chance, whatever it is and however coarse they are."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_tables import rule_set

from assessments.charts import words
from assessments.scoring import guards, placement
from assessments.scoring.values import Metric, Tier

OF_2022 = rule_set(2022)
STEPS = pytest.mark.parametrize("step", [1, 5])
# "35%" and "about 35%" stand for what rounding by largest remainder can make of three chances.
FARTHEST_OF_THREE = 2 / 3
SHOWN = (Tier.LOW, Tier.MEDIUM, Tier.HIGH)


def is_true(text, chance, step):
    """Read a percent as its reader does and say whether the chance (0 to 1) is what it says."""
    kind, figure = re.fullmatch(r"(under |over |about |)(\d+)%", text).groups()
    percent, said = 100 * chance, int(figure)
    if kind == "under ":
        return percent < said
    if kind == "over ":
        return percent > said
    return abs(percent - said) <= FARTHEST_OF_THREE * step + 1e-6


def false_words(chances, step):
    """Return what is said of the chances and is not so."""
    shown = guards.percents(chances, step)
    said = {tier: words.percent_text(percent, step) for tier, percent in shown.items()}
    return {t: said[t] for t, chance in chances.items() if not is_true(said[t], chance, step)}


@STEPS
def test_words_are_true_of_every_pattern_of_answers(step):
    patterns = [
        dict(zip(Metric, ([code] for code in codes), strict=True))
        for codes in product(range(1, 7), repeat=4)
    ]

    placed = [placement.place(OF_2022, answers).chances for answers in patterns]

    assert len(placed) == 1296
    assert [wrong for chances in placed if (wrong := false_words(chances, step))] == []


@STEPS
@given(weights=st.tuples(*3 * [st.floats(0, 1)]).filter(lambda parts: sum(parts) > 1e-3))
def test_words_are_true_of_any_three_chances(step, weights):
    chances = {tier: part / sum(weights) for tier, part in zip(SHOWN, weights, strict=True)}

    assert false_words(chances, step) == {}


@given(st.lists(st.tuples(*3 * [st.integers(1, 6)], st.integers(1, 8)), min_size=5, max_size=9))
def test_words_are_true_of_any_small_group(people):
    answers = dict(zip(Metric, map(list, zip(*people, strict=True)), strict=True))

    shown = guards.guard_placement(placement.place(OF_2022, answers), len(people), 5)

    exact = placement.place(OF_2022, answers).chances
    said = {tier: words.percent_text(p, shown.step) for tier, p in shown.percents.items()}
    assert [tier for tier in SHOWN if not is_true(said[tier], exact[tier], 5)] == []


def test_words_of_the_wrong_step_are_seen_to_be_false():
    chances = {Tier.LOW: 0.032, Tier.MEDIUM: 0.942, Tier.HIGH: 0.026}

    coarse = guards.percents(chances, 5)

    assert words.percent_text(coarse[Tier.HIGH]) == "under 1%"
    assert not is_true("under 1%", chances[Tier.HIGH], 1)
    assert false_words(chances, 5) == {}
