"""Campaigns: draft, open, hand out links, close."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction

from assessments.errors import InvalidCampaignError, WrongStateError
from assessments.models import (
    SMALLEST_GROUP,
    Benchmark,
    Campaign,
    CampaignNode,
    Draft,
    Edition,
    Invitation,
    Team,
    Unit,
)

from . import keyring, links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo


LONGEST_NAME = 120


@dataclass(frozen=True)
class Plan:
    """What an organiser decides before a campaign exists; moments are aware."""

    name: str
    kind: str
    edition: Edition
    benchmark: Benchmark
    teams: Sequence[Team]
    opens_at: dt.datetime
    closes_at: dt.datetime
    time_zone: str
    smallest_group: int = SMALLEST_GROUP


@dataclass(frozen=True)
class IssuedLink:
    """One fresh link: for which team, the how-manieth there, and the token, shown this once."""

    node: CampaignNode
    number: int
    token: str


def instant(local: dt.datetime, zone: ZoneInfo, *, closing: bool) -> dt.datetime:
    """Return the moment (UTC) that a wall-clock time in a zone stands for.

    When clocks go back a time comes twice: an opening means the first, a closing the second.

    Raises:
        InvalidCampaignError: clocks skip this time on that day.
    """
    aware = local.replace(tzinfo=zone, fold=int(closing))
    moment = aware.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(fold=0):
        raise InvalidCampaignError(
            f"{local:%H:%M} does not exist on {local:%-d %B %Y} in {zone.key}: clocks go forward "
            "then. Please choose a time an hour earlier or later."
        )
    return moment


def create(plan: Plan) -> Campaign:
    """Make a draft campaign.

    Raises:
        InvalidCampaignError: it closes before it opens, its group size is under 5, it has no
            team or name, or its benchmark cannot place teams.
    """
    if plan.closes_at <= plan.opens_at:
        raise InvalidCampaignError("The survey must close after it opens.")
    if plan.smallest_group < SMALLEST_GROUP:
        raise InvalidCampaignError(f"The smallest group shown is {SMALLEST_GROUP} people or more.")
    if not plan.benchmark.placeable:
        raise InvalidCampaignError(f"{plan.benchmark} can be read but not used to place teams.")
    if not 0 < len(plan.name) <= LONGEST_NAME:
        raise InvalidCampaignError(f"The name needs 1 to {LONGEST_NAME} characters.")
    if not plan.teams:
        raise InvalidCampaignError("Please choose at least one team.")
    fields = {field.name: getattr(plan, field.name) for field in dataclasses.fields(plan)}
    teams = fields.pop("teams")
    with transaction.atomic():
        campaign = Campaign.objects.create(**fields)
        campaign.teams.set(teams)
    return campaign


def open(campaign: Campaign, *, at: dt.datetime) -> Campaign:  # noqa: A001 (read campaigns.open)
    """Freeze the tree, make the key and the invitations, and start to take answers.

    Raises:
        WrongStateError: it is no draft any more.
        InvalidCampaignError: its closing time has passed.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        _require(campaign, Campaign.State.DRAFT)
        if campaign.closes_at <= at:
            raise InvalidCampaignError("The closing time has passed. Please choose a later one.")
        keyring.create(campaign)
        _invite(campaign, _freeze_tree(campaign))
        campaign.state = Campaign.State.OPEN
        campaign.save(update_fields=["state"])
    return campaign


def issue_links(campaign: Campaign) -> list[IssuedLink]:
    """Return a fresh link for every invitation; the links issued before stop working.

    The seeds stay, so whoever already answered can still replace that answer, not add one.

    Raises:
        WrongStateError: the campaign is not open.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        _require(campaign, Campaign.State.OPEN)
        # Order by the random id: the list says nothing about who was invited when.
        invitations = list(
            campaign.invitations.select_related("node__parent").order_by("node__position", "pk")
        )
        issued = []
        for _, of_node in groupby(invitations, key=lambda invitation: invitation.node_id):
            for number, invitation in enumerate(of_node, start=1):
                link = IssuedLink(invitation.node, number, links.new_token())
                invitation.token_hash = links.token_hash(link.token)
                issued.append(link)
        Invitation.objects.bulk_update(invitations, ["token_hash"], batch_size=500)
    return issued


def move_close(campaign: Campaign, *, closes_at: dt.datetime, at: dt.datetime) -> Campaign:
    """Move the closing moment of a campaign that is not closed: the one thing that may change.

    Raises:
        WrongStateError: it is closed.
        InvalidCampaignError: the new moment is past or before the opening.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        _require(campaign, Campaign.State.DRAFT, Campaign.State.OPEN)
        if closes_at <= max(at, campaign.opens_at):
            raise InvalidCampaignError("The new closing time must lie ahead, after the opening.")
        campaign.closes_at = closes_at
        campaign.save(update_fields=["closes_at"])
    return campaign


