"""Which fields of a question its kind has, and what stands in those that it has not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from assessments.charts import words
from assessments.models import OWN_METRIC, Question
from assessments.scoring.values import Metric

Kind = Question.Kind
# Which kinds have a field, where not all do.
OF_KIND: dict[str, tuple[str, ...]] = {
    "options": (Kind.LIKERT, Kind.ORDINAL, Kind.CHOICE, Kind.MULTIPLE),
    "missing_label": (Kind.LIKERT, Kind.ORDINAL, Kind.CHOICE, Kind.MULTIPLE),
    "metric": (Kind.ORDINAL, Kind.CHOICE, Kind.NUMBER),
    "short_name": (Kind.ORDINAL, Kind.CHOICE, Kind.NUMBER),
    "reverse": (Kind.LIKERT, Kind.ORDINAL),
    "weight": (Kind.LIKERT, Kind.ORDINAL),
    "unit": (Kind.NUMBER,),
    "minimum": (Kind.NUMBER,),
    "maximum": (Kind.NUMBER,),
}
WITHOUT: dict[str, Any] = {
    "options": [],
    "missing_label": "",
    "metric": "",
    "short_name": "",
    "reverse": False,
    "weight": 1.0,
    "unit": "",
    "minimum": None,
    "maximum": None,
}


def metrics() -> list[tuple[str, str]]:
    """Return what a question may measure, in the reader's language."""
    named = [(one.value, words.metric_name(one)) for one in Metric]
    return [("", gettext("None")), *named, (OWN_METRIC, gettext("A metric of our own"))]


# Fields that a form takes from the model as they are
PLAIN = (
    *("kind", "text", "help", "missing_label", "metric", "reverse", "weight", "required"),
    *("short_name", "active"),
    *("unit", "minimum", "maximum", "source", "revision"),
)
