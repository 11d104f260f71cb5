"""What figures are compared with: the last time the same was asked of the same group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assessments.models import Campaign, CampaignNode, Outline, Question, Result
from assessments.models.campaign import CampaignQuerySet

Wording = tuple[str, int, int, bool, float]
Identity = tuple[int | None, int | None]


# A unit is still the same unit while it shares this part of all the teams that it had
SAME_TEAMS_FROM = 0.8


class Earlier(NamedTuple):
    """A practice's cell as it was shown before."""

    score: int | None
    bound: str
    standard_error: float | None
    n_band: str


@dataclass(frozen=True)
class Before:
    """What was shown before: practice cells by (node of now, column)."""

    results: Mapping[tuple[int, str], Earlier]

    def of(self, node: CampaignNode, column: str) -> Earlier | None:
        """Return the earlier cell of the same team or unit."""
        return self.results.get((node.pk, column))

    def shown(self) -> set[int]:
        """Return the nodes whose team or unit had a figure."""
        return {pk for pk, _ in self.results}


def before(campaign: Campaign, nodes: Sequence[CampaignNode]) -> dict[int, CampaignNode]:
    """Return what each node, given parents first, is compared with: the same group last time.

    For a team that is the last released campaign of the same kind and questionnaire that asked
    it; for a unit the last one in which it had at least four fifths of the same teams. A node
    that was not asked before is left out.
    """
    found: dict[int, CampaignNode] = {}
    groups = _groups(nodes)
    for earlier in _earlier(campaign):
        if len(found) == len(nodes):
            break
        then = _groups(earlier.nodes.in_order().select_related("campaign__edition"))
        for identity, (node, teams) in groups.items():
            past = then.get(identity)
            if past and node.pk not in found and _is_same(teams, past[1]):
                found[node.pk] = past[0]
    return found


def _earlier(campaign: Campaign) -> CampaignQuerySet:
    return (
        Campaign.objects.released()
        .filter(
            kind=campaign.kind,
            edition__questionnaire=campaign.edition.questionnaire_id,
            closes_at__lt=campaign.closes_at,
        )
        .exclude(pk=campaign.pk)
        .latest_first()
    )


def _groups(nodes: Iterable[CampaignNode]) -> dict[Identity, tuple[CampaignNode, set[int]]]:
    """Return each node with the teams at and below it, by what makes it the same elsewhere."""
    ordered = list(nodes)
    teams: dict[int, set[int]] = {node.pk: set() for node in ordered}
    for node in reversed(ordered):
        if node.team_id:
            teams[node.pk].add(node.team_id)
        if node.parent_id in teams:
            teams[node.parent_id] |= teams[node.pk]
    return {(node.unit_id, node.team_id): (node, teams[node.pk]) for node in ordered}


def _is_same(now: set[int], then: set[int]) -> bool:
    return len(now & then) >= SAME_TEAMS_FROM * len(now | then)


def cells_before(nodes: Mapping[int, CampaignNode], outline: Outline) -> Before:
    """Return the earlier cells, by node of now, of practices that are still worded the same."""
    now_of = {past.pk: pk for pk, past in nodes.items()}
    campaigns = {past.campaign for past in nodes.values()}
    same = {one.pk: same_practices(outline, one.edition.outline()) for one in campaigns}
    shown = Result.objects.filter(
        node__campaign__in=campaigns, kind=Result.Kind.PRACTICE, reason=""
    )
    # Values and no models: there are as many as the whole earlier release has.
    cells = shown.values_list("node_id", "node__campaign_id", "column", *Earlier._fields)
    return Before(
        {
            (now_of[node_pk], column): Earlier(*cell)
            for node_pk, campaign_pk, column, *cell in cells.iterator(chunk_size=2000)
            if node_pk in now_of and column in same[campaign_pk]
        }
    )


def same_practices(now: Outline, earlier: Outline) -> set[str]:
    """Return the keys of the practices whose statements, scales and weights are the same."""
    return {key for key, _ in _wordings(now) & _wordings(earlier)}


def _wordings(outline: Outline) -> set[tuple[str, frozenset[Wording]]]:
    return {
        (
            practice.key,
            frozenset(_wording(outline.questions[place]) for place in outline.places(practice)),
        )
        for practice in outline.practices
    }


def _wording(question: Question) -> Wording:
    scale = (len(question.options), question.reverse, question.weight)
    return (question.code, question.wording_version, *scale)
