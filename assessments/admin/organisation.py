"""Units and teams. They are moved and retired on the organiser's pages, under the tree's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from assessments.models import Team, Unit

from .looking import KeptAdmin

if TYPE_CHECKING:
    from django.http import HttpRequest

ELSEWHERE = "Organisers move and retire it on their own pages; it is never deleted."


class _WholeForm(forms.ModelForm):
    """Asks all constraints of a row: Django passes over those with a field that is not changed."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error.messages)


class _InWhatIsThere(KeptAdmin):
    """Nothing new comes under a unit that is retired, or twice."""

    form = _WholeForm

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = Unit.objects.active()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Unit)
class UnitAdmin(_InWhatIsThere):
    """The units of the organisation."""

    list_display = ("name", "parent", "retired_at")
    list_filter = (("retired_at", admin.EmptyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("name",)
    autocomplete_fields = ("parent",)
    fieldsets = ((None, {"fields": ("name", "parent", "retired_at"), "description": ELSEWHERE}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Unit | None = None) -> Any:
        return ("retired_at", "parent") if obj else ("retired_at",)


@admin.register(Team)
class TeamAdmin(_InWhatIsThere):
    """The teams."""

    list_display = ("name", "unit", "headcount", "retired_at")
    list_filter = (("retired_at", admin.EmptyFieldListFilter),)
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name")
    autocomplete_fields = ("unit",)
    fieldsets = (
        (None, {"fields": ("name", "unit", "headcount", "retired_at"), "description": ELSEWHERE}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Team | None = None) -> Any:
        return ("retired_at", "unit") if obj else ("retired_at",)
