"""What an overview shows, in sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np

from assessments.charts import words
from assessments.charts.labels import label_tier
from assessments.charts.overview_grid import REASONS, Codes, OverviewGrid
from assessments.scoring.values import Tier


def _medians(grid: OverviewGrid) -> list[tuple[int, str]]:
    """Return median of the teams shown and name of each practice, lowest first."""
    columns = zip(grid.scores.T, grid.practices, strict=True)
    shown = [(column[column >= 0], practice.name) for column, practice in columns]
    return sorted((int(np.median(scores)), name) for scores, name in shown if len(scores))


def title(grid: OverviewGrid) -> str:
    """Return the finding: the practice with the lowest median of the teams shown."""
    medians = _medians(grid)
    if not medians:
        return "None of the practices can be shown for any team"
    score, name = medians[0]
    return f"{words.opening(name)} is lowest: half of the teams shown are at {score} of 100 or less"


def summary(grid: OverviewGrid) -> str:
    """Return teams by tier, medians of the practices, and how many scores are missing and why."""
    medians = [f"{words.inside(name)} {score}" for score, name in _medians(grid)]
    sentences = [_tiers_sentence(grid)]
    if medians:
        sentences.append(f"Median of the teams shown, lowest first: {words.joined(medians)}.")
    return " ".join([*sentences, *_hidden_sentence(grid.scores)])


def _tiers_sentence(grid: OverviewGrid) -> str:
    number = np.bincount(grid.placements, minlength=len(grid.labels))
    teams: Counter[Tier | None] = Counter()
    for label, count in zip(grid.labels, number, strict=True):
        teams[label_tier(label)] += int(count)
    parts = [f"{teams[tier]:,} {words.tier_word(tier)}" for tier in Tier if teams[tier]]
    parts += [f"{teams[None]:,} not placed"] if teams[None] else []
    noun = "team" if len(grid.names) == 1 else "teams"
    return f"{len(grid.names):,} {noun} by the likeliest tier: {words.joined(parts)}."


def _hidden_sentence(scores: Codes) -> list[str]:
    hidden = Counter((-1 - scores[scores < 0]).tolist())
    if not hidden:
        return []
    reasons = [f"{words.reason_text(REASONS[c])} ({n:,})" for c, n in hidden.most_common()]
    return [f"{hidden.total():,} of {scores.size:,} scores are missing: {words.joined(reasons)}."]
