"""The shape of the guidance: as an editor writes it, and whole, as it ships."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ConfigDict, Field, RootModel, StringConstraints, model_validator

from assessments.scoring.values import Metric

from .schema_base import Content, Key, Line, LooseLine, LooseText, Text, Url, require


class StepDraft(Content):
    """One concrete next step, and how a team knows that it is done."""

    title: LooseLine = ""
    text: LooseText = ""
    done_when: LooseText = ""


class LevelDraft(Content):
    """What a practice looks like at a level, and what to do next from there."""

    looks_like: LooseText = ""
    steps: Annotated[tuple[StepDraft, ...], Field(max_length=12)] = ()


class LevelsDraft(Content):
    """The three levels of a practice."""

    low: LevelDraft = LevelDraft()
    medium: LevelDraft = LevelDraft()
    high: LevelDraft = LevelDraft()


class GuideContent(Content):
    """What a team reads about a practice after its score, as far as it is written."""

    what: LooseText = ""
    why: LooseText = ""
    source: LooseText = ""
    source_url: Annotated[str, StringConstraints(pattern=r"^(https://\S+)?$", max_length=300)] = ""
    caution: LooseText = ""
    levels: LevelsDraft = LevelsDraft()


class StepContent(Content):
    """One concrete next step, and how a team knows that it is done."""

    title: Line
    text: Text
    done_when: Text


class LevelContent(Content):
    """What a practice looks like at a level, and what to do next from there."""

    looks_like: Text
    steps: Annotated[tuple[StepContent, ...], Field(min_length=3)]


class LevelsContent(Content):
    """The three levels of a practice."""

    low: LevelContent
    medium: LevelContent
    high: LevelContent


class CoachingContent(Content):
    """What a team reads about a practice after its score."""

    key: Key
    what: Text
    why: Text
    source: Text
    source_url: Url
    caution: Text
    levels: LevelsContent

    def guide(self) -> GuideContent:
        """Return it as a questionnaire carries it, without the key."""
        return GuideContent.model_validate_json(self.model_dump_json(exclude={"key"}))


class MetricContent(Content):
    """What a team reads about one of the four metrics."""

    key: Metric
    name: Line
    what: Text
    why: Text
    how_to_measure: Text
    steps: Annotated[tuple[StepContent, ...], Field(min_length=1)]


class MetricsContent(RootModel[dict[Metric, MetricContent]]):
    """The guidance of all four metrics, by metric."""

    model_config = ConfigDict(frozen=True, strict=True)

    @model_validator(mode="after")
    def _covers_the_four(self) -> Self:
        missing = [metric for metric in Metric if metric not in self.root]
        require(not missing, f"the metrics {', '.join(missing)} are missing")
        for metric, entry in self.root.items():
            require(entry.key is metric, f"the entry {metric} has the key {entry.key}")
        return self
