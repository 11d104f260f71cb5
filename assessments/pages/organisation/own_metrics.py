"""The metrics that editors added, of a unit and of what lies directly below it, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.models import Result
from assessments.pages import survey_language
from assessments.pages.own_metrics import of_values

from .present import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessments.models import CampaignNode


@dataclass(frozen=True, slots=True)
class Line:
    """A unit or team: its name, where it leads, and for each metric its answer and the spread."""

    name: str
    href: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnMetrics:
    """The names of the metrics, and a line for the unit and each that lies below it."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]


def of_unit(node: CampaignNode, children: Sequence[CampaignNode]) -> OwnMetrics | None:
    """Return the table, None where the questionnaire has no such metric: one query at most."""
    outline = survey_language.reads(node.campaign.edition.outline())
    asked = outline.own_metrics().values()
    if not asked:
        return None
    campaign = node.campaign.public_id
    values = _values(Result.objects.of_own_metrics(node))
    return OwnMetrics(
        tuple(question.short_name for question in asked),
        tuple(
            Line(
                one.name,
                "" if one.pk == node.pk else address(one, campaign),
                tuple(
                    (metric.answer(), metric.spread())
                    for metric in of_values(outline, values.get(one.pk, {}))
                ),
            )
            for one in (node, *children)
        ),
    )


def _values(cells: Iterable[Result]) -> dict[int, dict[str, object]]:
    values: dict[int, dict[str, object]] = {}
    for cell in cells:
        values.setdefault(cell.node_id, {})[cell.column] = cell.value()
    return values
