"""A placement's label as a cell shows it."""

from __future__ import annotations

from assessments.charts import words
from assessments.charts.speech import gettext
from assessments.scoring.values import Label, LabelKind, Suppressed, Tier


def label_tier(label: Label | Suppressed) -> Tier | None:
    """Return the likeliest tier of a label, None where there is none."""
    if isinstance(label, Suppressed) or label.kind is LabelKind.NOT_ENOUGH:
        return None
    return label.tiers[0]


def label_words(label: Label | Suppressed) -> str:
    """Return a placement for its cell: "Leaning low", or why there is none."""
    if isinstance(label, Suppressed):
        return gettext("Not placed: %(reason)s") % {"reason": words.reason_text(label.reason)}
    return words.label_sentence(label)
