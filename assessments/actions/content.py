"""Put the shipped content into the database; run as often as you like.

Nothing that is there is changed: a changed questionnaire becomes its next edition, a changed
benchmark the next version, because campaigns hold on to the ones they use. Only which benchmark
is the default moves.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from django.db import transaction

from assessments.content import loader
from assessments.models import Benchmark, Edition, Practice, Question, Questionnaire

if TYPE_CHECKING:
    import datetime as dt

    from assessments.content.schema import QuestionContent, QuestionnaireContent
    from assessments.scoring.values import RuleSet


@dataclass(frozen=True)
class Loaded:
    """What a load added."""

    edition: Edition | None
    benchmarks: tuple[Benchmark, ...]


def load(*, at: dt.datetime) -> Loaded:
    """Load the shipped questionnaire and benchmarks, all or nothing.

    Raises:
        assessments.content.schema.ContentError: a file does not fit its schema.
    """
    questionnaire = loader.load_questionnaire()
    guides = {key: guide.model_dump() for key, guide in loader.load_coaching().items()}
    default = loader.load_default_rule_set().key
    with transaction.atomic():
        edition = _load_edition(questionnaire, guides, at)
        added = [_load_benchmark(rules) for rules in loader.load_rule_sets()]
        _mark_default(default)
    return Loaded(edition, tuple(benchmark for benchmark in added if benchmark))


def _load_edition(
    content: QuestionnaireContent, guides: dict[str, Any], at: dt.datetime
) -> Edition | None:
    digest = hashlib.sha256(orjson.dumps([content.model_dump(mode="json"), guides])).hexdigest()
    questionnaire, _ = Questionnaire.objects.get_or_create(
        key=content.key, defaults={"title": content.title}
    )
    last = questionnaire.editions.order_by("-number").first()
    if last is not None and last.digest == digest:
        return None
    edition = Edition.objects.create(
        questionnaire=questionnaire,
        number=last.number + 1 if last else 1,
        state=Edition.State.PUBLISHED,
        lead_in=content.lead_in,
        digest=digest,
        published_at=at,
    )
    practices = Practice.objects.bulk_create(
        Practice(
            edition=edition,
            key=practice.key,
            name=practice.name,
            short_name=practice.short_name,
            source=practice.source,
            position=position,
            active=practice.active,
            guide=guides[practice.key],
        )
        for position, practice in enumerate(content.practices)
    )
    of_key = {practice.key: practice for practice in practices}
    Question.objects.bulk_create(
        _question(edition, content, question, of_key, position)
        for position, question in enumerate(content.questions)
    )
    return edition


def _question(
    edition: Edition,
    content: QuestionnaireContent,
    question: QuestionContent,
    practices: dict[str, Practice],
    position: int,
) -> Question:
    return Question(
        edition=edition,
        practice=practices[question.practice] if question.practice else None,
        code=question.code,
        kind=question.kind.value,
        metric=question.metric or "",
        text=question.text,
        help=question.help,
        options=[option.model_dump() for option in content.options_of(question)],
        missing_label=content.missing_label_of(question),
        reverse=question.reverse,
        weight=question.weight,
        source=question.source,
        wording_version=question.wording_version,
        position=position,
    )


def _load_benchmark(rules: RuleSet) -> Benchmark | None:
    definition = orjson.loads(
        orjson.dumps(dataclasses.asdict(rules), option=orjson.OPT_NON_STR_KEYS)
    )
    last = Benchmark.objects.filter(key=rules.key).order_by("-version").first()
    if last is not None and last.definition == definition:
        return None
    return Benchmark.objects.create(
        key=rules.key,
        version=last.version + 1 if last else 1,
        year=rules.year,
        title=rules.title,
        placeable=rules.placeable,
        definition=definition,
    )


def _mark_default(key: str) -> None:
    newest = Benchmark.objects.current().filter(key=key).get()
    Benchmark.objects.exclude(pk=newest.pk).filter(is_default=True).update(is_default=False)
    Benchmark.objects.filter(pk=newest.pk).update(is_default=True)
