"""Which fields of a question its kind has, and what stands in those that it has not."""

from __future__ import annotations

from typing import Any

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
METRICS = [
    ("", "None"),
    *((one.value, one.value.replace("_", " ").capitalize()) for one in Metric),
    (OWN_METRIC, "A metric of our own"),
]
# Fields that a form takes from the model as they are
PLAIN = (
    *("kind", "text", "help", "missing_label", "metric", "reverse", "weight", "required"),
    *("short_name", "active"),
    *("unit", "minimum", "maximum", "source", "revision"),
)
