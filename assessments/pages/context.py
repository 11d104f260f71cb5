"""What every page's frame needs to know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from assessments.permissions import RoleKind, kinds

if TYPE_CHECKING:
    from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Tell which places to offer, and which one the page lies in.

    What the person holds is asked of the database only where it is shown, and once.
    """

    @cache
    def held() -> frozenset[str]:
        return kinds(request.user)

    return {
        "is_organiser": SimpleLazyObject(lambda: RoleKind.ORGANISER in held()),
        "is_leader": SimpleLazyObject(lambda: RoleKind.LEADER in held()),
        "is_lead": SimpleLazyObject(lambda: RoleKind.TEAM_LEAD in held()),
        "is_editor": SimpleLazyObject(lambda: RoleKind.EDITOR in held()),
        "is_publisher": SimpleLazyObject(lambda: RoleKind.PUBLISHER in held()),
        "section": f"/{request.path.split('/')[1]}/",
    }
