"""What the questionnaire in use asks about, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.charts import words

if TYPE_CHECKING:
    from assessments.models import Outline


def of(outline: Outline) -> str:
    """Return the practices and the metrics: "Version control and trust; and lead time"."""
    practices = [practice.short_name for practice in outline.practices]
    named = outline.metric_names()
    metrics = [named.get(one) or words.metric_name(one) for one in outline.metric_places()]
    metrics += [question.short_name for question in outline.own_metrics().values()]
    listed = [[words.inside(name) for name in names] for names in (practices, metrics) if names]
    return words.opening("; and ".join(map(words.joined, listed)))
