"""The question bank: questionnaires, their editions, and an edition's outline.

A published edition never changes, so its outline is read once and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from simple_history.models import HistoricalRecords

from assessments.scoring.values import Item, Metric

from .question import ROLE, Practice, Question
from .spoken import Spoken, languages, outline_in

if TYPE_CHECKING:
    from collections.abc import Mapping


class Questionnaire(models.Model):
    """A line of editions of one questionnaire."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.title


class EditionQuerySet(models.QuerySet["Edition"]):
    """Chains over editions."""

    def published(self) -> Self:
        """Keep what campaigns may use."""
        return self.filter(state=Edition.State.PUBLISHED)

    def drafts(self) -> Self:
        """Keep what editors may change."""
        return self.filter(state=Edition.State.DRAFT)

    def current(self) -> Edition | None:
        """Return the published edition that came out last."""
        return self.published().order_by("-published_at", "-pk").first()

    def with_sizes(self) -> Self:
        """Add how many campaigns use each, and how many questions it asks."""
        return self.annotate(
            uses=models.Count("campaigns", distinct=True),
            asks=models.Count(
                "questions",
                filter=models.Q(questions__active=True)
                & (models.Q(questions__practice=None) | models.Q(questions__practice__active=True)),
                distinct=True,
            ),
        )

    def newest_first(self) -> Self:
        """Order as lists show them."""
        return self.order_by("questionnaire__title", "-number", "pk")


class Edition(models.Model):
    """A set of questions: a draft that editors change, or published and fixed for ever.

    `digest` names the content; a draft's is drawn anew with every change. `language` is that of
    the texts themselves, `languages` those that respondents may choose beside it, and
    `translations` is {language: {field: text}}.
    """

    class State(models.TextChoices):
        """Where an edition stands."""

        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    lead_in = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    # Of the content that ships with the product; "" where editors have made it
    shipped_digest = models.CharField(max_length=64, blank=True)
    # What a draft was begun from, and what it is compared with when it is published
    based_on = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=12, default="en")
    languages = models.JSONField(default=list, blank=True)
    translations = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = EditionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="edition_number_unique"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=models.Q(state="draft"),
                name="edition_one_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
                name="edition_published_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        named = {"questionnaire": self.questionnaire, "number": self.number}
        return gettext("%(questionnaire)s, edition %(number)s") % named

    def outline(self) -> Outline:
        """Return pages and questions; two queries the first time, none after that."""
        return _outline(self.pk, self.digest)


@dataclass(frozen=True)
class Page:
    """One page of a survey: a practice's questions, or those that belong to none."""

    number: int
    practice: Practice | None
    questions: tuple[Question, ...]

    def without_personal(self) -> Page:
        """Return the page as a team that answers together sees it."""
        kept = tuple(question for question in self.questions if not question.is_personal)
        return replace(self, questions=kept)


