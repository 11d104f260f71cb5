"""What an overview shows, in sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np

from assessments.charts import words
from assessments.charts.labels import label_tier
from assessments.charts.overview_grid import REASONS, Codes, OverviewGrid
from assessments.charts.speech import gettext, ngettext, number_text
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
        return gettext("None of the practices can be shown for any team")
    score, name = medians[0]
    return gettext(
        "%(practice)s is lowest: half of the teams shown are at %(score)s of 100 or less"
    ) % {"practice": words.opening(name), "score": score}


def summary(grid: OverviewGrid) -> str:
    """Return teams by tier, medians of the practices, and how many scores are missing and why."""
    medians = [f"{words.inside(name)} {score}" for score, name in _medians(grid)]
    sentences = [_tiers_sentence(grid)]
    if medians:
        text = gettext("Median of the teams shown, lowest first: %(medians)s.")
        sentences.append(text % {"medians": words.joined(medians)})
    return " ".join([*sentences, *_hidden_sentence(grid.scores)])


def _tiers_sentence(grid: OverviewGrid) -> str:
    number = np.bincount(grid.placements, minlength=len(grid.labels))
    teams: Counter[Tier | None] = Counter()
    for label, count in zip(grid.labels, number, strict=True):
        teams[label_tier(label)] += int(count)
    parts = [
        f"{number_text(teams[place])} {words.place_word(place)}"
        for place in (*Tier, None)
        if teams[place]
    ]
    text = ngettext(
        "%(number)s team by the likeliest tier: %(tiers)s.",
        "%(number)s teams by the likeliest tier: %(tiers)s.",
        len(grid.names),
    )
    return text % {"number": number_text(len(grid.names)), "tiers": words.joined(parts)}


def _hidden_sentence(scores: Codes) -> list[str]:
    hidden = Counter((-1 - scores[scores < 0]).tolist())
    if not hidden:
        return []
    reasons = [
        f"{words.reason_text(REASONS[code])} ({number_text(count)})"
        for code, count in hidden.most_common()
    ]
    text = gettext("%(missing)s of %(all)s scores are missing: %(reasons)s.")
    return [
        text
        % {
            "missing": number_text(hidden.total()),
            "all": number_text(scores.size),
            "reasons": words.joined(reasons),
        }
    ]
