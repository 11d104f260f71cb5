"""Released figures: the only thing that pages, charts, exports and the API read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.db.models.functions import Cast

from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Reason,
    ReleasedCodes,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedQuickScore,
    ReleasedScore,
    SecondOpinions,
    Suppressed,
    Tier,
)

from .campaign import Campaign, CampaignNode
from .organisation import Team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PERFORMANCE = "performance"
Released = ReleasedScore | ReleasedMetric | ReleasedCodes | ReleasedPlacement
# How teams without a tier are counted
NOT_PLACED = "none"
SCORE_FIELDS = (
    "reason", "score", "bound", "low", "high", "n_band", "opinions_differ", "agreement",
    "change", "change_is_real", "peers",
)  # fmt: skip
# Cells from before the step was kept: the words of the coarser step are true of both.
STEP_NOT_KEPT = 5
# What is told of a team that moved
MOVED: tuple[str, ...] = (
    "node__team_id",
    "node__name",
    "node__parent__name",
    "label_then",
    "label_now",
)


class ResultQuerySet(models.QuerySet["Result"]):
    """Chains over released figures."""

    def of(self, node: CampaignNode) -> Self:
        """Keep one node's figures."""
        return self.filter(node=node)

    def of_children(self, node: CampaignNode) -> Self:
        """Keep the placements and practice figures of what lies directly below a node."""
        return self.filter(node__parent=node).exclude(kind__in=Result.METRICS)

    def of_own_metrics(self, node: CampaignNode) -> Self:
        """Keep the editors' own metrics of a node and of what lies directly below it."""
        here = models.Q(node=node.pk) | models.Q(node__parent=node.pk)
        return self.filter(here, kind=Result.Kind.OWN_METRIC)

    def placements_before_children(self, node: CampaignNode) -> Self:
        """Keep the placements, last time, of what lies directly below a node now."""
        then = node.children.exclude(before=None).values("before")
        return self.filter(node__in=then, column=PERFORMANCE)

    def of_unit_with_placements_below(self, node: CampaignNode) -> Self:
        """Keep all figures of a unit, and the placements of what lies directly below it."""
        nodes = CampaignNode.objects.seen_from(node)
        either = models.Q(node=node.pk) | models.Q(kind=Result.Kind.PERFORMANCE)
        return self.filter(either, node__in=nodes.values("pk"))

    def of_teams_below(self, node: CampaignNode) -> Self:
        """Keep the figures of all teams below a node."""
        return self.filter(
            node__campaign=node.campaign_id,
            node__position__range=(node.position, node.end),
            node__team__isnull=False,
        )

    def scores(self) -> models.QuerySet[Result, tuple[Any, ...]]:
        """Return practices as plain rows: node, column, and what `released_score` takes."""
        practices = self.filter(kind=Result.Kind.PRACTICE)
        return practices.values_list("node_id", "column", *SCORE_FIELDS)

    def compact(self) -> models.QuerySet[Result, tuple[Any, ...]]:
        """Return placements and practices as plain rows, for thousands of them."""
        return self.exclude(kind__in=Result.METRICS).values_list(
            "node_id", "column", "reason", "score", "low", "high", "n_band", "bound",
            "detail__label__kind", "detail__label__tiers",
        )  # fmt: skip

    def tiers(self) -> dict[int, str | None]:
        """Return the likeliest tier by team, None where it is not placed."""
        placed = self.filter(column=PERFORMANCE).values_list(
            "node__team_id", "reason", "detail__label__tiers"
        )
        return {team: None if reason else tiers[0] for team, reason, tiers in placed}

    def moves_since(self, node: CampaignNode, before: Campaign) -> Self:
        """Keep the placements of teams below a node that were placed in the survey before too.

        `label_then` and `label_now` are the labels; `then` and `now`, their likeliest tiers, are
        only fit to be compared with each other.
        """
        was = models.Q(node__before__results__column=PERFORMANCE)
        return (
            self.of_teams_below(node)
            .filter(column=PERFORMANCE, reason="", node__before__campaign=before)
            .annotate(past=models.FilteredRelation("node__before__results", condition=was))
            .filter(past__reason="")
            .annotate(
                # As text: databases do not order JSON
                then=Cast(models.F("past__detail__label__tiers__0"), models.TextField()),
                now=Cast(models.F("detail__label__tiers__0"), models.TextField()),
                label_then=models.F("past__detail__label"),
                label_now=models.F("detail__label"),
            )
        )

    def changed_tier(self) -> models.QuerySet[Result, tuple[Any, ...]]:
        """Return those of moves_since() whose likeliest tier is another one now, as MOVED says."""
        then = models.F("then")
        return self.filter(models.Q(now__lt=then) | models.Q(now__gt=then)).values_list(*MOVED)

    def hidden_below(self, node: CampaignNode) -> models.QuerySet[Result, tuple[Any, ...]]:
        """Return for each reason the units and teams below of which nothing is shown, and cells.

        Each of those has one cell for its performance, so that is what counts them.
        """
        whole = models.Q(column=PERFORMANCE, node__answers_band="")
        return (
            self.filter(
                node__campaign=node.campaign_id,
                node__position__range=(node.position + 1, node.end),
            )
            .exclude(reason="")
            .exclude(kind__in=Result.METRICS)
            .values("reason")
            .annotate(
                units=models.Count("node__unit", filter=whole),
                teams=models.Count("node__team", filter=whole),
                cells=models.Count("pk"),
            )
            .values_list("reason", "units", "teams", "cells")
        )

    def hidden_teams(self, campaign: Campaign) -> Self:
        """Keep, for each team of which nothing may be shown, the one cell that says why."""
        return self.filter(
            node__campaign=campaign,
            node__team__isnull=False,
            node__answers_band="",
            column=PERFORMANCE,
        )

    def of_node_before(self, node: CampaignNode) -> Self:
        """Keep the practice figures that the node's changes are measured against."""
        return self.filter(node=node.before_id, kind=Result.Kind.PRACTICE)


