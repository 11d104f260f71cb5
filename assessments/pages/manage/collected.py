"""Bringing in answers collected elsewhere: a file, its columns, its values; then a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.actions.collected import columns as guesses
from assessments.actions.collected.reading import Asked, Reading
from assessments.actions.collected.teams import Teams
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.table_file import Table
from assessments.models import Edition, Team
from assessments.pages import policy

from . import collected_columns, collected_pending, collected_words
from .collected_form import CollectedForm
from .collected_values import ValuesForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse


PAGES = "assessments/manage/collected"
# More teams than this are not offered as somebody types: the page would grow too long
MOST_OFFERED = 1_000


@policy.organiser
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and keep it, encrypted, if it can be read."""
    posted, now = request.method == "POST", timezone.now()
    form = CollectedForm(request.POST, request.FILES) if posted else CollectedForm()
    context: dict[str, Any] = {"form": form, "ready": Team.objects.active().exists()}
    context["ready"] = context["ready"] and Edition.objects.published().exists()
    if posted and form.is_valid() and form.accepts(about := form.about(), at=now):
        file = form.cleaned_data["file"]
        try:
            meaning = guesses.meaning(_sound(file), about.edition.outline())
        except FileRefusedError as error:
            context |= collected_words.refused(error)
        else:
            file.seek(0)
            waiting = collected_pending.Waiting.new(file.name, about, meaning, file.read())
            waiting.keep(cast("User", request.user), at=now)
            found = redirect("manage:collected_columns")
            return collected_pending.give_cookie(found, waiting.token)
    return render(request, f"{PAGES}/upload.html", context, status=422 if posted else 200)


@policy.organiser
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Ask what each column stands for."""
    waiting = collected_pending.of(request, at=timezone.now())
    if waiting is None:
        return collected_pending.choose_first(request)
    form = collected_columns.ColumnsForm(
        request.POST or None,
        table=waiting.table(),
        outline=waiting.about.edition.outline(),
        meaning=waiting.meaning,
    )
    if request.method == "POST" and form.is_valid():
        waiting.but(form.meaning()).keep(cast("User", request.user), at=timezone.now())
        return redirect("manage:collected_values")
    context = {"form": form, "name": waiting.name, "about": waiting.about}
    status = 422 if request.method == "POST" else 200
    return render(request, f"{PAGES}/columns.html", context, status=status)


@policy.organiser
@require_http_methods(["GET", "POST"])
def values(request: HttpRequest) -> HttpResponse:
    """Ask what the values mean, and which teams the unknown names are."""
    waiting = collected_pending.of(request, at=timezone.now())
    if waiting is None:
        return collected_pending.choose_first(request)
    about, meaning = waiting.about, waiting.meaning
    outline, teams = about.edition.outline(), Teams()
    # Under no names yet, so that those said before are listed again
    asked = Asked(outline, teams, about.first, about.last)
    look = Reading(waiting.table(), meaning.but(teams={}), asked).whole()
    form = ValuesForm(
        request.POST or None, outline=outline, meaning=meaning, look=look, teams=teams
    )
    if request.method == "POST" and form.is_valid():
        waiting.but(form.meaning()).keep(cast("User", request.user), at=timezone.now())
        return redirect("manage:collected_check")
    few = len(teams.by_pk) <= MOST_OFFERED
    offered = sorted(map(teams.path, teams.by_pk)) if few and look.unknown_teams else []
    context = {"form": form, "look": look, "offered": offered, "name": waiting.name}
    status = 422 if request.method == "POST" else 200
    return render(request, f"{PAGES}/values.html", context, status=status)


def _sound(file: UploadedFile) -> Table:
    """Return a file that was read to its end once, so that no later step has to refuse it."""
    table = Table(cast("BinaryIO", file), file.name or "")
    for _ in table.rows():
        pass
    return table
