"""The operators' admin: accounts' roles, the organisation, and a look at the rest.

Sheets, drafts, invitations and results are not here: nobody reads or changes them by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from assessments.models import (
    Benchmark,
    Campaign,
    Edition,
    Practice,
    Question,
    Questionnaire,
    Role,
    Team,
    Unit,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

admin.site.site_header = "DevOps Survey, for operators"
admin.site.site_title = "DevOps Survey"


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at: what is published or opened changes through its own pages and commands."""

    def has_add_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_change_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    """Who runs campaigns, and who reads the results of which team or unit."""

    list_display = ("user", "kind", "team", "unit")
    list_filter = ("kind",)
    list_select_related = ("user", "team", "unit")
    search_fields = ("user__username", "team__name", "unit__name")
    autocomplete_fields = ("user", "team", "unit")


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    """The units of the organisation; moved and retired on the organiser's pages, under the lock."""

    list_display = ("name", "parent", "retired_at")
    list_select_related = ("parent",)
    search_fields = ("name",)
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Unit | None = None) -> Any:
        return ("retired_at", "parent") if obj else ("retired_at",)


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """The teams; moved and retired on the organiser's pages, under the lock."""

    list_display = ("name", "unit", "headcount", "retired_at")
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name")
    autocomplete_fields = ("unit",)

    def get_readonly_fields(self, request: HttpRequest, obj: Team | None = None) -> Any:
        return ("retired_at", "unit") if obj else ("retired_at",)


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """Campaigns, to look at; organisers run them on their own pages."""

    list_display = ("name", "kind", "state", "opens_at", "closes_at")
    list_filter = ("state", "kind")
    exclude = ("teams",)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Editions, to look at."""

    list_display = ("questionnaire", "number", "state", "published_at")


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin):
    """Questionnaires, to look at; editors change drafts on their own pages."""

    list_display = ("title", "key")


@admin.register(Practice)
class PracticeAdmin(ReadOnlyAdmin):
    """Practices of all editions, to look at."""

    list_display = ("name", "edition", "position", "active")
    list_select_related = ("edition__questionnaire",)
    list_filter = ("edition",)
    search_fields = ("name", "key")


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Questions of all editions, to look at."""

    list_display = ("code", "text", "kind", "edition", "position")
    list_select_related = ("edition__questionnaire",)
    list_filter = ("edition", "kind")
    search_fields = ("code", "text")


@admin.register(Benchmark)
class BenchmarkAdmin(ReadOnlyAdmin):
    """Benchmarks, to look at."""

    list_display = ("title", "version", "year", "is_default", "placeable")