class Result(models.Model):
    """One cell: a figure as it may be shown, or the reason why it is hidden.

    `column` is a practice's key, a metric's key, the code of a metric of the editors' own, or
    "performance". `standard_error` (0 to 100
    scale, one decimal) is kept for the change since the last campaign and shown nowhere.
    """

    class Kind(models.TextChoices):
        """What the column holds."""

        PRACTICE = "practice"
        METRIC = "metric"
        OWN_METRIC = "own metric"
        PERFORMANCE = "performance"

    METRICS = (Kind.METRIC, Kind.OWN_METRIC)

    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, related_name="results")
    column = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(
        max_length=30, blank=True, choices=[(reason.value, reason.value) for reason in Reason]
    )
    n_band = models.CharField(max_length=10, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    bound = models.CharField(
        max_length=10, blank=True, choices=[(bound.value, bound.value) for bound in Bound]
    )
    low = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    standard_error = models.FloatField(null=True, blank=True)
    agreement = models.CharField(max_length=12, blank=True)
    opinions_differ = models.BooleanField(default=False)
    change = models.SmallIntegerField(null=True, blank=True)
    change_is_real = models.BooleanField(default=False)
    peers = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "column"], name="result_once"),
            models.CheckConstraint(
                condition=models.Q(reason="")
                | models.Q(score__isnull=True, low__isnull=True, n_band=""),
                name="result_hidden_has_no_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id}/{self.column}"

    def value(self) -> Released | Suppressed:
        """Return the cell as a value."""
        if self.kind == self.Kind.PRACTICE:
            return released_score(self.score_fields())
        if self.reason:
            return Suppressed(Reason(self.reason))
        if self.kind == self.Kind.OWN_METRIC:
            return self._own_metric()
        return self._metric() if self.kind == self.Kind.METRIC else self._placement()

    def score_fields(self) -> tuple[Any, ...]:
        """Return a practice's fields in the order of `SCORE_FIELDS`."""
        return tuple(getattr(self, field) for field in SCORE_FIELDS)

    def rest(self) -> ReleasedScore | None:
        """Return the figure of the teams below that are hidden on their own; None without any."""
        rest = self.detail.get("rest")
        if rest is None:
            return None
        return ReleasedScore(
            score=rest["score"],
            bound=Bound(rest["bound"]),
            n_band=rest["n_band"],
            interval=rest["interval"] and Interval(*rest["interval"]),
        )

    def _metric(self) -> ReleasedMetric:
        return ReleasedMetric(
            metric=Metric(self.column),
            position=self.detail["position"],
            bound=Bound(self.bound),
            low=self.detail["low"],
            high=self.detail["high"],
            n_band=self.n_band,
            opinions_differ=self.opinions_differ,
        )

    def _own_metric(self) -> ReleasedCodes:
        return ReleasedCodes(
            position=self.detail["position"],
            bound=Bound(self.bound),
            low=self.detail["low"],
            high=self.detail["high"],
            n_band=self.n_band,
            opinions_differ=self.opinions_differ,
        )

    def _placement(self) -> ReleasedPlacement:
        detail = self.detail
        mixed = detail["mixed"]
        return ReleasedPlacement(
            rule_set=detail["rule_set"],
            year=detail["year"],
            percents={Tier(tier): percent for tier, percent in detail["percents"].items()},
            label=_label(detail["label"]),
            mixed=mixed
            and Mixed(
                MixedKind(mixed["kind"]),
                tuple(map(Metric, mixed["high"])),
                tuple(map(Metric, mixed["low"])),
            ),
            n_band=self.n_band,
            stable=detail["stable"],
            second_opinions=_second_opinions(detail),
            opinions_differ=self.opinions_differ,
            step=detail.get("step", STEP_NOT_KEPT),
        )


def released_score(fields: Sequence[Any]) -> ReleasedScore | Suppressed:
    """Return a practice's cell as a value, from its fields in the order of `SCORE_FIELDS`."""
    reason, score, bound, low, high, n_band, differ, agreement, change, real, peers = fields
    if reason:
        return Suppressed(Reason(reason))
    return ReleasedScore(
        score=cast("int", score),
        bound=Bound(bound),
        n_band=n_band,
        interval=None if low is None or high is None else Interval(low, high),
        opinions_differ=differ,
        agreement=AgreementWord(agreement) if agreement else None,
        change=None if change is None else Change(change, real),
        peers=peers,
    )


def _label(stored: dict[str, Any]) -> Label:
    return Label(LabelKind(stored["kind"]), tuple(map(Tier, stored["tiers"])))


def _second_opinions(detail: dict[str, Any]) -> SecondOpinions:
    # Cells from before there were several hold the tier of the 2019 rule alone.
    stored = detail.get("second_opinions") or {"tier_2019": detail["second_opinion"]}
    score, by_share = stored.get("score"), stored.get("by_share")
    return SecondOpinions(
        tier_2019=stored["tier_2019"] and Tier(stored["tier_2019"]),
        score=score and ReleasedQuickScore(**{**score, "bound": Bound(score["bound"])}),
        by_share=by_share and Tier(by_share),
    )


class CommentQuerySet(models.QuerySet["Comment"]):
    """Chains over comments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep those of teams that this person leads: comments go to the team, never further up."""
        return self.filter(node__team__in=Team.objects.led_by(user))


class Comment(models.Model):
    """A comment that a team may read: from at least ten answers, shuffled, tied to no sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, related_name="comments")
    practice = models.SlugField(max_length=60)
    text = models.TextField()

    objects = CommentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
