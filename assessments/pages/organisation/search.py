"""Finding units and teams by name, anywhere below a unit: each with its path and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from assessments.models import CampaignNode

from .present import with_query

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from assessments.models.campaign import Told

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A unit or team: `path` names the units between it and the unit that is searched."""

    name: str
    kind: str
    path: tuple[str, ...]
    href: str

    def where(self) -> str:
        """Return what it is, and below what: "team in Claims › Motor"."""
        text = gettext("unit in %(path)s")
        if self.kind == "team":
            text = gettext("team in %(path)s")
        return text % {"path": " › ".join(self.path)}


@dataclass(frozen=True, slots=True)
class Search:
    """What was found further down, the first of it; `more` counts the others."""

    found: tuple[Found, ...]
    more: int


def further_below(
    user: User | AnonymousUser, node: CampaignNode, asked: Mapping[str, str]
) -> Search | None:
    """Return what is named so below the rows of a unit: one query; None where nothing is asked.

    Those the reader may read today, in the order of the tree. Names are compared here, not by the
    database: SQLite takes "Ä" and "ä" for two letters.
    """
    wanted = asked["q"].strip().casefold()
    if not wanted:
        return None
    kept = {name: asked[name] for name in ("sort", "role", "show")}
    hits = [
        (one, path)
        for one, path in _with_paths(node, CampaignNode.objects.of_subtrees([node]).told_to(user))
        if path and wanted in one.name.casefold()
    ]
    found = [_found(one, path, node, kept) for one, path in hits[:SHOWN]]
    return Search(tuple(found), len(hits) - len(found))


def _with_paths(top: CampaignNode, below: Iterable[Told]) -> Iterator[tuple[Told, tuple[str, ...]]]:
    """Yield the nodes that may be told, each with the units between it and the top.

    A path ends where a unit on it may not be told: "…" stands for it.
    """
    paths: dict[int | None, tuple[str, ...]] = {top.pk: ()}
    for one in below:
        path = paths[one.parent]
        paths[one.pk] = (*path, one.name if one.is_told else "…")
        if one.is_told:
            yield one, path


def _found(one: Told, path: tuple[str, ...], node: CampaignNode, kept: Mapping[str, str]) -> Found:
    campaign = node.campaign.public_id
    if one.team:
        return Found(one.name, "team", path, reverse("team:result", args=[one.team, campaign]))
    href = reverse("organisation:heatmap", args=[one.unit, campaign])
    return Found(one.name, "unit", path, with_query(href, kept))
