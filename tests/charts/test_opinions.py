import dataclasses

import pytest
from samples import ELITE, HIGH, LOW, MEDIUM, PLACEMENT, RULE_SET

from assessments.charts.opinions import opinions, score_text
from assessments.scoring.values import (
    Bound,
    ReleasedQuickScore,
    SecondOpinions,
    TierProfile,
)

SHARES = {LOW: 0.19, MEDIUM: 0.69, HIGH: 0.11}
TABLE = dataclasses.replace(
    RULE_SET, profiles=tuple(TierProfile(tier, {}, share) for tier, share in SHARES.items())
)


def of(**changes):
    second = dataclasses.replace(PLACEMENT.second_opinions, **changes)
    return opinions(dataclasses.replace(PLACEMENT, second_opinions=second), TABLE)


def test_opinions_say_rule_and_finding():
    assert [(opinion.rule, opinion.finding) for opinion in of()] == [
        ("DORA’s rule of 2019", "medium"),
        ("DORA’s score of 2023 and later", "6.4 of 10"),
        (
            (
                "If you start from how common each tier was among the respondents of 2022 "
                "(19% low, 69% medium and 11% high)"
            ),
            "most likely medium",
        ),
    ]


def test_each_opinion_says_what_it_means():
    meanings = [opinion.meaning for opinion in of()]

    assert [meaning[-1] for meaning in meanings] == [".", ".", "."]
    assert "the mean of the four metrics" in meanings[1]
    assert "no sample of all teams" in meanings[2]


def test_score_of_three_metrics_says_so():
    score = ReleasedQuickScore(6.4, Bound.EXACT, 0.1, 3)

    assert "the mean of the 3 metrics that have a figure here" in of(score=score)[1].meaning


def test_rules_that_cannot_speak_are_left_out():
    assert [o.finding for o in of(tier_2019=None, by_share=None)] == ["6.4 of 10"]
    assert opinions(dataclasses.replace(PLACEMENT, second_opinions=SecondOpinions()), TABLE) == []


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (ReleasedQuickScore(7.0, Bound.EXACT, 0.1, 4), "7.0 of 10"),
        (ReleasedQuickScore(6.5, Bound.EXACT, 0.5, 4), "about 6.5 of 10"),
        (ReleasedQuickScore(8.5, Bound.AT_LEAST, 0.5, 4), "8.5 or more of 10"),
        (ReleasedQuickScore(1.5, Bound.AT_MOST, 0.5, 4), "1.5 or less of 10"),
    ],
)
def test_score_text_says_how_exact_it_is(score, text):
    assert score_text(score) == text


def test_elite_is_named_as_any_tier():
    assert of(tier_2019=ELITE)[0].finding == "elite"
