"""Campaigns: who is asked what, between which moments, and the keys that keep it confidential."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self
from zoneinfo import ZoneInfo

from django.db import connections, models
from django.utils.translation import gettext_lazy

from .bank import Edition
from .benchmark import Benchmark
from .organisation import Team, Unit

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

SMALLEST_GROUP = 5
# Of one role, and of a team or unit that is shown by role: see docs/privacy.md
SMALLEST_ROLE_GROUP = 10
SHOWN_BY_ROLE_FROM = 30
GRACE = dt.timedelta(minutes=5)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Chains over campaigns."""

    def released(self) -> Self:
        """Keep those whose results are out."""
        return self.filter(state=Campaign.State.RELEASED)

    def due(self, at: dt.datetime) -> Self:
        """Keep those that are open past their closing time and grace, or stopped half-way."""
        stopped = [Campaign.State.CLOSED, Campaign.State.SCORED, Campaign.State.SEALED]
        return self.filter(
            models.Q(state=Campaign.State.OPEN, closes_at__lte=at - GRACE)
            | models.Q(state__in=stopped)
        ).order_by("closes_at", "pk")

    def latest_first(self) -> Self:
        """Order as lists show them."""
        return self.order_by("-closes_at", "-pk")

    def with_sizes(self) -> Self:
        """Add `size`, the number of teams asked."""
        return self.annotate(size=models.Count("teams"))

    def lock(self, pk: int) -> Campaign:
        """Return the campaign under an exclusive lock; call inside a transaction."""
        return self.select_for_update().get(pk=pk)

    def lock_shared(self, pk: int) -> Campaign:
        """Return the campaign under a shared lock: many may answer, nobody may close meanwhile.

        Django has no FOR SHARE. On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock.
        """
        clause = "FOR SHARE" if connections[self.db].features.has_select_for_update else ""
        table = Campaign._meta.db_table  # noqa: SLF001 (Django's documented Meta API)
        query = f'SELECT * FROM "{table}" WHERE id = %s {clause}'  # noqa: S608 (no outside text)
        return self.raw(query, [pk])[0]


