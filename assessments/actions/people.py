"""Accounts and roles."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from assessments.models import Role, Team, Unit
from assessments.permissions import RoleKind


def add_account(*, username: str, password: str, full_name: str) -> User:
    """Add an account; roles are given apart."""
    first, _, last = full_name.partition(" ")
    return User.objects.create_user(
        username=username, password=password, first_name=first, last_name=last
    )


def make_organiser(user: User) -> Role:
    """Let a person run campaigns; a second call changes nothing."""
    return Role.objects.get_or_create(user=user, kind=RoleKind.ORGANISER, team=None)[0]


def make_team_lead(user: User, *teams: Team) -> list[Role]:
    """Let a person read the results of teams; a second call changes nothing."""
    with transaction.atomic():
        return [
            Role.objects.get_or_create(user=user, kind=RoleKind.TEAM_LEAD, team=team)[0]
            for team in teams
        ]


def make_leader(user: User, unit: Unit) -> Role:
    """Let a person read the results of a unit and all below; a second call changes nothing."""
    return Role.objects.get_or_create(user=user, kind=RoleKind.LEADER, unit=unit)[0]


def make_editor(user: User) -> Role:
    """Let a person edit questionnaires; a second call changes nothing."""
    return Role.objects.get_or_create(user=user, kind=RoleKind.EDITOR)[0]


def make_publisher(user: User) -> Role:
    """Let a person publish questionnaires; a second call changes nothing."""
    return Role.objects.get_or_create(user=user, kind=RoleKind.PUBLISHER)[0]
