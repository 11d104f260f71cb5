"""Which practice has most room to improve. It is an order of room, not of proven return."""

from __future__ import annotations

from collections.abc import Mapping

from .values import Agreement, AgreementWord, ReleasedScore, Score, Suppressed

# The lower end of each word's range of r_wg, so that words and figures share one order.
_RWG_OF_WORD = {
    AgreementWord.NONE: 0.0,
    AgreementWord.WEAK: 0.30,
    AgreementWord.MODERATE: 0.50,
    AgreementWord.STRONG: 0.70,
    AgreementWord.VERY_STRONG: 0.90,
}


def rank(
    scores: Mapping[str, Score | ReleasedScore | Suppressed],
    weights: Mapping[str, float] | None = None,
) -> list[str]:
    """Return the practices' keys by (100 - score) x weight, most room first.

    Ties go to the lowest agreement (unknown agreement last), then to the key. The weight is
    1 where none is given. Suppressed practices have no place in the order. No scores give an
    empty list.
    """
    shown = {key: score for key, score in scores.items() if not isinstance(score, Suppressed)}
    chosen = weights or {}

    def order(key: str) -> tuple[float, float, str]:
        room = (100 - shown[key].score) * chosen.get(key, 1.0)
        return -round(room, 9), _agreement(shown[key].agreement), key

    return sorted(shown, key=order)


def _agreement(value: Agreement | AgreementWord | None) -> float:
    if value is None:
        return 1.0
    return value.rwg if isinstance(value, Agreement) else _RWG_OF_WORD[value]
