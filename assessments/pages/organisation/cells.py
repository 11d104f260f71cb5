"""One cell of the heatmap: what stands in it, its colour's name, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_noop

from assessments.charts import words
from assessments.charts.gap import Aim
from assessments.charts.told import named
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
    Reason.TOO_FEW: gettext_noop("too few"),
    Reason.PROTECTS_NEIGHBOUR: gettext_noop("protected"),
    Reason.NOT_ASKED: gettext_noop("not asked"),
    Reason.NOT_RELEASED: gettext_noop("not released"),
    Reason.LOW_TURNOUT: gettext_noop("low turnout"),
    Reason.NOT_ENOUGH_ANSWERS: gettext_noop("no answer"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a figure with its band and change, or the reason for none.

    `look` names the colour ("score-4", "tier-low", "hidden"), `sentence` says everything in words,
    `order` sorts weakest first, None last; `value` is what was released, for files, and `why` the
    reason for no figure; `aim` is the target that the cell is held against.
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
    why: str = field(default="", compare=False)
    aim: Aim | None = None


# Hundreds of cells stand on a page, and few of their figures are new.
@kept_by_language(maxsize=KEPT)
def stored_score_cell(name: str, fields: tuple[Any, ...]) -> Cell:
    """Return the cell of a practice from the fields of a row of `Result.objects.scores()`."""
    return score_cell(name, released_score(fields))


def score_cell(name: str, value: ReleasedScore | Suppressed) -> Cell:
    """Return the cell of a practice."""
    if isinstance(value, Suppressed):
        return hidden_cell(name, value, words.reason_text(value.reason))
    parts = [words.score_and_interval_text(value), words.answers_text(value.n_band)]
    change = value.change if value.change and value.change.real else None
    if change:
        since = gettext("%(change)s since last time")
        parts.append(since % {"change": words.change_text(change)})
    parts += [gettext("opinions differ")] if value.opinions_differ else []
    return Cell(
        text=f"{SIGNS[value.bound]}{value.score}",
        look=f"score-{min(value.score // BIN, BINS - 1) + 1}",
        sentence=named(name, ", ".join(parts)),
        note=value.n_band.replace("-", "–"),
        change=_arrow(change) if change else "",
        order=value.score,
        figure=value.score,
        value=value,
    )


def tier_cell(value: ReleasedPlacement | Suppressed) -> Cell:
    """Return the cell of the performance tier."""
    if isinstance(value, Suppressed):
        why = words.reason_text(value.reason)
        return hidden_cell(gettext("Performance"), value, why, look="tier-none")
    is_between = value.label.kind == LabelKind.BETWEEN
    order = sum(list(Tier).index(tier) * percent for tier, percent in value.percents.items()) / 100
    return Cell(
        text=_tier_text(value),
        look="tier-none" if is_between else f"tier-{value.label.tiers[0]}",
        sentence=named(words.label_sentence(value.label), words.chances_text(value)),
        note=value.n_band.replace("-", "–"),
        order=order,
        value=value,
    )


def _tier_text(value: ReleasedPlacement) -> str:
    names = [words.tier_word(tier) for tier in value.label.tiers]
    if value.label.kind == LabelKind.CERTAIN:
        return words.opening(names[0])
    if value.label.kind == LabelKind.LEANING:
        return gettext("Leaning %(tier)s") % {"tier": names[0]}
    return words.opening(words.either(names))


def hidden_cell(name: str, value: Suppressed, why: str, look: str = "hidden") -> Cell:
    """Return the cell of what is hidden, which says so shortly and `why` in its sentence."""
    short = gettext(SHORT_REASONS[value.reason])
    return Cell(text=short, look=look, sentence=named(name, why), value=value, why=why)


def _arrow(change: Change) -> str:
    return f"{'▲' if change.points > 0 else '▼'} {abs(change.points)}"
