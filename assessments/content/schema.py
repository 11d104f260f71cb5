"""The shape of the question bank and the guidance. What is not named here is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from assessments.scoring.values import Metric

# A person's practice score needs three answered statements (docs/method.md).
MIN_STATEMENTS = 3

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=120)]
ShortName = Annotated[str, StringConstraints(min_length=1, max_length=24)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=300)]


class ContentError(Exception):
    """A content file cannot be used; the sentence names file, place and what to do."""


class Content(BaseModel):
    """What every part shares: nothing unknown, nothing converted, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def require(condition: bool, sentence: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise ValueError with the sentence when the condition does not hold."""
    if not condition:
        raise ValueError(sentence)


def require_unique(names: Iterable[object], what: str) -> None:
    """Raise ValueError when a name is there twice; `what` begins the sentence."""
    twice = [str(name) for name, count in Counter(names).items() if count > 1]
    require(not twice, f"{what} {', '.join(twice)} is there twice")


class QuestionKind(StrEnum):
    """How a question is answered."""

    LIKERT = "likert"
    CHOICE = "choice"
    TEXT = "text"


class OptionContent(Content):
    """One answer and the code that is stored for it."""

    code: Annotated[int, Field(ge=1, le=100)]
    label: Line


class PracticeContent(Content):
    """A practice; `source` cites its construct."""

    key: Key
    name: Line
    short_name: ShortName
    source: Text
    active: bool = True


class QuestionContent(Content):
    """One question.

    A statement (likert) takes its options from the questionnaire's scale. `missing_label` is
    set only where it differs from the questionnaire's.
    """

    code: Key
    kind: QuestionKind
    practice: Key | None
    text: Text
    help: str = ""
    metric: Metric | None = None
    options: tuple[OptionContent, ...] = ()
    missing_label: Line | None = None
    reverse: bool = False
    weight: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 1.0
    source: Text
    wording_version: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind is QuestionKind.CHOICE:
            require(len(self.options) > 1, f"{self.code} is a choice and needs two options")
        else:
            require(not self.options, f"{self.code} is no choice and takes no options")
            require(self.metric is None, f"{self.code} is no choice and cannot be a metric")
        if self.kind is QuestionKind.LIKERT:
            require(self.practice is not None, f"{self.code} is a statement and needs a practice")
        else:
            require(not self.reverse, f"{self.code} is no statement and cannot be reversed")
        require_unique((option.code for option in self.options), f"the option code of {self.code}")
        return self

    @model_validator(mode="after")
    def _metric_has_the_published_codes(self) -> Self:
        if self.metric is None:
            return self
        best = 8 if self.metric is Metric.CHANGE_FAIL_RATE else 6
        codes = {option.code for option in self.options}
        require(codes == set(range(1, best + 1)), f"{self.code} needs the codes 1 to {best}")
        return self


class QuestionnaireContent(Content):
    """The question bank: practices and questions in the order in which they are asked."""

    key: Slug
    title: Line
    lead_in: Text
    missing_label: Line
    scale: tuple[OptionContent, ...]
    practices: tuple[PracticeContent, ...]
    questions: tuple[QuestionContent, ...]

    def questions_of(self, practice: str | None) -> tuple[QuestionContent, ...]:
        """Return the questions of a practice (None: those that belong to none), in order."""
        return tuple(question for question in self.questions if question.practice == practice)

    def options_of(self, question: QuestionContent) -> tuple[OptionContent, ...]:
        """Return the answers a question offers, without the missing one."""
        return self.scale if question.kind is QuestionKind.LIKERT else question.options

    def missing_label_of(self, question: QuestionContent) -> str:
        """Return what the missing answer of a question is called."""
        return question.missing_label or self.missing_label

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        require_unique((practice.key for practice in self.practices), "the practice")
        require_unique((question.code for question in self.questions), "the question code")
        metrics = (question.metric for question in self.questions if question.metric)
        require_unique(metrics, "the metric")
        return self

    @model_validator(mode="after")
    def _scale_counts_from_one(self) -> Self:
        codes = [option.code for option in self.scale]
        expected = list(range(1, len(codes) + 1))
        require(len(codes) > 1 and codes == expected, "the scale needs the codes 1, 2, 3 and on")
        return self

    @model_validator(mode="after")
    def _practices_can_be_scored(self) -> Self:
        known = {practice.key for practice in self.practices}
        for question in self.questions:
            is_known = question.practice is None or question.practice in known
            require(is_known, f"{question.code} names an unknown practice, {question.practice}")
        for key in (practice.key for practice in self.practices):
            items = [q for q in self.questions_of(key) if q.kind is QuestionKind.LIKERT]
            enough = len(items) >= MIN_STATEMENTS
            require(enough, f"the practice {key} needs at least {MIN_STATEMENTS} statements")
            require(any(q.reverse for q in items), f"the practice {key} needs a reverse statement")
            require(any(q.weight for q in items), f"the practice {key} needs a weight above 0")
        return self


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
