"""One cell of the heatmap: what stands in it, its colour's name, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assessments.charts import words
from assessments.charts.gap import Aim
from assessments.models import released_score
from assessments.pages.kept import kept_by_language
from assessments.scoring.values import (
    Bound,
    Change,
    LabelKind,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
    Tier,
)

SIGNS = {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ "}
# A fifth of the scale a colour
BIN, BINS = 20, 5
KEPT = 10_000
SHORT_REASONS = {
    Reason.TOO_FEW: "too few",
    Reason.PROTECTS_NEIGHBOUR: "protected",
    Reason.NOT_ASKED: "not asked",
    Reason.NOT_RELEASED: "not released",
    Reason.LOW_TURNOUT: "low turnout",
    Reason.NOT_ENOUGH_ANSWERS: "no answer",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a figure with its band and change, or the reason for none.

    `look` names the colour ("score-4", "tier-low", "hidden"), `sentence` says everything in words,
    `order` sorts weakest first, None last; `value` is what was released, for files, `aim` the
    target that the cell is held against.
    """

    text: str
    look: str
    sentence: str
    note: str = ""
    change: str = ""
    order: float | None = None
    figure: int | None = None
    # Left out of comparisons: cells that look alike share one markup
    value: ReleasedScore | ReleasedPlacement | Suppressed | None = field(
        default=None, compare=False
    )
    aim: Aim | None = None


# Hundreds of cells stand on a page, and few of their figures are new.
@kept_by_language(maxsize=KEPT)
def stored_score_cell(name: str, fields: tuple[Any, ...]) -> Cell:
    """Return the cell of a practice from the fields of a row of `Result.objects.scores()`."""
    return score_cell(name, released_score(fields))


def score_cell(name: str, value: ReleasedScore | Suppressed) -> Cell:
    """Return the cell of a practice."""
    if isinstance(value, Suppressed):
        return _hidden(name, value)
    parts = [words.score_and_interval_text(value), words.answers_text(value.n_band)]
    change = value.change if value.change and value.change.real else None
    parts += [f"{words.change_text(change)} since last time"] if change else []
    parts += ["opinions differ"] if value.opinions_differ else []
    return Cell(
        text=f"{SIGNS[value.bound]}{value.score}",
        look=f"score-{min(value.score // BIN, BINS - 1) + 1}",
        sentence=f"{name}: {', '.join(parts)}",
        note=value.n_band.replace("-", "–"),
        change=_arrow(change) if change else "",
        order=value.score,
        figure=value.score,
        value=value,
    )


def tier_cell(value: ReleasedPlacement | Suppressed) -> Cell:
    """Return the cell of the performance tier."""
    if isinstance(value, Suppressed):
        return _hidden("Performance", value, look="tier-none")
    is_between = value.label.kind == LabelKind.BETWEEN
    order = sum(list(Tier).index(tier) * percent for tier, percent in value.percents.items()) / 100
    return Cell(
        text=_tier_text(value),
        look="tier-none" if is_between else f"tier-{value.label.tiers[0]}",
        sentence=f"{words.label_sentence(value.label)}: {words.chances_text(value)}",
        note=value.n_band.replace("-", "–"),
        order=order,
        value=value,
    )


def _tier_text(value: ReleasedPlacement) -> str:
    names = [words.tier_word(tier) for tier in value.label.tiers]
    if value.label.kind == LabelKind.CERTAIN:
        return words.opening(names[0])
    if value.label.kind == LabelKind.LEANING:
        return f"Leaning {names[0]}"
    return words.opening(" or ".join(names))


def _hidden(name: str, value: Suppressed, look: str = "hidden") -> Cell:
    sentence = f"{name}: {words.reason_text(value.reason)}"
    return Cell(text=SHORT_REASONS[value.reason], look=look, sentence=sentence, value=value)


def _arrow(change: Change) -> str:
    return f"{'▲' if change.points > 0 else '▼'} {abs(change.points)}"
