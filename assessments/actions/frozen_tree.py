"""The organisation as it stands when a campaign opens, copied so that it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.errors import InvalidCampaignError
from assessments.models import Campaign, CampaignNode, Team, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def freeze(campaign: Campaign, asked: Mapping[int, int] | None = None) -> list[CampaignNode]:
    """Copy the units above the campaign's teams, and the teams, parents first.

    `asked` says by team how many people were asked, where that is not everybody in it now.
    """
    teams_of: dict[int, list[Team]] = {}
    for team in campaign.teams.active().order_by("name", "pk"):
        teams_of.setdefault(team.unit_id, []).append(team)
    if not teams_of:
        raise InvalidCampaignError(gettext("All its teams are retired, so there is nobody to ask."))
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
            people = (asked or {}).get(team.pk, team.headcount)
            nodes.append(_team_node(campaign, len(nodes), node, team, people))
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


def _team_node(
    campaign: Campaign, position: int, parent: CampaignNode, team: Team, people: int
) -> CampaignNode:
    return CampaignNode(
        campaign=campaign,
        position=position,
        end=position,
        parent=parent,
        name=team.name,
        team=team,
        invited=1 if campaign.is_team_sheet else people,
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
