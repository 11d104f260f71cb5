"""What the questionnaire in use asks about, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.charts import words

if TYPE_CHECKING:
    from assessments.models import Outline


def of(outline: Outline) -> str:
    """Return the practices and the metrics: "Version control and trust; and lead time"."""
    practices = [practice.short_name for practice in outline.practices]
    named = outline.metric_names()
    metrics = [named.get(one) or words.metric_name(one) for one in outline.metric_places()]
    metrics += [question.short_name for question in outline.own_metrics().values()]
    listed = [words.joined(map(words.inside, names)) for names in (practices, metrics) if names]
    if len(listed) == 1:
        return words.opening(listed[0])
    text = gettext("%(practices)s; and %(metrics)s")
    return words.opening(text % {"practices": listed[0], "metrics": listed[1]}) if listed else ""
