"""The five sentences on a unit: its figures as the rule takes them, its places as addresses."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from assessments.charts.finding_values import Group, Place, Sentence, View
from assessments.charts.findings import findings
from assessments.models import CampaignNode, Practice, Result, released_score
from assessments.pages import survey_language
from assessments.pages.kept import kept_by_language
from assessments.scoring.values import Practice as ChartPractice
from assessments.scoring.values import Reason, ReleasedScore, Suppressed

from . import kept
from .present import address
from .since import moves_since

# Bands of released turnout under half
FEW = frozenset({"under 25%", "25 to 49%"})
# On their pages; those of charts are the ids of their headings
HEATMAP, PRACTICES = "#heatmap", "#practices-title"
PLACES = {View.ROWS: HEATMAP, View.HISTORY: "#trend-title", View.MOVES: "#moved"}
NOT_ASKED = Suppressed(Reason.NOT_ASKED)
KEPT = 1_000
Scores = dict[str, ReleasedScore | Suppressed]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence as the page shows it; `href` is empty where it leads nowhere."""

    text: str
    href: str


def sentences(node: CampaignNode, earlier: CampaignNode | None) -> list[list[Piece]]:
    """Return what changed since the survey before and what to look at.

    What was released never changes, so it is worked out once in a process.
    """
    before = earlier.campaign.public_id if earlier else None
    return _sentences(node, node.campaign.public_id, earlier, before)


@kept_by_language(maxsize=KEPT)
# The two ids are part of the key: a test database may give the same pk to another node.
def _sentences(
    node: CampaignNode, _: uuid.UUID, earlier: CampaignNode | None, __: uuid.UUID | None
) -> list[list[Piece]]:
    practices = survey_language.reads(node.campaign.edition.outline()).practices
    released = kept.released(node)
    children = released.children
    of_node: dict[int, Scores] = {child.pk: {} for child in children}
    of_node[node.pk] = {
        cell.column: released_score(cell.score_fields())
        for cell in released.own
        if cell.kind == Result.Kind.PRACTICE
    }
    for node_id, column, *fields in released.scores:
        of_node[node_id][column] = released_score(fields)
    own, *below = [_group(one, of_node[one.pk], practices) for one in (node, *children)]
    told = findings(
        own,
        below,
        [ChartPractice(practice.key, practice.short_name) for practice in practices],
        moves_since(node, earlier),
    )
    return [_pieces(sentence, node, children) for sentence in told]


def _group(node: CampaignNode, scores: Scores, practices: Sequence[Practice]) -> Group:
    return Group(
        key=node.pk,
        name=node.name,
        is_team=node.team_id is not None,
        size=node.invited,
        scores={one.key: scores.get(one.key, NOT_ASKED) for one in practices},
        few_answered=node.turnout_band in FEW,
    )


def _pieces(
    sentence: Sentence, node: CampaignNode, children: Sequence[CampaignNode]
) -> list[Piece]:
    return [Piece(part.text, _href(part.place, node, children)) for part in sentence]


def _href(place: Place | None, node: CampaignNode, children: Sequence[CampaignNode]) -> str:
    if place is None:
        return ""
    campaign = node.campaign.public_id
    if place.view is View.GROUP:
        child = next(child for child in children if child.pk == place.group)
        return f"{address(child, campaign)}{PRACTICES if child.team_id else HEATMAP}"
    page = {View.HISTORY: "history", View.MOVES: "moves"}.get(place.view, "heatmap")
    href = reverse(f"organisation:{page}", args=[node.unit_id, campaign])
    if place.view is View.COLUMN:
        return f"{href}?sort={place.practice}{HEATMAP}"
    return f"{href}{PLACES[place.view]}"
