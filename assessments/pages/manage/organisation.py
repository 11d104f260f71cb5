"""Units and teams for the organiser: shown, found, added and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions import organisation as verbs
from assessments.errors import OrganisationError
from assessments.models import Team, Unit
from assessments.pages import policy

from . import finding
from . import tree as present
from .organisation_forms import RenameForm, TeamForm, UnitForm
from .target_forms import FindForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 100
# The two databases differ in where a moment that is not there comes.
ACTIVE_FIRST = F("retired_at").asc(nulls_first=True)


@policy.organiser
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """Show the units and teams as they stand today, or those of a name looked for."""
    find = FindForm(request.GET)
    asked = find.cleaned_data if find.is_valid() else {}
    looks = bool(asked.get("q") or asked.get("retired"))
    context = finding.found(**asked) if looks else present.tree_page()
    context |= {"find": find, "looks": looks}
    return render(request, "assessments/manage/organisation.html", context)


@policy.organiser
@require_GET
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Show one unit: what it is part of, what is in it, and what can be done with it."""
    found = get_object_or_404(Unit.objects.select_related("parent"), pk=unit)
    teams = Team.objects.filter(unit=found).order_by(ACTIVE_FIRST, "name", "pk")
    context = {
        "unit": found,
        "above": finding.above(found),
        "units": found.children.order_by(ACTIVE_FIRST, "name", "pk"),
        "teams": Paginator(teams, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/manage/organisation/unit.html", context)


@policy.organiser
@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.POST or None, initial={"parent": request.GET.get("in")})
    if request.method == "POST" and form.is_valid():
        try:
            unit = verbs.add_unit(**form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            messages.info(request, gettext("%(name)s is added.") % {"name": unit.name})
            return redirect("manage:organisation")
    return _form(request, form, gettext("Add a unit"))


@policy.organiser
@require_http_methods(["GET", "POST"])
def rename_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Change a unit's name."""
    found = get_object_or_404(Unit, pk=unit)
    name = found.name
    form = RenameForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.rename_unit(found, **form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            messages.info(request, gettext("The name is changed. Open surveys keep the old one."))
            return redirect("manage:unit", unit=unit)
    return _form(request, form, gettext("Rename %(name)s") % {"name": name})


@policy.organiser
@require_http_methods(["GET", "POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = TeamForm(request.POST or None, initial={"unit": request.GET.get("in")})
    if request.method == "POST" and form.is_valid():
        try:
            team = verbs.add_team(**form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            messages.info(request, gettext("%(name)s is added.") % {"name": team.name})
            return redirect("manage:organisation")
    return _form(request, form, gettext("Add a team"))


@policy.organiser
@require_http_methods(["GET", "POST"])
def change_team(request: HttpRequest, team: int) -> HttpResponse:
    """Change a team's name, unit or size, or go on to move, merge or retire it."""
    found = get_object_or_404(Team.objects.select_related("unit"), pk=team)
    name = found.name
    form = TeamForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = verbs.change_team(found, **form.cleaned_data)
        except OrganisationError as error:
            form.add_error("name", str(error))
        else:
            kept = gettext("%(name)s is changed. Open surveys keep what they began with.")
            messages.info(request, kept % {"name": changed.name})
            return redirect("manage:organisation")
    return _form(request, form, gettext("Change %(name)s") % {"name": name}, team=found)


def _form(
    request: HttpRequest,
    form: TeamForm | UnitForm | RenameForm,
    title: str,
    team: Team | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "team": team}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/form.html", context, status=status)
