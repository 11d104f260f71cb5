"""What an edition asks: practices, each with its guidance, and questions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from assessments.scoring.values import Item, Metric

from .spoken import Spoken

# The question that a campaign may filter its results by
ROLE = "role"
# A metric of the editors' own: it has a figure and takes no part in the placement
OWN_METRIC = "own"


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Chains over practices."""

    def asked_last(self, key: str) -> Practice | None:
        """Return the practice of a key in the edition that was published last of those asking it.

        Results of an older edition, or of another questionnaire, lead to it too.
        """
        asked = self.filter(key=key, active=True).exclude(edition__state="draft")
        return asked.select_related("edition").order_by("-edition__published_at", "-pk").first()


class Practice(models.Model):
    """A practice (construct) of an edition, with the guidance a team reads after its score."""

    edition = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="practices")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)
    guide = models.JSONField(default=dict, blank=True)
    translations = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = PracticeQuerySet.as_manager()
    history = HistoricalRecords()
    # In which language its texts are; an outline says it
    spoken = Spoken()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="practice_key_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="practice_position_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question; one that is not `active` is kept and not asked.

    `short_name` heads the figure of a metric; "" where it has the published name.

    `options` is a list of {"code": int, "label": str}, best code highest; those of an ordered
    choice have a "value" too. `show_if` is {} or {"question": code, "answers": [codes]}: asked
    only after one of these answers. `translations` is {language: {field: text}}.
    """

    class Kind(models.TextChoices):
        """How it is answered."""

        LIKERT = "likert", gettext_lazy("Statement on an agreement scale")
        ORDINAL = "ordinal", gettext_lazy("Ordered choice with values")
        CHOICE = "choice", gettext_lazy("Choice of one")
        MULTIPLE = "multiple", gettext_lazy("Choice of several")
        NUMBER = "number", gettext_lazy("Number")
        SHORT = "short", gettext_lazy("Short text")
        TEXT = "text", gettext_lazy("Long text")

    edition = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="questions")
    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"
    )
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    metric = models.CharField(
        max_length=30,
        blank=True,
        choices=[*((metric.value, metric.value) for metric in Metric), (OWN_METRIC, OWN_METRIC)],
    )
    short_name = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)
    text = models.TextField()
    help = models.TextField(blank=True)
    options = models.JSONField(default=list, blank=True)
    missing_label = models.CharField(max_length=120, blank=True)
    reverse = models.BooleanField(default=False)
    weight = models.FloatField(default=1.0)
    required = models.BooleanField(default=False)
    unit = models.CharField(max_length=40, blank=True)
    minimum = models.FloatField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True)
    show_if = models.JSONField(default=dict, blank=True)
    source = models.TextField(blank=True)
    wording_version = models.PositiveSmallIntegerField(default=1)
    translations = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField()

    history = HistoricalRecords()
    # In which language its texts are; an outline says it
    spoken = Spoken()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="question_code_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="question_position_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0), name="question_weight_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def item(self, points: int) -> Item:
        """Return what scoring needs of a statement, on its practice's scale of so many points.

        A shorter scale is stretched and an ordered choice placed by its values, both linearly,
        so that the worst answer lies at 1 and the best at `points`.
        """
        if self.kind == self.Kind.ORDINAL:
            values = [option["value"] for option in self.options]
        else:
            values = [option["code"] for option in self.options]
        low, high = min(values), max(values)
        levels = tuple(1 + (value - low) / (high - low) * (points - 1) for value in values)
        plain = levels == tuple(range(1, points + 1))
        return Item(self.code, self.reverse, self.weight, points, () if plain else levels)

    @property
    def is_statement(self) -> bool:
        """Whether its answer counts in its practice's score."""
        ordered = self.kind == self.Kind.ORDINAL and not self.metric
        return self.practice_id is not None and (self.kind == self.Kind.LIKERT or ordered)

    @property
    def is_scored(self) -> bool:
        """Whether its answer counts in a score or a metric; text and the role do not."""
        return self.is_statement or bool(self.metric)

    @property
    def is_text(self) -> bool:
        """Whether it is answered in words."""
        return self.kind in {self.Kind.SHORT, self.Kind.TEXT}

    @property
    def is_personal(self) -> bool:
        """Whether it asks about the person and not about the team's work."""
        return self.practice_id is None and not self.metric

    def is_shown_after(self, answer: object) -> bool:
        """Tell whether an answer to the question that this one depends on lets it be asked."""
        given = answer if isinstance(answer, list) else [answer]
        return not set(given).isdisjoint(self.show_if["answers"])

    @property
    def is_own_metric(self) -> bool:
        """Whether it is a metric beside the four published ones."""
        return self.metric == OWN_METRIC

    @property
    def is_sealed(self) -> bool:
        """Whether its answer is kept when a campaign is sealed.

        An exact number points at people, and what is shown of it is worked out before.
        """
        return self.is_scored and self.kind != self.Kind.NUMBER

    def codes(self) -> frozenset[int]:
        """Return the codes that may be answered."""
        return frozenset(option["code"] for option in self.options)
