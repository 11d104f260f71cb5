"""The shape of a questionnaire and of its guidance. What is not named here is refused.

What every questionnaire has to keep is checked here. What a good one keeps too, as the shipped one
does, is in `quality.py`: editors are warned of it.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assessments.scoring.values import Metric

from .schema_base import (
    Content,
    Key,
    Language,
    Line,
    LooseLine,
    LooseText,
    ShortName,
    Slug,
    Translations,
    require,
    require_unique,
)
from .schema_guides import GuideContent
from .schema_question import (
    OptionContent,
    OwnMetric,
    QuestionContent,
    QuestionKind,
    require_scale,
)

# The column of the placement, which no other column may be called
PERFORMANCE = "performance"


class PracticeContent(Content):
    """A practice; `source` cites its construct."""

    key: Key
    name: Line
    short_name: ShortName
    source: LooseText
    active: bool = True
    guide: GuideContent | None = None
    translations: Translations = {}


class QuestionnaireContent(Content):
    """The question bank: practices and questions in the order in which they are asked."""

    key: Slug
    title: Line
    lead_in: LooseText
    missing_label: LooseLine
    scale: tuple[OptionContent, ...]
    practices: tuple[PracticeContent, ...]
    questions: tuple[QuestionContent, ...]
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    translations: Translations = {}

    def questions_of(self, practice: str | None) -> tuple[QuestionContent, ...]:
        """Return the questions of a practice (None: those that belong to none), in order."""
        return tuple(question for question in self.questions if question.practice == practice)

    def as_asked(self) -> tuple[QuestionContent, ...]:
        """Return the questions in the order of asking: those of no practice come last."""
        place = {practice.key: number for number, practice in enumerate(self.practices)}
        last = len(place)
        return tuple(sorted(self.questions, key=lambda one: place.get(one.practice or "", last)))

    def options_of(self, question: QuestionContent) -> tuple[OptionContent, ...]:
        """Return the answers a question offers, without the missing one."""
        if question.kind is QuestionKind.LIKERT and not question.options:
            return self.scale
        return question.options

    def missing_label_of(self, question: QuestionContent) -> str:
        """Return what the missing answer of a question is called."""
        own = question.missing_label
        return self.missing_label if own is None else own

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        require_unique((practice.key for practice in self.practices), "the practice")
        require_unique((question.code for question in self.questions), "the question code")
        published = [q.metric for q in self.questions if isinstance(q.metric, Metric)]
        require_unique(published, "the metric")
        own = {question.code for question in self.questions if question.metric is OwnMetric.OWN}
        columns = {PERFORMANCE, *Metric, *(practice.key for practice in self.practices)}
        taken = ", ".join(sorted(own & columns))
        require(not taken, f"the code of a metric of your own names something else: {taken}")
        return self

    @model_validator(mode="after")
    def _scale_counts_from_one(self) -> Self:
        takers = [q for q in self.questions if q.kind is QuestionKind.LIKERT and not q.options]
        if self.scale or takers:
            require_scale(self.scale, "the scale")
        return self

    @model_validator(mode="after")
    def _practices_are_known(self) -> Self:
        known = {practice.key for practice in self.practices}
        for question in self.questions:
            is_known = question.practice is None or question.practice in known
            require(is_known, f"{question.code} names an unknown practice, {question.practice}")
        return self

    @model_validator(mode="after")
    def _conditions_look_back(self) -> Self:
        # As they are asked, which is not always how they stand in a file
        earlier: dict[str, QuestionContent] = {}
        for question in self.as_asked():
            if (condition := question.show_if) is not None:
                asked = earlier.get(condition.question)
                late = f"{question.code} depends on no earlier question: {condition.question}"
                require(asked is not None, f"{late} is not asked before it")
                codes = {option.code for option in self.options_of(asked)} if asked else set()
                kept = not question.active or asked is None or asked.active
                require(kept, f"{question.code} depends on a question that is not asked")
                fits = codes.issuperset(condition.answers)
                require(fits, f"{question.code} depends on an answer that is not offered")
            earlier[question.code] = question
        return self
