"""Links as they are handed out: whole addresses, numbered within their team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from assessments.actions.campaigns import IssuedLink


@dataclass(frozen=True)
class LinkRow:
    """One link to hand out."""

    unit: str
    team: str
    number: int
    url: str


def whole(issued: Iterable[IssuedLink], absolute: Callable[[str], str]) -> list[LinkRow]:
    """Return the links as whole addresses."""
    return [
        LinkRow(
            unit=link.node.parent.name if link.node.parent else "",
            team=link.node.name,
            number=link.number,
            url=absolute(reverse("respond:link", args=[link.token])),
        )
        for link in issued
    ]


def by_team(rows: Sequence[LinkRow]) -> list[tuple[str, list[LinkRow]]]:
    """Return the links by team, in their order."""
    return [
        (f"{team}, {unit}" if unit else team, list(group))
        for (unit, team), group in groupby(rows, key=lambda row: (row.unit, row.team))
    ]
