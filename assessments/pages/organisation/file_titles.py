"""What the title of a file or picture of the heatmap says of how it was narrowed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from assessments.charts import words

from .forms import GAP, tiers


def narrowed(asked: Mapping[str, str], role: str) -> list[str]:
    """Return how the heatmap differs from everybody's scores of all rows, part by part."""
    wanted = asked["q"].strip()
    tier = words.inside(dict(tiers())[asked["tier"]])
    parts = {
        gettext("scores of %(role)s") % {"role": role}: role,
        gettext("gap to target"): asked["show"] == GAP,
        gettext("tier %(tier)s") % {"tier": tier}: asked["tier"],
        gettext("named “%(letters)s”") % {"letters": wanted}: wanted,
    }
    return [part for part, is_so in parts.items() if is_so]
