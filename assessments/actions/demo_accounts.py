"""The demo's sign-ins: who they are, what they may see, and the password that all of them share."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User

from assessments.models import Role, Team, Unit
from assessments.permissions import RoleKind

from . import people

# Printed at the start and on the sign-in page of the demo; exists nowhere else.
PASSWORD = "take-a-look"  # noqa: S105
USERNAMES = ("clara", "dina", "tom", "olga", "ed")
LEADERS = (
    ("clara", "Clara Chief", "Harbour Mutual"),
    ("dina", "Dina Divisionhead", "Core Insurance"),
)


def accounts() -> tuple[tuple[str, str], ...]:
    """Return the demo's user names, each with its role in words; none where there is no demo."""
    roles = Role.objects.filter(user__username__in=USERNAMES, user__is_active=True)
    of_user: dict[str, list[Role]] = {name: [] for name in USERNAMES}
    for role in roles.order_by("pk").select_related("user", "team", "unit"):
        of_user[role.user.get_username()].append(role)
    if not any(role.team for role in of_user["tom"]):
        return ()
    return tuple((name, _in_words(held)) for name, held in of_user.items() if held)


def _in_words(roles: Sequence[Role]) -> str:
    teams = ", ".join(role.team.name for role in roles if role.team)
    if teams:
        return f"lead of {teams}"
    if any(role.kind == RoleKind.EDITOR for role in roles):
        return "editor and publisher of questionnaires"
    units = [role.unit for role in roles if role.unit]
    if not units:
        return "organiser of campaigns"
    names = ", ".join(unit.name for unit in units)
    is_top = any(unit.parent_id is None for unit in units)
    return f"{'CIO' if is_top else 'division head'}, leader of {names}"


def add(*teams: Team) -> None:
    """Add the organiser, the editor, the leaders of units and the lead of some teams."""
    people.make_organiser(_account("olga", "Olga Organiser"))
    for username, full_name, unit in LEADERS:
        people.make_leader(_account(username, full_name), Unit.objects.get(name=unit))
    editor = _account("ed", "Ed Editor")
    people.make_editor(editor)
    people.make_publisher(editor)
    people.make_team_lead(_account("tom", "Tom Teamlead"), *teams)


def _account(username: str, full_name: str) -> User:
    return people.add_account(username=username, password=PASSWORD, full_name=full_name)
