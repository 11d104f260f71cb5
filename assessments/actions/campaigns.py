"""Campaigns: draft, open, hand out links, close."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from assessments.errors import InvalidCampaignError, LinksMadeError, WrongStateError
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

from . import frozen_tree, keyring, links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


LONGEST_NAME = 120
# The states, as a refusal names them
_STATES = (
    *(gettext_noop("draft"), gettext_noop("open"), gettext_noop("closed")),
    *(gettext_noop("scored"), gettext_noop("sealed"), gettext_noop("released")),
)
CLOSING_PASSED = gettext_noop("The closing time has passed. Please choose a later one.")


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
    result_filter: str = Campaign.Filter.NONE


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
        said = gettext(
            "%(time)s does not exist on %(day)s in %(zone)s: clocks go forward then. Please "
            "choose a time an hour earlier or later."
        )
        named = {"time": f"{local:%H:%M}", "day": date_format(local), "zone": zone.key}
        raise InvalidCampaignError(said % named)
    return moment


def create(plan: Plan, *, at: dt.datetime) -> Campaign:
    """Make a draft campaign.

    Raises:
        InvalidCampaignError: it closes before it opens or has done so already, its group size is
            under 5, it has no team, or no name of its own, its benchmark cannot place teams, or
            its results are to be filtered by what it does not ask.
    """
    _check(plan, Campaign.objects.all(), at)
    fields, teams = _stored(plan)
    with transaction.atomic():
        campaign = Campaign.objects.create(**fields)
        campaign.teams.set(teams)
    return campaign


def change(draft: Campaign, plan: Plan, *, at: dt.datetime) -> Campaign:
    """Put another plan in the place of a draft's.

    Raises:
        WrongStateError: it is no draft any more.
        InvalidCampaignError: as for create().
    """
    with transaction.atomic():
        draft = Campaign.objects.lock(draft.pk)
        _require(draft, Campaign.State.DRAFT)
        _check(plan, Campaign.objects.exclude(pk=draft.pk), at)
        fields, teams = _stored(plan)
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save(update_fields=fields)
        draft.teams.set(teams)
    return draft


def discard(draft: Campaign) -> None:
    """Delete a draft, and the key that an interrupted opening may have left.

    Raises:
        WrongStateError: it is no draft any more.
    """
    with transaction.atomic():
        draft = Campaign.objects.lock(draft.pk)
        _require(draft, Campaign.State.DRAFT)
        keyring.destroy(draft)
        draft.delete()


def _check(plan: Plan, others: QuerySet[Campaign], at: dt.datetime) -> None:
    if plan.closes_at <= plan.opens_at:
        raise InvalidCampaignError(gettext("The survey must close after it opens."), about="closes")
    if plan.closes_at <= at:
        raise InvalidCampaignError(gettext(CLOSING_PASSED), about="closes")
    if plan.smallest_group < SMALLEST_GROUP:
        raise InvalidCampaignError(
            gettext("The smallest group shown is %(smallest_group)s people or more.")
            % {"smallest_group": SMALLEST_GROUP}
        )
    if not plan.benchmark.placeable:
        raise InvalidCampaignError(
            gettext("%(benchmark)s can be read but not used to place teams.")
            % {"benchmark": plan.benchmark}
        )
    _check_filter(plan)
    if not 0 < len(plan.name) <= LONGEST_NAME:
        raise InvalidCampaignError(
            gettext("The name needs 1 to %(longest_name)s characters.")
            % {"longest_name": LONGEST_NAME}
        )
    if not plan.teams:
        raise InvalidCampaignError(gettext("Please choose at least one team."))
    if others.filter(name__iexact=plan.name).exists():
        raise InvalidCampaignError(
            gettext("There is already a campaign called “%(name)s”. Please choose another name.")
            % {"name": plan.name},
            about="name",
        )


def _check_filter(plan: Plan) -> None:
    if plan.result_filter == Campaign.Filter.NONE:
        return
    if plan.kind == Campaign.Kind.TEAM_SHEET:
        raise InvalidCampaignError(
            gettext("A team sheet does not ask the role, so its results cannot be shown by role."),
            about="result_filter",
        )
    if plan.edition.outline().role_place() is None:
        raise InvalidCampaignError(
            gettext("These questions do not ask the role, so results cannot be shown by role."),
            about="result_filter",
        )


def _stored(plan: Plan) -> tuple[dict[str, Any], Sequence[Team]]:
    fields = {field.name: getattr(plan, field.name) for field in dataclasses.fields(plan)}
    return fields, fields.pop("teams")


def open(campaign: Campaign, *, at: dt.datetime) -> Campaign:  # noqa: A001 (read campaigns.open)
    """Freeze the tree, make the key and the invitations, and start to take answers.

    Raises:
        WrongStateError: it is no draft any more.
        InvalidCampaignError: its closing time has passed.
    """
    with transaction.atomic():
        # Before the campaign's lock, because merging teams takes the two in this order.
        Unit.objects.lock_tree()
        campaign = Campaign.objects.lock(campaign.pk)
        _require(campaign, Campaign.State.DRAFT)
        if campaign.closes_at <= at:
            raise InvalidCampaignError(gettext(CLOSING_PASSED))
        keyring.create(campaign)
        _invite(campaign, frozen_tree.freeze(campaign))
        campaign.state = Campaign.State.OPEN
        campaign.save(update_fields=["state"])
    return campaign


def issue_links(campaign: Campaign, *, made: int | None = None) -> list[IssuedLink]:
    """Return a fresh link for every invitation; the links issued before stop working.

    The seeds stay, so whoever already answered can still replace that answer, not add one. A
    link keeps its number: it opens the same place as the link of that number before. `made` is
    how often links had been made when they were asked for, None to make them anyway.

    Raises:
        WrongStateError: the campaign is not open.
        LinksMadeError: links were made since they were asked for.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        _require(campaign, Campaign.State.OPEN)
        if made not in {None, campaign.links_made}:
            raise LinksMadeError
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
        campaign.links_made += 1
        campaign.save(update_fields=["links_made"])
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
            raise InvalidCampaignError(
                gettext("The new closing time must lie ahead, after the opening.")
            )
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
            gettext("The survey’s state is “%(state)s”, so that step is not possible.")
            % {"state": gettext(campaign.state)}
        )


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
