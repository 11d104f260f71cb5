"""What a campaign is compared with: the one before, where the same was asked of the same team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.models import Campaign, CampaignNode, Outline, Question, Result

Wording = tuple[str, int, int, bool, float]


@dataclass(frozen=True)
class Before:
    """The campaign before: its shown practice cells by (kind of node, its id, column)."""

    results: Mapping[tuple[str, int, str], Result]

    def of(self, node: CampaignNode, column: str) -> Result | None:
        """Return the earlier cell of the same team or unit."""
        return self.results.get((*identity(node), column))

    def shown(self) -> set[tuple[str, int]]:
        """Return the teams and units that had a figure."""
        return {(kind, pk) for kind, pk, _ in self.results}


def identity(node: CampaignNode) -> tuple[str, int]:
    """Return what makes a node the same in another campaign."""
    return ("team", node.team_id or 0) if node.team_id else ("unit", node.unit_id or 0)


def before(campaign: Campaign) -> Campaign | None:
    """Return the campaign this one is compared with: the last released of its kind and teams."""
    teams = campaign.nodes.filter(team__isnull=False).values("team")
    return (
        Campaign.objects.released()
        .filter(
            kind=campaign.kind,
            edition__questionnaire=campaign.edition.questionnaire_id,
            closes_at__lt=campaign.closes_at,
            nodes__team__in=teams,
        )
        .distinct()
        .exclude(pk=campaign.pk)
        .select_related("edition")
        .latest_first()
        .first()
    )


def cells_before(last: Campaign | None, outline: Outline) -> Before:
    """Return the earlier cells of practices whose statements are still worded the same."""
    if last is None:
        return Before({})
    cells = Result.objects.filter(
        node__campaign=last,
        kind=Result.Kind.PRACTICE,
        reason="",
        column__in=same_practices(outline, last.edition.outline()),
    ).select_related("node")
    return Before({(*identity(cell.node), cell.column): cell for cell in cells})


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
