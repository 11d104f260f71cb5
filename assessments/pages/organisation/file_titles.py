"""What the title of a file or picture of the heatmap says of how it was narrowed."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.charts import words

from .forms import GAP, TIERS


def narrowed(asked: Mapping[str, str], role: str) -> list[str]:
    """Return how the heatmap differs from everybody's scores of all rows, part by part."""
    wanted = asked["q"].strip()
    parts = {
        f"scores of {role}": role,
        "gap to target": asked["show"] == GAP,
        f"tier {words.inside(dict(TIERS)[asked['tier']])}": asked["tier"],
        f"named “{wanted}”": wanted,
    }
    return [part for part, is_so in parts.items() if is_so]
