from __future__ import annotations

from assessments.scoring import priorities
from assessments.scoring.values import (
    Agreement,
    AgreementWord,
    Bound,
    Reason,
    ReleasedScore,
    Score,
    Suppressed,
)


def scored(points, rwg=None):
    agreed = None if rwg is None else Agreement(rwg, rwg, 1.0, AgreementWord.WEAK, differ=False)
    return Score(points, points / 100 * 6 + 1, 6, 1.0, 1.0, None, agreed, None)


def test_rank_puts_most_room_first():
    scores = {"architecture": scored(70), "testing": scored(20), "culture": scored(50)}

    assert priorities.rank(scores) == ["testing", "culture", "architecture"]


def test_rank_multiplies_room_by_weight():
    scores = {"architecture": scored(70), "testing": scored(20), "culture": scored(50)}

    weights = {"architecture": 3.0, "testing": 0.5}

    assert priorities.rank(scores, weights) == ["architecture", "culture", "testing"]


def test_rank_breaks_ties_by_lowest_agreement_then_by_key():
    scores = {
        "d": scored(50),
        "c": scored(50, rwg=0.9),
        "b": scored(50, rwg=0.2),
        "a": scored(50, rwg=0.9),
    }

    assert priorities.rank(scores) == ["b", "a", "c", "d"]


def test_rank_reads_released_figures_and_skips_suppressed_ones():
    scores = {
        "a": ReleasedScore(60, Bound.EXACT, "5-9", agreement=AgreementWord.STRONG),
        "b": ReleasedScore(60, Bound.EXACT, "5-9", agreement=AgreementWord.WEAK),
        "c": Suppressed(Reason.TOO_FEW),
    }

    assert priorities.rank(scores) == ["b", "a"]
    assert priorities.rank({}) == []