class Campaign(models.Model):
    """One edition put to some teams between two moments, against one rule set."""

    class Kind(models.TextChoices):
        """Who fills in a sheet."""

        ANONYMOUS = "anonymous", gettext_lazy("Anonymous: everybody has a link of their own")
        TEAM_SHEET = "team sheet", gettext_lazy("Team sheet: each team answers together, one sheet")

    class Filter(models.TextChoices):
        """What its results may be filtered by: a fixed catalogue, chosen before it opens."""

        NONE = "none", gettext_lazy("Not filtered: everybody together")
        ROLE = "role", gettext_lazy("By role: what people mainly do in their team")

    class State(models.TextChoices):
        """How far it has come; each step can be repeated after an interruption."""

        DRAFT = "draft", gettext_lazy("Draft")
        OPEN = "open", gettext_lazy("Open")
        CLOSED = "closed", gettext_lazy("Closed")
        SCORED = "scored", gettext_lazy("Scored")
        SEALED = "sealed", gettext_lazy("Sealed")
        RELEASED = "released", gettext_lazy("Released")

    UNDER_WAY: ClassVar = (State.OPEN, State.CLOSED, State.SCORED, State.SEALED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ANONYMOUS)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="campaigns")
    benchmark = models.ForeignKey(Benchmark, on_delete=models.PROTECT, related_name="campaigns")
    teams = models.ManyToManyField(Team, related_name="campaigns")
    smallest_group = models.PositiveSmallIntegerField(default=SMALLEST_GROUP)
    result_filter = models.CharField(max_length=10, choices=Filter, default=Filter.NONE)
    # Its audit had no answer in time, so results came out without it
    filter_dropped = models.BooleanField(default=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    released_at = models.DateTimeField(null=True, blank=True)
    # When the nodes' bands of turnout were counted, while it is open
    turnout_at = models.DateTimeField(null=True, blank=True)
    # Its answers came from a file of another survey tool, and its moments mean whole days
    collected_elsewhere = models.BooleanField(default=False)
    # How often: it tells a form that was sent twice. Whose they are, or when, is kept nowhere.
    links_made = models.PositiveSmallIntegerField(default=0)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(smallest_group__gte=SMALLEST_GROUP),
                name="campaign_group_at_least_5",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="campaign_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="released") | models.Q(released_at__isnull=False),
                name="campaign_released_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(result_filter="none") | models.Q(kind="anonymous"),
                name="campaign_sheet_has_no_filter",
            ),
            models.CheckConstraint(
                # Who answered elsewhere was told of no filter, and of no team sheet
                condition=models.Q(collected_elsewhere=False)
                | models.Q(kind="anonymous", result_filter="none"),
                name="campaign_collected_is_anonymous",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"

    @property
    def is_team_sheet(self) -> bool:
        """Whether each team answers together on one sheet."""
        return self.kind == self.Kind.TEAM_SHEET

    @property
    def k(self) -> int:
        """The group size that disclosure works with: a team sheet has no individuals in it."""
        return 1 if self.is_team_sheet else self.smallest_group

    @property
    def is_by_role(self) -> bool:
        """Whether results may be filtered by role."""
        return self.result_filter == self.Filter.ROLE

    @property
    def role_group(self) -> int:
        """The fewest answers of one role that are shown."""
        return max(SMALLEST_ROLE_GROUP, self.smallest_group)

    @property
    def by_role_from(self) -> int:
        """The fewest answers of a team or unit that is shown by role."""
        return max(SHOWN_BY_ROLE_FROM, self.smallest_group)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that its moments are shown in."""
        return ZoneInfo(self.time_zone)

    def closes_locally(self) -> dt.datetime:
        """Return the closing moment in the campaign's zone."""
        return self.closes_at.astimezone(self.zone)

    def takes_answers(self, at: dt.datetime) -> bool:
        """Tell whether a sheet sent at this moment counts; five minutes of grace."""
        return self.state == self.State.OPEN and self.opens_at <= at < self.closes_at + GRACE


@dataclass(frozen=True)
class Asked:
    """How many a campaign asks; of a team sheet each team counts as one."""

    teams: int
    people: int


@dataclass(frozen=True)
class Size:
    """How many units and teams a part of a campaign's tree holds."""

    units: int
    teams: int


class Told(NamedTuple):
    """A node as a search goes through thousands of them."""

    pk: int
    parent: int | None
    name: str
    unit: int | None
    team: int | None
    is_told: bool


class NodeQuerySet(models.QuerySet["CampaignNode"]):
    """Chains over a campaign's frozen tree."""

    def in_order(self) -> Self:
        """Order parents before their children."""
        return self.order_by("position")

    def asked(self) -> Asked:
        """Count the teams and the people asked: one query."""
        return Asked(
            **self.filter(team__isnull=False).aggregate(
                teams=models.Count("pk"), people=models.Sum("invited", default=0)
            )
        )

    def size(self) -> Size:
        """Count units and teams: one query."""
        counts = self.order_by().aggregate(units=models.Count("unit"), teams=models.Count("team"))
        return Size(**counts)

    def units_under_way(self) -> Self:
        """Keep the unit nodes of open campaigns, those that close next first."""
        return self.filter(campaign__state=Campaign.State.OPEN, unit__isnull=False).order_by(
            "campaign__closes_at", "pk"
        )

    def told_whether_asking(self) -> Self:
        """Add `is_asking`: whether an open campaign asks the node's unit now."""
        asking = CampaignNode.objects.units_under_way().filter(unit=models.OuterRef("unit"))
        return self.annotate(is_asking=models.Exists(asking))

    def of_subtrees(self, nodes: Iterable[CampaignNode]) -> Self:
        """Keep everything below several nodes, parents before their children; one query."""
        below = models.Q(pk__in=())
        for node in nodes:
            places = (node.position + 1, node.end)
            below |= models.Q(campaign=node.campaign_id, position__range=places)
        return self.filter(below).order_by("campaign", "position")

    def units_with_results(self) -> Self:
        """Keep the unit nodes whose results are out, latest first."""
        return self.filter(campaign__state=Campaign.State.RELEASED, unit__isnull=False).order_by(
            "-campaign__closes_at", "-pk"
        )

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Keep the nodes of units that this person may read today."""
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def teams_below(self, node: CampaignNode) -> Self:
        """Keep all teams below a node, those of a unit together."""
        return self.filter(
            campaign=node.campaign_id,
            position__range=(node.position, node.end),
            team__isnull=False,
        ).order_by("position")

    def seen_from(self, node: CampaignNode) -> Self:
        """Keep a unit and what lies directly below it.

        Their figures are asked for by this, not by a join: no index serves both sides of an "or"
        on two tables.
        """
        return self.filter(models.Q(pk=node.pk) | models.Q(parent=node))

    def above(self, node: CampaignNode) -> Self:
        """Keep what a node lies under, top first."""
        return self.filter(
            campaign=node.campaign_id, position__lt=node.position, end__gte=node.end
        ).order_by("position")

    def names_for(self, user: User | AnonymousUser) -> dict[int | None, str | None]:
        """Return the name of each unit (id), None where this person may not read it; one query."""
        readable = models.Q(unit__in=Unit.objects.visible_to(user))
        wrapped = models.ExpressionWrapper(readable, output_field=models.BooleanField())
        # Through a tuple, as the type checker knows no annotated names
        fields = ("unit_id", "name", "is_readable")
        rows = self.annotate(is_readable=wrapped).values_list(*fields)
        return {unit: name if is_readable else None for unit, name, is_readable in rows}

    def told_to(self, user: User | AnonymousUser) -> Iterator[Told]:
        """Yield each as a plain row, with whether this person may read it today; one query."""
        readable = models.Q(unit__in=Unit.objects.visible_to(user).values("pk")) | models.Q(
            team__in=Team.objects.visible_to(user).values("pk")
        )
        told = models.Case(
            models.When(readable, then=True), default=False, output_field=models.BooleanField()
        )
        # Through a tuple, as the type checker knows no annotated names
        fields = ("pk", "parent_id", "name", "unit_id", "team_id", "is_told")
        return (Told(*row) for row in self.annotate(is_told=told).values_list(*fields))

    def with_results_for(self, user: User | AnonymousUser) -> Self:
        """Keep the team nodes whose results are out and that this person may read.

        Those of a team sheet are out once it is sent, for the team's own lead alone.
        """
        released = models.Q(
            campaign__state=Campaign.State.RELEASED, team__in=Team.objects.visible_to(user)
        )
        sent = models.Q(
            campaign__kind=Campaign.Kind.TEAM_SHEET,
            campaign__state__in=Campaign.UNDER_WAY,
            answered=True,
            team__in=Team.objects.led_by(user),
        )
        return self.filter(released | sent).order_by("-campaign__closes_at", "-pk")


class CampaignNode(models.Model):
    """The organisation as it stood when the campaign opened: a unit or a team, frozen.

    `answered` and the bands are set at the close (`answered` at once for a team sheet, whose
    result page does not wait); until then, a team's band of turnout is counted anew each day. No
    count of answers is kept.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField()
    # The last position below it, its own where nothing is: a subtree is one run of positions
    end = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="nodes"
    )
    invited = models.PositiveIntegerField()
    answered = models.BooleanField(default=False)
    answers_band = models.CharField(max_length=10, blank=True)
    turnout_band = models.CharField(max_length=20, blank=True)
    # The same team or unit last time: what its changes are measured against, set with the results
    before = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = NodeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "position"], name="node_position_unique"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("position")), name="node_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["campaign", "team"],
                condition=models.Q(team__isnull=False),
                name="node_team_once_in_campaign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class Invitation(models.Model):
    """One personal link. No date, no sequence and no "responded" flag: see docs/privacy.md."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="invitations")
    node = models.ForeignKey(CampaignNode, on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField(blank=True)
    seed_encrypted = models.BinaryField()
    token_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """An unfinished sheet as ciphertext; only the link can place or read it."""

    address = models.CharField(max_length=64, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return self.address
