"""The heatmap by role: one role's scores in the place of everybody's, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from assessments.models import Campaign, CampaignNode, RoleResult
from assessments.pages import survey_language
from assessments.scoring.values import Reason, ReleasedScore, Suppressed

from .cells import Cell, hidden_cell, score_cell

HIDDEN = {
    Reason.TOO_FEW: gettext_noop("too few answers of this role to show"),
    Reason.PROTECTS_NEIGHBOUR: gettext_noop(
        "hidden, because from it the answers of a few could be worked out"
    ),
}
TOO_SMALL = gettext_noop("too few answers in all to show it by role")


@dataclass(frozen=True)
class RoleScores:
    """One role's scores by node and practice; `names` are the practices' by key."""

    role: str
    names: Mapping[str, str]
    found: Mapping[tuple[int, str], ReleasedScore | Suppressed]

    def cells(self, node_id: int, everybody: Mapping[str, Cell]) -> dict[str, Cell]:
        """Return the cells of a node in the place of those of everybody."""
        return {key: self._cell(node_id, key, cell) for key, cell in everybody.items()}

    def _cell(self, node_id: int, key: str, everybody: Cell) -> Cell:
        if everybody.figure is None:
            return everybody
        name, score = self.names[key], self.found.get((node_id, key))
        if isinstance(score, ReleasedScore):
            return score_cell(f"{name}, {self.role}", score)
        why = gettext(HIDDEN[score.reason] if score else TOO_SMALL)
        hidden = score or Suppressed(Reason.TOO_FEW)
        return hidden_cell(f"{name}, {self.role}", hidden, why)


@dataclass(frozen=True)
class Choice:
    """The role that was asked for; of everybody both are "", and nothing changes."""

    code: str = ""
    name: str = ""

    def scores(self, node: CampaignNode) -> RoleScores | None:
        """Return the role's scores of a node and of what lies directly below it: one query."""
        if not self.code:
            return None
        practices = survey_language.reads(node.campaign.edition.outline()).practices
        found = RoleResult.objects.seen_from(node, int(self.code))
        return RoleScores(
            self.name,
            {practice.key: practice.name for practice in practices},
            {(cell.node_id, cell.column): cell.value() for cell in found},
        )


def roles(campaign: Campaign) -> dict[int, str]:
    """Return the roles that a release may be filtered by, by code; none without the filter."""
    offered = campaign.is_by_role and not campaign.filter_dropped
    return survey_language.reads(campaign.edition.outline()).roles() if offered else {}


def choice(code: str, offered: Mapping[int, str]) -> Choice:
    """Return the choice that a code among those offered stands for."""
    return Choice(code, offered[int(code)]) if code else Choice()
