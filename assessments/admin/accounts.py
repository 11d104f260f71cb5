"""Accounts and the roles they hold; what an operator did with them stays in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from assessments.models import Edition, Practice, Question, Questionnaire, Role

if TYPE_CHECKING:
    from django.http import HttpRequest

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts; one that has done something is switched off and not deleted.

    With an account, Django deletes the record of what its owner did in the admin, and who changed
    which question would be forgotten.
    """

    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "roles__kind")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it one account at a time, and where nothing would be forgotten."""
        return (
            obj is not None
            and super().has_delete_permission(request, obj)
            and not _has_done_something(obj)
        )


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    """Who runs campaigns, writes questionnaires, and reads the results of which team or unit.

    A role is given or taken, never turned into another one: so the history says what somebody had.
    """

    list_display = ("user", "kind", "team", "unit")
    list_filter = ("kind",)
    list_select_related = ("user", "team", "unit")
    search_fields = ("user__username", "user__last_name", "team__name", "unit__name")
    autocomplete_fields = ("user", "team", "unit")
    fieldsets = (
        (
            None,
            {
                "fields": ("user", "kind", "team", "unit"),
                "description": (
                    "A team lead needs a team, a leader a unit; organisers, editors and "
                    "publishers have neither. To change a role, delete it and give another."
                ),
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


def _has_done_something(account: User) -> bool:
    models: tuple[Any, ...] = (Questionnaire, Edition, Practice, Question)
    return LogEntry.objects.filter(user=account).exists() or any(
        model.history.filter(history_user=account).exists() for model in models
    )