@dataclass(frozen=True)
class Outline:
    """An edition as the survey and the scoring walk it.

    `questions` are the active ones in the order in which a sheet's answers are stored. `spoken` is
    the language of the texts, `languages` are those that they are translated into.
    """

    lead_in: str
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    spoken: Spoken = field(default_factory=Spoken)
    languages: tuple[str, ...] = ()
    lead_in_translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def in_language(self, language: str) -> Outline:
        """Return it as it reads in a language; made once, and without a query."""
        if language == self.spoken.language:
            return self
        if language not in self._languages:
            self._languages[language] = outline_in(self, language)
        return self._languages[language]

    @cached_property
    def _languages(self) -> dict[str, Outline]:
        return {}

    @cached_property
    def _places(self) -> dict[int, tuple[int, ...]]:
        return {
            practice.pk: tuple(
                place
                for place, question in enumerate(self.questions)
                if question.practice_id == practice.pk and question.is_statement
            )
            for practice in self.practices
        }

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The active practices in their order."""
        return tuple(page.practice for page in self.pages if page.practice is not None)

    def places(self, practice: Practice) -> tuple[int, ...]:
        """Return where the practice's statements stand in a sheet."""
        return self._places[practice.pk]

    def items(self, practice: Practice) -> list[Item]:
        """Return what scoring needs of a practice's statements, on their longest scale."""
        statements = [self.questions[place] for place in self.places(practice)]
        points = max(len(statement.options) for statement in statements)
        return [statement.item(points) for statement in statements]

    def sample(self, practice: Practice) -> Question:
        """Return the statement that stands for a practice in the trial: the first unreversed."""
        statements = [self.questions[place] for place in self.places(practice)]
        return next((one for one in statements if not one.reverse), statements[0])

    def middle_label(self) -> str:
        """Return what 50 of 100 says on the statements' scale; "" without one common middle."""
        scales = [
            sorted(question.options, key=itemgetter("code"))
            for question in self.questions
            if question.kind == Question.Kind.LIKERT
        ]
        middles = {scale[len(scale) // 2]["label"] if len(scale) % 2 else "" for scale in scales}
        return middles.pop() if len(middles) == 1 else ""

    def asked(self, answers: Mapping[str, Any]) -> set[str]:
        """Return the codes of the questions that these answers ask for.

        A condition holds where its question is asked itself and one of the answers was given.
        """
        asked: set[str] = set()
        for question in (one for page in self.pages for one in page.questions):
            if not question.show_if or (
                question.show_if["question"] in asked
                and question.is_shown_after(answers.get(question.show_if["question"]))
            ):
                asked.add(question.code)
        return asked

    @cached_property
    def has_conditions(self) -> bool:
        """Whether any question depends on the answer to another."""
        return any(question.show_if for question in self.questions)

    def metric_places(self) -> dict[Metric, int]:
        """Return where each published metric stands in a sheet, in the order asked."""
        return {
            Metric(question.metric): place
            for place, question in enumerate(self.questions)
            if question.metric and not question.is_own_metric
        }

    def metric_names(self) -> dict[Metric, str]:
        """Return what editors call the published metrics; those without a name of theirs lack."""
        named = {metric: self.questions[place] for metric, place in self.metric_places().items()}
        return {metric: one.short_name for metric, one in named.items() if one.short_name}

    def own_metrics(self) -> dict[int, Question]:
        """Return the editors' own metrics by their place in a sheet."""
        return {
            place: question
            for place, question in enumerate(self.questions)
            if question.is_own_metric
        }

    def role_place(self) -> int | None:
        """Return where the role stands in a sheet, None where it is not asked."""
        return next(
            (
                place
                for place, question in enumerate(self.questions)
                if question.code == ROLE and question.kind == Question.Kind.CHOICE
            ),
            None,
        )

    def roles(self) -> dict[int, str]:
        """Return the roles' codes and names, in their order; none where they are not asked."""
        place = self.role_place()
        options = [] if place is None else self.questions[place].options
        return {option["code"]: option["label"] for option in options}


@lru_cache(maxsize=32)
def _outline(edition_pk: int, digest: str) -> Outline:
    # The digest is part of the key: a test database may give the same pk to other content.
    edition = Edition.objects.get(pk=edition_pk, digest=digest)
    practices = list(edition.practices.filter(active=True).order_by("position"))
    active = {practice.pk: practice for practice in practices}
    questions = [
        question
        for question in edition.questions.filter(active=True).order_by("position")
        if question.practice_id is None or question.practice_id in active
    ]
    groups: list[tuple[Practice | None, tuple[Question, ...]]] = [
        (practice, tuple(q for q in questions if q.practice_id == practice.pk))
        for practice in practices
    ]
    groups.append((None, tuple(q for q in questions if q.practice_id is None)))
    pages = tuple(
        Page(number, practice, group)
        for number, (practice, group) in enumerate([g for g in groups if g[1]], start=1)
    )
    as_written = Spoken(edition.language, edition.language)
    for practice in practices:
        practice.spoken = as_written
    for question in questions:
        question.spoken = as_written
    return Outline(
        edition.lead_in,
        pages,
        tuple(questions),
        spoken=as_written,
        languages=languages([edition, *practices, *questions], edition.languages),
        lead_in_translations=edition.translations,
    )