def close(campaign: Campaign, *, at: dt.datetime) -> Campaign:
    """Stop taking answers and drop the drafts; closing before the set time moves it to now.

    Waits for sheets that are being stored at this moment. A second call does nothing.

    Raises:
        WrongStateError: it was never opened.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        if campaign.state != Campaign.State.OPEN:
            _require(campaign, *_AFTER_OPEN)
            return campaign
        campaign.state = Campaign.State.CLOSED
        if campaign.opens_at < at < campaign.closes_at:
            campaign.closes_at = at
        campaign.save(update_fields=["state", "closes_at"])
        Draft.objects.filter(campaign=campaign).delete()
    return campaign


_AFTER_OPEN = (
    Campaign.State.CLOSED,
    Campaign.State.SCORED,
    Campaign.State.SEALED,
    Campaign.State.RELEASED,
)


def _require(campaign: Campaign, *states: str) -> None:
    if campaign.state not in states:
        raise WrongStateError(
            f"The survey’s state is “{campaign.get_state_display().lower()}”, "
            "so that step is not possible."
        )


def _freeze_tree(campaign: Campaign) -> list[CampaignNode]:
    """Copy the units above the campaign's teams, and the teams, parents first."""
    teams_of: dict[int, list[Team]] = {}
    for team in campaign.teams.order_by("name", "pk"):
        teams_of.setdefault(team.unit_id, []).append(team)
    units = list(Unit.objects.with_tree_fields().order_siblings_by("name"))
    parent_of = {unit.pk: unit.parent_id for unit in units}
    needed = _with_ancestors(teams_of, parent_of)
    nodes: list[CampaignNode] = []
    node_of: dict[int | None, CampaignNode | None] = {None: None}
    for unit in units:
        if unit.pk not in needed:
            continue
        node = CampaignNode(
            campaign=campaign,
            position=len(nodes),
            end=len(nodes),
            parent=node_of[unit.parent_id],
            name=unit.name,
            unit=unit,
            invited=0,
        )
        nodes.append(node)
        node_of[unit.pk] = node
        for team in teams_of.get(unit.pk, []):
            nodes.append(_team_node(campaign, len(nodes), node, team))
    _add_up(nodes)
    _save_level_by_level(nodes)
    return nodes


def _with_ancestors(start: Iterable[int], parent_of: dict[int, int | None]) -> set[int]:
    needed: set[int] = set()
    for unit_pk in start:
        current: int | None = unit_pk
        while current is not None and current not in needed:
            needed.add(current)
            current = parent_of[current]
    return needed


def _team_node(campaign: Campaign, position: int, parent: CampaignNode, team: Team) -> CampaignNode:
    return CampaignNode(
        campaign=campaign,
        position=position,
        end=position,
        parent=parent,
        name=team.name,
        team=team,
        invited=1 if campaign.is_team_sheet else team.headcount,
    )


def _add_up(nodes: Sequence[CampaignNode]) -> None:
    for node in reversed(nodes):
        if node.parent is not None:
            node.parent.invited += node.invited
            node.parent.end = max(node.parent.end, node.end)


def _save_level_by_level(nodes: Sequence[CampaignNode]) -> None:
    waiting = list(nodes)
    while waiting:
        ready = [node for node in waiting if node.parent is None or node.parent.pk]
        for node in ready:
            node.parent = node.parent  # takes over the key that the parent has by now
        CampaignNode.objects.bulk_create(ready, batch_size=500)
        waiting = [node for node in waiting if node.pk is None]


def _invite(campaign: Campaign, nodes: Sequence[CampaignNode]) -> None:
    key = keyring.read(campaign)
    Invitation.objects.bulk_create(
        (
            Invitation(
                campaign=campaign,
                node=node,
                seed_encrypted=links.seal_seed(key, links.new_seed()),
                # Of a token that nobody has: links are made by issue_links, and only shown there.
                token_hash=links.token_hash(links.new_token()),
            )
            for node in nodes
            if node.team_id is not None
            for _ in range(node.invited)
        ),
        batch_size=500,
    )
