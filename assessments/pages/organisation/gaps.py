"""The heatmap held against targets: each cell as the points that are missing, with their sign.

A row is held against the nearest target: that of its own unit, or of the nearest unit above it in
the campaign’s tree. Teams have no targets of their own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from assessments.charts import words
from assessments.charts.gap import Aim, gap, gap_words
from assessments.models import PERFORMANCE, CampaignNode, Target
from assessments.reporting.table import Cell as FileCell
from assessments.reporting.table import Shown
from assessments.scoring.values import ReleasedScore

from .cells import SIGNS, Cell
from .file_heads import gap_names
from .present import Heatmap, Row, sorted_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

# Of a unit that the reader may not look at
FOREIGN = gettext_noop("a unit above")
NO_TARGET = gettext_noop("no target")
# By unit and practice
Aims = Mapping[int | None, Mapping[str, Aim]]


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """What a heatmap is held against: a unit's targets, those that hold below it, the day."""

    own: Aims
    below: Mapping[str, Aim]
    as_of: dt.date


def aims(user: User | AnonymousUser, node: CampaignNode, table: Heatmap) -> Held:
    """Return the targets that hold for the unit's row and the rows below it: two queries."""
    above = _above(user, node)
    units = [node.unit_id, *(row.unit for row in table.rows)]
    stored = _stored(node, [*above, *units])
    inherited = _inherited(above, stored)
    below = inherited | _named(stored[node.unit_id], node.name)
    own: Aims = {row.unit: below | _named(stored[row.unit], "") for row in table.rows if row.unit}
    here = inherited | _named(stored[node.unit_id], "")
    return Held({**own, node.unit_id: here}, below, node.campaign.closes_locally().date())


def inherited(user: User | AnonymousUser, node: CampaignNode) -> dict[str, Aim]:
    """Return the targets by practice that hold for a unit while it has none of its own."""
    above = _above(user, node)
    return _inherited(above, _stored(node, above))


def of_unit(user: User | AnonymousUser, node: CampaignNode) -> dict[str, Aim]:
    """Return the targets by practice that hold for a unit, its own or inherited: two queries."""
    above = _above(user, node)
    stored = _stored(node, [*above, node.unit_id])
    return _inherited(above, stored) | _named(stored[node.unit_id], "")


def _above(user: User | AnonymousUser, node: CampaignNode) -> dict[int | None, str]:
    """Return the units above, top first, with the name that this person may be told."""
    names = CampaignNode.objects.above(node).names_for(user)
    return {unit: name or gettext(FOREIGN) for unit, name in names.items()}


def _stored(node: CampaignNode, units: Iterable[int | None]) -> dict[int | None, dict[str, Target]]:
    stored: dict[int | None, dict[str, Target]] = {unit: {} for unit in units}
    for target in Target.objects.of(stored, node.campaign.edition.questionnaire_id):
        stored[target.unit_id][target.practice] = target
    return stored


def _inherited(
    above: Mapping[int | None, str], stored: Mapping[int | None, Mapping[str, Target]]
) -> dict[str, Aim]:
    found: dict[str, Aim] = {}
    for unit, name in above.items():
        found |= _named(stored[unit], name)
    return found


def with_gaps(table: Heatmap, held: Held, sort: str) -> Heatmap:
    """Return the heatmap with gaps in the place of scores, the largest first in each column."""
    keys = [column.key for column in table.columns[2:]]
    rows = [_against(row, held, keys) for row in table.rows]
    return dataclasses.replace(
        table,
        own=_against(table.own, held, keys),
        rows=tuple(sorted_rows(rows, sort or PERFORMANCE, keys)),
        rest=table.rest and _against(table.rest, held, keys),
    )


def file_columns(practices: Iterable[str]) -> list[str]:
    """Return the heads of the columns that `file_cells` fills."""
    return gap_names(practices)


def file_cells(row: Row) -> list[FileCell]:
    """Return for each practice the target, its date, and the gap to it, None for what is not."""
    return [part for cell in row.cells for part in _parts(cell)]


def _named(targets: Mapping[str, Target], name: str) -> dict[str, Aim]:
    return {key: Aim(target.score, target.by, name) for key, target in targets.items()}


def _against(row: Row, held: Held, keys: Sequence[str]) -> Row:
    of_row = held.own.get(row.unit, {}) if row.unit else held.below
    cells = zip(row.cells, keys, strict=True)
    return dataclasses.replace(
        row, cells=tuple(_cell(cell, of_row.get(key), held.as_of) for cell, key in cells)
    )


def _cell(cell: Cell, aim: Aim | None, as_of: dt.date) -> Cell:
    """Return a cell held against a target; a figure that is hidden stays so."""
    if not isinstance(cell.value, ReleasedScore):
        return dataclasses.replace(cell, aim=aim)
    if aim is None:
        text = gettext(NO_TARGET)
        sentence = _with(cell.sentence, text)
        return dataclasses.replace(
            cell, text=text, look="gap-none", sentence=sentence, note="", change="", order=None
        )
    one = gap(cell.value, aim)
    return dataclasses.replace(
        cell,
        text=f"{SIGNS[one.bound]}{words.signed(one.points)}",
        look=f"gap-{one.standing}",
        sentence=_with(cell.sentence, gap_words(one, aim, as_of)),
        note=gettext("of %(target)s") % {"target": aim.score},
        change="",
        order=one.points,
        aim=aim,
    )


def _with(sentence: str, gap_text: str) -> str:
    return gettext("%(sentence)s; %(gap)s") % {"sentence": sentence, "gap": gap_text}


def _parts(cell: Cell) -> tuple[FileCell, FileCell, FileCell]:
    if cell.aim is None:
        return None, None, None
    points: FileCell = None
    if isinstance(cell.value, ReleasedScore):
        one = gap(cell.value, cell.aim)
        limit = words.bound_text(one.bound)
        points = Shown(one.points, limit) if limit else one.points
    return cell.aim.score, cell.aim.by, points
