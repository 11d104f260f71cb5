"""Reliability once more, in plain loops and exact fractions: the oracle of the tests."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt


def variance(values):
    mean = Fraction(sum(values), len(values))
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def covariance(first, second):
    a, b = Fraction(sum(first), len(first)), Fraction(sum(second), len(second))
    return sum((x - a) * (y - b) for x, y in zip(first, second, strict=True)) / (len(first) - 1)


def alpha(rows):
    items = list(zip(*rows, strict=True))
    total = variance([sum(row) for row in rows])
    if len(items) < 2 or total == 0:
        return None
    parts = sum(variance(item) for item in items)
    return Fraction(len(items), len(items) - 1) * (1 - parts / total)


def correlation(first, second):
    spread = variance(first) * variance(second)
    return covariance(first, second) / sqrt(spread) if spread else None


def rest_correlations(rows):
    return [
        correlation([row[at] for row in rows], [sum(row) - row[at] for row in rows])
        for at in range(len(rows[0]))
    ]


def alphas_without(rows):
    return [alpha([row[:at] + row[at + 1 :] for row in rows]) for at in range(len(rows[0]))]


def mean_correlation(rows):
    items = list(zip(*rows, strict=True))
    pairs = [(a, b) for place, a in enumerate(items) for b in items[place + 1 :]]
    found = [correlation(a, b) for a, b in pairs]
    return sum(found) / len(found) if found and None not in found else None


def longest_run(codes):
    longest = run = 0
    before = None
    for code in codes:
        run = 0 if code is None else run + 1 if code == before else 1
        before, longest = code, max(longest, run)
    return longest
