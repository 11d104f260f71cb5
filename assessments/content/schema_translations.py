"""The shape of the shipped translations: the source's texts alone, under the source's names.

A text that is left out is shown in the source's language; a metric is translated whole or not.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from assessments.scoring.values import Metric

from .schema_base import Content, Key, Line, LooseLine, LooseText, ShortName, Text
from .schema_guides import LevelsDraft, StepContent

Labels = dict[Annotated[int, Field(ge=1, le=100)], Line]


class PracticeWords(Content):
    """A practice's names."""

    name: LooseLine = ""
    short_name: ShortName = ""


class QuestionWords(Content):
    """A question; `missing_label` only where the source's question has its own."""

    text: LooseText = ""
    help: LooseText = ""
    unit: Annotated[str, StringConstraints(max_length=40)] = ""
    short_name: ShortName = ""
    options: Labels = {}
    missing_label: LooseLine = ""


class QuestionnaireWords(Content):
    """The question bank: practices by key, questions by code, answers by theirs."""

    lead_in: LooseText = ""
    missing_label: LooseLine = ""
    scale: Labels = {}
    practices: dict[Key, PracticeWords] = {}
    questions: dict[Key, QuestionWords] = {}


class CoachingWords(Content):
    """The guidance of one practice; its source is a citation and stays as it is."""

    what: LooseText = ""
    why: LooseText = ""
    caution: LooseText = ""
    levels: LevelsDraft = LevelsDraft()


class MetricWords(Content):
    """The guidance of one of the four metrics, whole."""

    name: Line
    what: Text
    why: Text
    how_to_measure: Text
    steps: tuple[StepContent, ...]


class MetricsWords(RootModel[dict[Metric, MetricWords]]):
    """The guidance of the metrics, by metric."""

    model_config = ConfigDict(frozen=True, strict=True)
