"""Units and teams for the organiser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions import organisation as verbs
from assessments.errors import OrganisationError
from assessments.models import Team, Unit
from assessments.pages import policy

from . import present
from .organisation_forms import TeamForm, UnitForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@policy.organiser
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """Show the units and teams as they stand today."""
    units = Unit.objects.with_tree_fields().order_siblings_by("name")
    teams = Team.objects.order_by("name", "pk")
    context = {"lines": present.tree_lines(units, teams)}
    return render(request, "assessments/manage/organisation.html", context)


@policy.organiser
@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = verbs.add_unit(**form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            messages.info(request, f"{unit.name} is added.")
            return redirect("manage:organisation")
    return _form(request, form, "Add a unit")


@policy.organiser
@require_http_methods(["GET", "POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team = verbs.add_team(**form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            messages.info(request, f"{team.name} is added.")
            return redirect("manage:organisation")
    return _form(request, form, "Add a team")


@policy.organiser
@require_http_methods(["GET", "POST"])
def change_team(request: HttpRequest, team: int) -> HttpResponse:
    """Change a team's name, unit or size."""
    found = get_object_or_404(Team, pk=team)
    form = TeamForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = verbs.change_team(found, **form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            kept = "Open surveys keep what they began with."
            messages.info(request, f"{changed.name} is changed. {kept}")
            return redirect("manage:organisation")
    return _form(request, form, f"Change {found.name}")


def _form(request: HttpRequest, form: TeamForm | UnitForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/form.html", context, status=status)
