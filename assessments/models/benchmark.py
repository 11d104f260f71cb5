"""Published benchmarks, kept in versions so that a campaign's rule set never changes."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext

from assessments.scoring.values import Metric, RuleSet, Tier, TierProfile


class BenchmarkQuerySet(models.QuerySet["Benchmark"]):
    """Chains over benchmarks."""

    def current(self) -> Self:
        """Keep the newest version of each key."""
        newest = (
            Benchmark.objects.filter(key=models.OuterRef("key")).order_by("-version").values("pk")
        )
        return self.filter(pk=models.Subquery(newest[:1]))

    def placeable(self) -> Self:
        """Keep those that campaigns may use."""
        return self.filter(placeable=True)

    def default(self) -> Benchmark | None:
        """Return the benchmark that campaigns get unless another is chosen."""
        return self.current().filter(is_default=True).first()

    def newest_first(self) -> Self:
        """Order as lists show them."""
        return self.order_by("-year", "key", "-version")


class Benchmark(models.Model):
    """A rule set as data; `rule_set()` is the object that scores and the page that explains."""

    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    is_default = models.BooleanField(default=False)
    placeable = models.BooleanField(default=True)
    definition = models.JSONField()

    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "version"], name="benchmark_version_unique")
        ]

    def __str__(self) -> str:
        if self.version == 1:
            return self.title
        named = {"title": self.title, "version": self.version}
        return gettext("%(title)s (version %(version)s)") % named

    def rule_set(self) -> RuleSet:
        """Return the rule set, built from the stored definition."""
        fields = dict(self.definition)
        fields["quirks"] = tuple(fields["quirks"])
        fields["profiles"] = tuple(
            TierProfile(
                tier=Tier(row["tier"]),
                medians={Metric(key): code for key, code in row["medians"].items()},
                share=row["share"],
            )
            for row in fields["profiles"]
        )
        return RuleSet(**fields)
