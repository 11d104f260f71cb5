"""What every page's frame needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from assessments.permissions import Verb, may

if TYPE_CHECKING:
    from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Tell whether to offer the organiser's pages; asked of the database only where shown."""
    return {"is_organiser": SimpleLazyObject(lambda: may(request.user, Verb.RUN_CAMPAIGNS))}
