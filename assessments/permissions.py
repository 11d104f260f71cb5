"""Who may do what. A leaf: it asks the user's roles and knows no other room.

may(user, Verb.RUN_CAMPAIGNS)
may(user, Verb.READ_RESULTS, team)
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from assessments.models import Team


class Verb(StrEnum):
    """What a person may want to do."""

    RUN_CAMPAIGNS = "run campaigns"
    READ_RESULTS = "read results"


class RoleKind(StrEnum):
    """The roles a person can hold."""

    ORGANISER = "organiser"
    TEAM_LEAD = "team lead"


def may(user: User | AnonymousUser, verb: Verb, team: Team | None = None) -> bool:
    """Tell whether the user may; one query. Superusers operate, they do not read results."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    if verb == Verb.RUN_CAMPAIGNS:
        return user.roles.filter(kind=RoleKind.ORGANISER).exists()
    return user.roles.filter(kind=RoleKind.TEAM_LEAD, team=team).exists()
