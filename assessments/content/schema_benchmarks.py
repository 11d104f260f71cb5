"""The shape of the published benchmarks and their history. What is not named is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from assessments.content.schema_base import (
    Content,
    Line,
    Slug,
    Text,
    Url,
    require,
    require_unique,
)
from assessments.scoring.values import Metric, RuleSet, Tier, TierProfile

Year = Annotated[int, Field(ge=2000, le=2100)]
Fraction = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]


class TierContent(Content):
    """One row of a published table; `printed_values` keeps what a code stands for."""

    tier: Tier
    share_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    medians: Mapping[Metric, Annotated[int, Field(ge=1, le=8)]]
    printed_values: Mapping[Metric, Line] = Field(default_factory=dict)

    def profile(self) -> TierProfile:
        """Return the row as the scoring takes it, its share as 0..1."""
        share = None if self.share_percent is None else self.share_percent / 100
        return TierProfile(self.tier, {metric: self.medians[metric] for metric in Metric}, share)


class RuleSetContent(Content):
    """A published table with its source, its quirks and the constants that place against it."""

    key: Slug
    year: Year
    title: Line
    citation: Text
    url: Url
    secondary: bool
    placeable: bool
    not_placeable_because: Text | None = None
    change_fail_rate_bands: int
    theta: Fraction
    certain_from: Fraction
    leaning_from: Fraction
    tiers: tuple[TierContent, ...]
    quirks: tuple[Text, ...] = ()

    def rule_set(self) -> RuleSet:
        """Return the value that scores; the reason not to place comes first of its quirks."""
        reason = (self.not_placeable_because,) if self.not_placeable_because else ()
        return RuleSet(
            key=self.key,
            year=self.year,
            title=self.title,
            profiles=tuple(tier.profile() for tier in self.tiers),
            citation=self.citation,
            url=self.url,
            secondary=self.secondary,
            change_fail_rate_bands=self.change_fail_rate_bands,
            quirks=(*reason, *self.quirks),
            placeable=self.placeable,
            theta=self.theta,
            certain_from=self.certain_from,
            leaning_from=self.leaning_from,
        )

    @model_validator(mode="after")
    def _is_a_whole_table(self) -> Self:
        tiers = [row.tier for row in self.tiers]
        whole = tiers in (list(Tier), list(Tier)[:-1])
        require(whole, "tiers must be low, medium, high and perhaps elite, in this order")
        require(self.change_fail_rate_bands in {6, 8}, "change_fail_rate_bands must be 6 or 8")
        for row in self.tiers:
            require(set(row.medians) == set(Metric), f"{row.tier} needs all four medians")
            for metric, code in row.medians.items():
                is_rate = metric is Metric.CHANGE_FAIL_RATE
                best = self.change_fail_rate_bands if is_rate else 6
                require(code <= best, f"the median {metric} of {row.tier} is over {best}")
        return self

    @model_validator(mode="after")
    def _says_whether_it_places(self) -> Self:
        explained = self.placeable == (self.not_placeable_because is None)
        require(explained, "not_placeable_because must be there exactly when placeable is false")
        ordered = self.leaning_from < self.certain_from
        require(ordered, "leaning_from must be under certain_from")
        return self


class HistoryYearContent(Content):
    """A year's printed multipliers, best group against low; why it has no table, if so."""

    year: Year
    groups: Line | None = None
    multipliers: Mapping[Metric, Line] = Field(default_factory=dict)
    note: Text | None = None
    source: Text
    secondary: bool
    without_table: Text | None = None


class BenchmarksContent(Content):
    """All published tables and the history of the multipliers; `default` is a rule set's key."""

    default: Slug
    rule_sets: tuple[RuleSetContent, ...]
    history: tuple[HistoryYearContent, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        require_unique((rules.key for rules in self.rule_sets), "the rule set")
        require_unique((year.year for year in self.history), "the year of history")
        usable = {rules.key for rules in self.rule_sets if rules.placeable}
        require(self.default in usable, "default must name a rule set that is placeable")
        return self

    @model_validator(mode="after")
    def _every_year_is_explained(self) -> Self:
        years = {rules.year for rules in self.rule_sets}
        for entry in self.history:
            explained = (entry.without_table is None) == (entry.year in years)
            require(explained, f"{entry.year} needs either a rule set or without_table")
        missing = years - {entry.year for entry in self.history}
        require(not missing, f"history lacks the years {sorted(missing)}")
        return self
