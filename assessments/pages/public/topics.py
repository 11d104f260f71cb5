"""What the questionnaire in use asks about, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.charts import words

if TYPE_CHECKING:
    from assessments.models import Outline


def of(outline: Outline) -> str:
    """Return the practices and the metrics: "Version control and trust; and lead time"."""
    practices = [practice.short_name for practice in outline.practices]
    metrics = [words.metric_name(metric) for metric in outline.metric_places()]
    listed = [[words.inside(name) for name in names] for names in (practices, metrics) if names]
    return words.opening("; and ".join(map(words.joined, listed)))
