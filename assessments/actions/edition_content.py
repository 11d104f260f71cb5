"""An edition and its content: one shape for drafts, files, differences and digests.

`content_of` and `fill` are each other's inverse: what an edition is filled with comes out again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson
from simple_history.utils import bulk_create_with_history

from assessments.content.schema import PracticeContent, QuestionnaireContent
from assessments.content.schema_guides import GuideContent
from assessments.content.schema_question import (
    OptionContent,
    OwnMetric,
    QuestionContent,
    QuestionKind,
    ShowIfContent,
)
from assessments.models import Practice, Question
from assessments.scoring.values import Metric

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from assessments.models import Edition

Options = tuple[OptionContent, ...]


def content_of(edition: Edition) -> QuestionnaireContent:
    """Return what an edition asks and says; three queries.

    The scale and the "don't know" that most questions share are the questionnaire's, the others
    are named with their questions.
    """
    practices = list(edition.practices.order_by("position"))
    questions = list(edition.questions.order_by("position"))
    keys = {practice.pk: practice.key for practice in practices}
    scale = _most_common(_options(q) for q in questions if q.kind == Question.Kind.LIKERT)
    missing = _most_common(q.missing_label for q in questions if q.kind not in TEXTS)
    return QuestionnaireContent(
        key=edition.questionnaire.key,
        title=edition.questionnaire.title,
        lead_in=edition.lead_in,
        missing_label=missing or "",
        scale=scale or (),
        practices=tuple(_practice_content(practice) for practice in practices),
        questions=tuple(
            _question_content(question, keys.get(question.practice_id or 0), scale, missing or "")
            for question in questions
        ),
        language=edition.language,
        languages=tuple(edition.languages),
        translations=edition.translations,
    )


def fill(edition: Edition, content: QuestionnaireContent, *, by: User | None = None) -> None:
    """Write the content's practices and questions into an edition that has none; saves it.

    The history says that `by` did it: what is changed later is told apart from that.
    The questionnaire's key and title are not touched: they are those of all its editions.
    """
    edition.lead_in = content.lead_in
    edition.language = content.language
    edition.languages = list(content.languages)
    edition.translations = content.translations
    edition._history_user = by  # type: ignore[attr-defined] # noqa: SLF001 (the library's way)
    edition.save()
    practices = bulk_create_with_history(
        [
            _practice(edition, practice, position)
            for position, practice in enumerate(content.practices)
        ],
        Practice,
        default_user=by,
    )
    of_key = {practice.key: practice for practice in practices}
    bulk_create_with_history(
        [
            _question(edition, content, question, of_key.get(question.practice or ""), position)
            for position, question in enumerate(content.questions)
        ],
        Question,
        default_user=by,
    )


def digest_of(content: QuestionnaireContent) -> str:
    """Return the name of a content: equal contents have equal names."""
    return hashlib.sha256(orjson.dumps(content.model_dump(mode="json"))).hexdigest()


TEXTS = {Question.Kind.SHORT, Question.Kind.TEXT}


def _most_common(values: Any) -> Any:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _options(question: Question) -> Options:
    return tuple(OptionContent(**option) for option in question.options)


def _practice_content(practice: Practice) -> PracticeContent:
    guide = GuideContent.model_validate_json(orjson.dumps(practice.guide or {}))
    return PracticeContent(
        key=practice.key,
        name=practice.name,
        short_name=practice.short_name,
        source=practice.source,
        active=practice.active,
        guide=None if guide == GuideContent() else guide,
        translations=practice.translations,
    )


def _question_content(
    question: Question, practice: str | None, scale: Options | None, missing: str
) -> QuestionContent:
    kind = QuestionKind(question.kind)
    options = _options(question)
    shared = kind is QuestionKind.LIKERT and options == scale
    return QuestionContent(
        code=question.code,
        kind=kind,
        practice=practice,
        text=question.text,
        help=question.help,
        metric=_metric(question),
        short_name=question.short_name,
        active=question.active,
        options=() if shared else options,
        missing_label=None if question.missing_label == missing else question.missing_label,
        reverse=question.reverse,
        weight=question.weight,
        source=question.source,
        wording_version=question.wording_version,
        required=question.required,
        unit=question.unit,
        minimum=question.minimum,
        maximum=question.maximum,
        show_if=_condition(question),
        translations=question.translations,
    )


def _metric(question: Question) -> Metric | OwnMetric | None:
    if question.is_own_metric:
        return OwnMetric.OWN
    return Metric(question.metric) if question.metric else None


def _condition(question: Question) -> ShowIfContent | None:
    # As JSON, because pydantic's strict mode then takes lists for tuples, and nothing else.
    return (
        ShowIfContent.model_validate_json(orjson.dumps(question.show_if))
        if question.show_if
        else None
    )


def _practice(edition: Edition, practice: PracticeContent, position: int) -> Practice:
    return Practice(
        edition=edition,
        key=practice.key,
        name=practice.name,
        short_name=practice.short_name,
        source=practice.source,
        position=position,
        active=practice.active,
        guide=practice.guide.model_dump() if practice.guide else {},
        translations=practice.translations,
    )


def _question(
    edition: Edition,
    content: QuestionnaireContent,
    question: QuestionContent,
    practice: Practice | None,
    position: int,
) -> Question:
    return Question(
        edition=edition,
        practice=practice,
        code=question.code,
        kind=question.kind.value,
        metric=question.metric or "",
        short_name=question.short_name,
        active=question.active,
        text=question.text,
        help=question.help,
        options=[option.model_dump(exclude_none=True) for option in content.options_of(question)],
        missing_label=content.missing_label_of(question),
        reverse=question.reverse,
        weight=question.weight,
        required=question.required,
        unit=question.unit,
        minimum=question.minimum,
        maximum=question.maximum,
        show_if=question.show_if.model_dump(mode="json") if question.show_if else {},
        source=question.source,
        wording_version=question.wording_version,
        translations=question.translations,
        position=position,
    )
