"""What to do next: the practices with most room, each with the guide of its level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments.charts import words
from assessments.models import Outline, Practice
from assessments.scoring import priorities
from assessments.scoring.values import ReleasedScore

from .guides import guide_of

PRIORITIES = 3
# Which of a practice's three guides fits a score: under "neither agree nor disagree" on
# average, up to half-way between "somewhat agree" and "agree", and above.
MEDIUM_FROM, HIGH_FROM = 50, 75


@dataclass(frozen=True)
class NextStep:
    """A practice to work on: its score in words, the guide of its level."""

    practice: Practice
    score: str
    level: str
    looks_like: str
    steps: Sequence[Mapping[str, str]]
    caution: str


def next_steps(
    outline: Outline, values: Mapping[str, Any], many: int = PRIORITIES
) -> tuple[list[NextStep], str]:
    """Return so many practices with most room, and the names of others that scored just as low.

    The order is by score, not by return.
    """
    of_key = {practice.key: practice for practice in outline.practices}
    shown = {key: values[key] for key in of_key if isinstance(values.get(key), ReleasedScore)}
    ranked = priorities.rank(shown)
    first, rest = ranked[:many], ranked[many:]
    equal = [of_key[key].name for key in rest if shown[key].score == shown[first[-1]].score]
    steps = [_next_step(of_key[key], shown[key]) for key in first]
    return steps, words.joined(equal) if equal else ""


def tie_sentence(steps: Sequence[NextStep], equally_low: str, values: Mapping[str, Any]) -> str:
    """Return which practices tie with the last of the steps, and what chose between them.

    Nothing chose that a reader could see where no agreement is known, as on a single sheet.
    """
    if not equally_low:
        return ""
    last = values[steps[-1].practice.key]
    sentence = gettext("As low as the last of these (%(score)s): %(practices)s.") % {
        "score": steps[-1].score,
        "practices": equally_low,
    }
    if last.agreement is None:
        return sentence
    why = gettext("Of equal scores, those come first on which the team agrees least.")
    return f"{sentence} {why}"


def _next_step(practice: Practice, score: ReleasedScore) -> NextStep:
    level = level_of(score.score)
    guide = guide_of(practice)
    here = guide["levels"][level]
    return NextStep(
        practice=practice,
        score=words.score_text(score),
        level=level,
        looks_like=here["looks_like"],
        steps=here["steps"],
        caution=guide["caution"],
    )


def level_of(score: int) -> str:
    """Return which of the three guides fits a score of 0 to 100."""
    if score < MEDIUM_FROM:
        return "low"
    return "medium" if score < HIGH_FROM else "high"
