"""What is drawn on paper, not by the browser: its colours are those of the light theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from assessments.charts import theme


@cache
def colours() -> Mapping[str, str]:
    """Return the light colours by the names of the design tokens."""
    return theme.light_tokens((settings.BASE_DIR / "static/css/tokens.css").read_text())
