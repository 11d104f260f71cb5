"""Who may do what. A leaf: it asks the user's roles and knows no other room.

may(user, Verb.RUN_CAMPAIGNS)
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Verb(StrEnum):
    """What a person may want to do."""

    RUN_CAMPAIGNS = "run campaigns"
    EDIT_BANK = "edit questionnaires"
    PUBLISH_BANK = "publish questionnaires"


class RoleKind(StrEnum):
    """The roles a person can hold."""

    ORGANISER = "organiser"
    TEAM_LEAD = "team lead"
    LEADER = "leader"
    EDITOR = "editor"
    PUBLISHER = "publisher"


HOLDERS = {
    Verb.RUN_CAMPAIGNS: RoleKind.ORGANISER,
    Verb.EDIT_BANK: RoleKind.EDITOR,
    Verb.PUBLISH_BANK: RoleKind.PUBLISHER,
}


def kinds(user: User | AnonymousUser) -> frozenset[str]:
    """Return the kinds of role that the user holds, in one query."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return frozenset()
    return frozenset(user.roles.values_list("kind", flat=True))


def may(user: User | AnonymousUser, verb: Verb) -> bool:
    """Tell whether the user may; one query. Superusers operate, they hold no role by that.

    Whose results somebody may read is asked of the rows: `Team.objects.visible_to(user)`,
    `Unit.objects.visible_to(user)`.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return user.roles.filter(kind=HOLDERS[verb]).exists()
