"""The shipped questionnaire with its translations, each language in a folder of its own.

`translations/de/` says what the files beside it say, under the same names. What the source does not
have is refused; what a language leaves out is shown in the source's. Both raise ContentError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from assessments.scoring.values import Metric

from . import loader, translatable
from .schema import PracticeContent, QuestionnaireContent
from .schema_base import ContentError
from .schema_guides import MetricContent
from .schema_question import QuestionContent
from .schema_translations import (
    CoachingWords,
    MetricsWords,
    MetricWords,
    PracticeWords,
    QuestionnaireWords,
    QuestionWords,
)
from .translatable import Text

Texts = dict[str, str]


class Words(NamedTuple):
    """All that one language says: the question bank, guidance by practice key, the metrics'."""

    folder: str
    bank: QuestionnaireWords
    guides: Mapping[str, CoachingWords]
    metrics: Mapping[Metric, MetricWords]


@cache
def load_questionnaire() -> QuestionnaireContent:
    """Return the question bank that ships, with its guidance and every translation."""
    return with_translations(loader.load_guided_questionnaire(), loader.FOLDER / "translations")


def load_metrics(language: str) -> dict[Metric, MetricContent]:
    """Return the guidance for the four metrics in a language, else as it is written."""
    source = loader.load_metrics()
    words = _languages(loader.FOLDER / "translations").get(language)
    if words is None:
        return source
    return {metric: _metric(words, metric, entry) for metric, entry in source.items()}


def with_translations(content: QuestionnaireContent, folder: Path) -> QuestionnaireContent:
    """Return a questionnaire with the translations of a folder, a subfolder a language."""
    languages = _languages(folder)
    for words in languages.values():
        _refuse_strangers(content, words)

    def said(texts_of: Callable[[Words], Texts]) -> dict[str, Texts]:
        texts = {language: texts_of(words) for language, words in languages.items()}
        return {language: found for language, found in texts.items() if found}

    practices = [
        practice.model_copy(update={"translations": said(partial(_practice, practice))})
        for practice in content.practices
    ]
    questions = [
        question.model_copy(update={"translations": said(partial(_question, content, question))})
        for question in content.questions
    ]
    lead_in = said(lambda words: _written([Text("lead_in", "", words.bank.lead_in)]))
    return content.model_copy(
        update={
            "languages": tuple(languages),
            "translations": lead_in,
            "practices": tuple(practices),
            "questions": tuple(questions),
        }
    )


def texts_of_practice(practice: PracticeContent) -> Texts:
    """Return what there is to translate of a practice, by field."""
    guide = practice.guide.model_dump() if practice.guide else {}
    return _written(translatable.of_practice(practice.name, practice.short_name, guide))


def texts_of_question(content: QuestionnaireContent, question: QuestionContent) -> Texts:
    """Return what there is to translate of a question and its answers, by field."""
    labels = [(option.code, option.label) for option in content.options_of(question)]
    own = translatable.of_question(question.text, question.help, question.unit, question.short_name)
    answers = translatable.of_answers(labels, content.missing_label_of(question))
    return _written([*own, *answers])


def _practice(practice: PracticeContent, words: Words) -> Texts:
    own = words.bank.practices.get(practice.key, PracticeWords())
    guide = words.guides.get(practice.key, CoachingWords()).model_dump()
    texts = _written(translatable.of_practice(own.name, own.short_name, guide))
    _refuse(words, practice.key, texts, texts_of_practice(practice))
    return texts


def _question(content: QuestionnaireContent, question: QuestionContent, words: Words) -> Texts:
    own = words.bank.questions.get(question.code, QuestionWords())
    offered = content.options_of(question)
    shared = words.bank.scale if offered and not question.options else {}
    missing = own.missing_label
    if offered and question.missing_label is None:
        missing = missing or words.bank.missing_label
    answers = translatable.of_answers((shared | own.options).items(), missing)
    spoken = translatable.of_question(own.text, own.help, own.unit, own.short_name)
    texts = _written([*spoken, *answers])
    _refuse(words, question.code, texts, texts_of_question(content, question))
    return texts


def _written(texts: Iterable[Text]) -> Texts:
    return {text.field: text.source for text in texts if text.source.strip()}


def _metric(words: Words, metric: Metric, source: MetricContent) -> MetricContent:
    own = words.metrics.get(metric)
    if own is None:
        return source
    here, there = len(own.steps), len(source.steps)
    if here != there:
        raise ContentError(
            f"{words.folder}/metrics.yaml: {metric} has {here} steps, its source {there}. "
            "Please translate each step by itself."
        )
    return source.model_copy(update=dict(own))


def _refuse_strangers(content: QuestionnaireContent, words: Words) -> None:
    practices = {practice.key for practice in content.practices}
    questions = {question.code for question in content.questions}
    _refuse(words, "questionnaire.yaml", words.bank.practices, practices)
    _refuse(words, "questionnaire.yaml", words.bank.questions, questions)
    _refuse(words, "coaching", words.guides, practices)


def _refuse(words: Words, place: str, found: Iterable[str], known: Iterable[str]) -> None:
    foreign = sorted(set(found) - set(known))
    if foreign:
        raise ContentError(
            f"{words.folder}, {place}: the questionnaire has no {foreign[0]}. "
            "Please rename it as in the source, or take it out."
        )


@cache
def _languages(folder: Path) -> dict[str, Words]:
    return {path.name: _words(path) for path in sorted(folder.glob("*")) if path.is_dir()}


def _words(folder: Path) -> Words:
    bank = loader.read_as(QuestionnaireWords, folder / "questionnaire.yaml")
    coaching = sorted((folder / "coaching").glob("*.yaml"))
    guides = {path.stem: loader.read_as(CoachingWords, path) for path in coaching}
    metrics = loader.read_as(MetricsWords, folder / "metrics.yaml").root
    return Words(f"translations/{folder.name}", bank, guides, metrics)
