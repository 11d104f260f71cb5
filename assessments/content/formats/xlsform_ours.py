"""The columns that only our forms have; other tools may use the same names for other things."""

from __future__ import annotations

from typing import Any

from assessments.content.schema_question import OwnMetric
from assessments.scoring.values import Metric

from .cells import number_of
from .xlsform_options import Choices
from .xlsform_sheets import Record

TRUE = {"yes", "true", "true()", "1", "y"}
MOST_WEIGHT = 100
SCORED = {"likert", "ordinal"}
# What measures one of the four metrics, and what a metric of the editors' own
ONE_OF, OWN = ("choice", "ordinal"), ("ordinal", "number")


def kind_of(record: Record, choices: Choices) -> str:
    """Return how a select_one is answered, where its column "kind" says what can be; else ""."""
    said = record.get("kind")
    fits = {
        "likert": choices.is_scale,
        "ordinal": choices.is_scale and choices.is_valued,
        "choice": True,
    }
    return said if fits.get(said) else ""


def extras(record: Record, kind: str) -> tuple[dict[str, Any], list[str]]:
    """Return what our columns say of a question, and which of them say something else."""
    made: dict[str, Any] = {"source": record.get("source"), "wording_version": 1}
    strange = []
    if metric := record.get("metric"):
        if kind in (ONE_OF if metric in set(Metric) else OWN if metric == OwnMetric.OWN else ()):
            made["metric"] = metric
            made["short_name"] = record.get("short_name")
        else:
            strange.append("metric")
    if record.get("reverse").casefold() in TRUE:
        if kind in SCORED:
            made["reverse"] = True
        else:
            strange.append("reverse")
    for column, least, most in (("weight", 0, MOST_WEIGHT), ("wording_version", 1, 10**6)):
        if cell := record.get(column):
            number = _number(cell)
            is_fit = number is not None and least <= number <= most
            if is_fit and (column == "weight" or number == int(number or 0)):
                made[column] = number
            else:
                strange.append(column)
    return made, strange


def _number(cell: str) -> float | None:
    try:
        return number_of(cell)
    except ValueError:
        return None
