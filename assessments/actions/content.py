"""Put the shipped content into the database; run as often as you like.

Nothing that is there is changed: a changed questionnaire becomes its next edition (a draft, where
editors have published one of their own), a changed benchmark the next version, because campaigns
hold on to the ones they use. Only which benchmark is the default moves.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from django.db import transaction

from assessments.content import loader, translated
from assessments.models import Benchmark, Edition, Questionnaire

from . import edition_content

if TYPE_CHECKING:
    import datetime as dt

    from assessments.content.schema import QuestionnaireContent
    from assessments.scoring.values import RuleSet


@dataclass(frozen=True)
class Loaded:
    """What a load added."""

    edition: Edition | None
    benchmarks: tuple[Benchmark, ...]


def load(*, at: dt.datetime) -> Loaded:
    """Load the shipped questionnaire and benchmarks, all or nothing.

    Raises:
        assessments.content.schema_base.ContentError: a file does not fit its schema.
    """
    questionnaire = translated.load_questionnaire()
    default = loader.load_default_rule_set().key
    with transaction.atomic():
        edition = _load_edition(questionnaire, at)
        added = [_load_benchmark(rules) for rules in loader.load_rule_sets()]
        _mark_default(default)
    return Loaded(edition, tuple(benchmark for benchmark in added if benchmark))


def _load_edition(content: QuestionnaireContent, at: dt.datetime) -> Edition | None:
    digest = _shipped_digest(content)
    questionnaire, _ = Questionnaire.objects.get_or_create(
        key=content.key, defaults={"title": content.title}
    )
    editions = questionnaire.editions.order_by("-number")
    last = editions.first()
    if editions.filter(shipped_digest=digest).exists() or editions.drafts().exists():
        return None
    edition = Edition.objects.create(
        questionnaire=questionnaire,
        number=last.number + 1 if last else 1,
        digest=digest,
        shipped_digest=digest,
        based_on=last,
    )
    edition_content.fill(edition, content)
    # Where editors have made it their own, they decide whether and when the new one is asked.
    if last is None or last.shipped_digest:
        edition.state, edition.published_at = Edition.State.PUBLISHED, at
        edition.save(update_fields=["state", "published_at"])
    return edition


def _shipped_digest(content: QuestionnaireContent) -> str:
    """Return the name that the shipped content has had since before editors could change it."""
    guides = {
        practice.key: {"key": practice.key} | practice.guide.model_dump()
        for practice in content.practices
        if practice.guide
    }
    plain = content.model_dump(mode="json", exclude_defaults=False)
    old = _without(plain, {"language": "en", "languages": [], "translations": {}})
    old["practices"] = [_without(one, {"translations": {}}) for one in old["practices"]]
    for practice in old["practices"]:
        del practice["guide"]
    old["scale"] = [_without(option, {"value": None}) for option in old["scale"]]
    old["questions"] = [_without(question, PLAIN_QUESTION) for question in old["questions"]]
    for question in old["questions"]:
        question["options"] = [_without(option, {"value": None}) for option in question["options"]]
    return hashlib.sha256(orjson.dumps([old, guides])).hexdigest()


PLAIN_QUESTION = {
    "required": False,
    "unit": "",
    "minimum": None,
    "maximum": None,
    "show_if": None,
    "translations": {},
    "short_name": "",
    "active": True,
}


def _without(values: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if name not in defaults or value != defaults[name]
    }


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
