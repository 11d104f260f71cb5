"""The scoring rule once more, in exact fractions and plain loops: the oracle of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from assessments.scoring.values import Item

Codes = Sequence[int | None]


def exact_person_mean(codes: Codes, items: Sequence[Item]) -> Fraction | None:
    counted = [(code, item) for code, item in zip(codes, items, strict=True) if item.weight > 0]
    answered = [(code, item) for code, item in counted if code is not None]
    if not answered or Fraction(len(answered), len(counted)) < Fraction(3, 5):
        return None
    total = weight = Fraction(0)
    for code, item in answered:
        share = Fraction(str(item.weight))
        total += share * (item.points + 1 - code if item.reverse else code)
        weight += share
    return total / weight


def exact_group_score(sheets: Sequence[Codes], items: Sequence[Item]) -> Fraction | None:
    means = [exact_person_mean(codes, items) for codes in sheets]
    counted = [mean for mean in means if mean is not None]
    if not counted:
        return None
    mean = sum(counted, Fraction(0)) / len(counted)
    return (mean - 1) / (items[0].points - 1) * 100


def exact_variance(sheets: Sequence[Codes], items: Sequence[Item]) -> Fraction:
    scores = [exact_group_score([codes], items) for codes in sheets]
    counted = [score for score in scores if score is not None]
    mean = sum(counted, Fraction(0)) / len(counted)
    return sum(((score - mean) ** 2 for score in counted), Fraction(0)) / (len(counted) - 1)


def exact_points(score: Fraction) -> int:
    return floor(score + Fraction(1, 2))
