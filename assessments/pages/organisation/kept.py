"""What was read and worked out for a page before: what is released never changes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from assessments.models import CampaignNode, Result
from assessments.pages import survey_language
from assessments.pages.kept import kept_by_language

from . import by_role, present

if TYPE_CHECKING:
    from assessments.charts.overview_grid import OverviewGrid

# A table of a hundred rows with its markup takes about a megabyte.
TABLES = 32
# And ten thousand teams some megabytes
GRIDS = 4


def released(node: CampaignNode) -> present.Released:
    """Return what was released of a unit and of what lies directly below it: three queries."""
    return _released(node, node.campaign.public_id)


def heatmap(node: CampaignNode, asked: Mapping[str, str], role: by_role.Choice) -> present.Heatmap:
    """Return the heatmap as asked for; one that is searched is worked out and not kept."""
    if asked["q"]:
        return _worked_out(node, asked, role)
    return _heatmap(node, node.campaign.public_id, asked["sort"], asked["tier"], role)


def teams(node: CampaignNode) -> OverviewGrid | None:
    """Return all teams below a unit, None without any: two queries."""
    return _teams(node, node.campaign.public_id)


# The ids are part of the keys: a test database may give the same pk to another node.
@lru_cache(maxsize=TABLES)
def _released(node: CampaignNode, _: uuid.UUID) -> present.Released:
    own_and_placed = list(Result.objects.of_unit_with_placements_below(node))
    return present.Released(
        own=[cell for cell in own_and_placed if cell.node_id == node.pk],
        children=list(node.children.in_order()),
        placements=[cell for cell in own_and_placed if cell.node_id != node.pk],
        scores=list(Result.objects.of_children(node).scores()),
    )


@kept_by_language(maxsize=TABLES)
def _heatmap(
    node: CampaignNode, _: uuid.UUID, sort: str, tier: str, role: by_role.Choice
) -> present.Heatmap:
    return _worked_out(node, {"sort": sort, "tier": tier, "q": ""}, role)


def _worked_out(
    node: CampaignNode, asked: Mapping[str, str], role: by_role.Choice
) -> present.Heatmap:
    table = present.heatmap(node, released(node), asked, role.scores(node))
    return present.leading_on(table, {"sort": asked["sort"], "role": role.code})


@kept_by_language(maxsize=GRIDS)
def _teams(node: CampaignNode, _: uuid.UUID) -> OverviewGrid | None:
    # It brings numpy, which no page that asks should wait for.
    from .teams import overview_grid

    below = CampaignNode.objects.teams_below(node)
    found = list(below.values_list("pk", "name", "team_id", "parent__name"))
    if not found:
        return None
    practices = survey_language.reads(node.campaign.edition.outline()).practices
    cells = Result.objects.of_teams_below(node).compact()
    return overview_grid(node.campaign, practices, found, cells)
