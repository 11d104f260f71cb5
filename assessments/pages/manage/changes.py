"""Moving, merging and retiring units and teams: chosen, confirmed, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import organisation as verbs
from assessments.errors import OrganisationError
from assessments.models import Team, Unit
from assessments.pages import policy

from . import tree_steps as steps
from .target_forms import FindForm, TargetForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from .tree_steps import Step


@policy.organiser
@require_http_methods(["GET", "POST"])
def move_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Put a unit under another one."""
    return _choose(request, steps.move_unit(_unit(unit)))


@policy.organiser
@require_http_methods(["GET", "POST"])
def merge_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Dissolve a unit in another one."""
    return _choose(request, steps.merge_unit(_unit(unit)))


@policy.organiser
@require_http_methods(["GET", "POST"])
def retire_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Take a unit out of use."""
    return _confirm(request, steps.retire_unit(_unit(unit)))


@policy.organiser
@require_POST
def bring_back_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Take a retired unit into use again."""
    found = get_object_or_404(Unit, pk=unit)
    _try(
        request,
        lambda: verbs.bring_back_unit(found),
        gettext("%(name)s is back in use.") % {"name": found.name},
    )
    return redirect("manage:unit", unit=unit)


@policy.organiser
@require_http_methods(["GET", "POST"])
def move_team(request: HttpRequest, team: int) -> HttpResponse:
    """Put a team into another unit."""
    return _choose(request, steps.move_team(_team(team)))


@policy.organiser
@require_http_methods(["GET", "POST"])
def merge_team(request: HttpRequest, team: int) -> HttpResponse:
    """Dissolve a team in another one."""
    return _choose(request, steps.merge_team(_team(team)))


@policy.organiser
@require_http_methods(["GET", "POST"])
def retire_team(request: HttpRequest, team: int) -> HttpResponse:
    """Take a team out of use."""
    return _confirm(request, steps.retire_team(_team(team)))


@policy.organiser
@require_POST
def bring_back_team(request: HttpRequest, team: int) -> HttpResponse:
    """Take a retired team into use again."""
    found = get_object_or_404(Team, pk=team)
    _try(
        request,
        lambda: verbs.bring_back_team(found),
        gettext("%(name)s is back in use.") % {"name": found.name},
    )
    return redirect("manage:change_team", team=team)


def _unit(pk: int) -> Unit:
    return get_object_or_404(Unit.objects.active(), pk=pk)


def _team(pk: int) -> Team:
    return get_object_or_404(Team.objects.active().select_related("unit"), pk=pk)


def _choose(request: HttpRequest, step: Step) -> HttpResponse:
    find = FindForm(request.GET)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    form = TargetForm(request.POST or None, step=step, find=words)
    if request.method == "POST" and form.is_valid():
        target = form.cleaned_data["target"]
        if not form.cleaned_data["confirmed"]:
            return _confirmation(request, step, target)
        if (error := _attempt(step, target)) is None:
            return _done(request, step)
        form.add_error("target", error)
    context = {"step": step, "form": form, "find": find}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/manage/organisation/choose.html", context, status=status)


def _confirm(request: HttpRequest, step: Step) -> HttpResponse:
    if request.method != "POST":
        return _confirmation(request, step, None)
    if (error := _attempt(step, None)) is None:
        return _done(request, step)
    return _confirmation(request, step, None, error=error)


def _attempt(step: Step, target: Any) -> str | None:
    try:
        step.act(target)
    except OrganisationError as error:
        return str(error)
    return None


def _done(request: HttpRequest, step: Step) -> HttpResponse:
    messages.success(request, step.done)
    return redirect(step.back)


def _confirmation(
    request: HttpRequest, step: Step, target: Any, *, error: str | None = None
) -> HttpResponse:
    context = {"step": step, "target": target, "happens": step.happens(target), "error": error}
    status = 409 if error else 200
    return render(request, "assessments/manage/organisation/confirm.html", context, status=status)


def _try(request: HttpRequest, act: Any, done: str) -> None:
    try:
        act()
    except OrganisationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
