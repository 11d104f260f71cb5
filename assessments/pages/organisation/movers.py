"""What changed below a unit by more than chance, from cells released in both surveys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments.charts import words
from assessments.models import PERFORMANCE, CampaignNode, Outline, Result
from assessments.reporting.board_report import Mover, Movers
from assessments.scoring.values import LabelKind, ReleasedPlacement, ReleasedScore, Tier

SHOWN = 10
# A tier is worth more than any change of a score, so tiers come first.
TIER_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """All that rose and all that fell, as (size, mover)."""

    up: Sequence[tuple[int, Mover]]
    down: Sequence[tuple[int, Mover]]


def movers(
    outline: Outline,
    children: Sequence[CampaignNode],
    cells: Iterable[Result],
    before: Iterable[Result],
) -> Moved:
    """Return the changes of practices and of tiers among a unit's children.

    A practice has changed where its release says so (docs/method.md, "Change"). A tier has where
    both surveys call one tier "most likely", not the same one, under the same rule set.
    """
    names = {child.pk: child.name for child in children}
    practices = {practice.key: practice.short_name for practice in outline.practices}
    was = {cell.node_id: cell.value() for cell in before}
    then = {child.pk: was.get(child.before_id or 0) for child in children}
    found = []
    for cell in cells:
        value, name = cell.value(), names[cell.node_id]
        if cell.column == PERFORMANCE:
            found += _tier_change(name, then[cell.node_id], value)
        elif cell.column in practices:
            found += _score_change(name, practices[cell.column], value)
    return Moved(
        up=[(size, mover) for size, mover in found if size > 0],
        down=[(-size, mover) for size, mover in found if size < 0],
    )


def largest(found: Sequence[tuple[int, Mover]]) -> Movers:
    """Return the largest changes, and how many more there are."""
    ranked = sorted(found, key=lambda pair: (-pair[0], pair[1].name, pair[1].what))
    return Movers(tuple(mover for _, mover in ranked[:SHOWN]), max(0, len(ranked) - SHOWN))


def _score_change(name: str, practice: str, value: Any) -> list[tuple[int, Mover]]:
    if not (isinstance(value, ReleasedScore) and value.change and value.change.real):
        return []
    text = gettext("%(change)s, now %(score)s") % {
        "change": words.change_text(value.change),
        "score": words.score_and_interval_text(value),
    }
    return [(value.change.points, Mover(name, practice, text))]


def _tier_change(name: str, then: Any, now: Any) -> list[tuple[int, Mover]]:
    if not (_is_certain(then) and _is_certain(now)):
        return []
    if (then.rule_set, then.year) != (now.rule_set, now.year):
        return []
    (old,), (new,) = then.label.tiers, now.label.tiers
    order: Mapping[Tier, int] = {tier: place for place, tier in enumerate(Tier)}
    steps = order[new] - order[old]
    text = gettext("from %(before)s to %(now)s") % {
        "before": words.tier_word(old),
        "now": words.tier_word(new),
    }
    return [(TIER_SIZE * steps, Mover(name, gettext("Performance"), text))] if steps else []


def _is_certain(value: Any) -> bool:
    return isinstance(value, ReleasedPlacement) and value.label.kind is LabelKind.CERTAIN
