"""Units and teams found by name, and the way down to one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from assessments.models import Team, Unit

FOUND = 100


def found(*, q: str, retired: bool) -> dict[str, Any]:
    """Return the units and teams whose names hold what is looked for, or those that are retired."""
    paths = Unit.objects.paths()
    looked_for = Q(name__icontains=q)
    if retired:
        looked_for &= Q(retired_at__isnull=False)
    units = Unit.objects.filter(looked_for).order_by("name", "pk")[: FOUND + 1]
    teams = Team.objects.filter(looked_for).order_by("name", "pk")[: FOUND + 1]
    rows: list[tuple[Unit | Team, str, tuple[str, ...]]] = [
        (one, "unit", paths[one.pk][:-1]) for one in units
    ]
    rows += [(one, "team", paths[one.unit_id]) for one in teams]
    return {
        "rows": [(one, kind, " / ".join(above)) for one, kind, above in rows[:FOUND]],
        "more": len(rows) > FOUND,
    }


def above(unit: Unit) -> list[dict[str, str]]:
    """Return the way down to a unit, for the breadcrumb; two queries."""
    way = [{"url": reverse("manage:organisation"), "text": gettext("Units and teams")}]
    return way + [
        {"url": reverse("manage:unit", args=[one.pk]), "text": one.name}
        for one in Unit.objects.ancestors(unit)
    ]
