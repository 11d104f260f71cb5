"""Importing units and teams: a file, what it would change, and the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions import import_diff, organisation_file
from assessments.actions import imports as verbs
from assessments.errors import ImportOutdatedError, ImportRefusedError
from assessments.models import PendingImport
from assessments.pages import policy
from assessments.pages.downloads import csv_download

from . import import_words
from .import_form import ImportForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

SAMPLE = (
    ("Insurance / Claims / Motor", "Heron", 9),
    ("Insurance / Claims / Motor", "Osprey", 7),
    ("Insurance / Claims / Home", "Kestrel", 12),
    ("Insurance / Platform", "Wren", 6),
)


@policy.organiser
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and keep it, if every line of it could be imported now."""
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    problems: list[tuple[int, str]] = []
    if posted and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            import_diff.compare(organisation_file.parse(content))
        except ImportRefusedError as error:
            problems = list(error.problems)
        else:
            user = cast("User", request.user)
            PendingImport.objects.keep(user, content, at=timezone.now())
            return redirect("manage:import_check")
    context = {"form": form, "sample": SAMPLE, **import_words.refused(problems)}
    status = 422 if posted else 200
    return render(request, "assessments/manage/organisation/import.html", context, status=status)


@policy.organiser
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what the file that waits would change, and on POST change it, if it still would."""
    waiting = PendingImport.objects.filter(user=cast("User", request.user)).first()
    if waiting is None:
        messages.info(request, gettext("Please choose a file first."))
        return redirect("manage:import")
    posted = request.method == "POST"
    try:
        rows = organisation_file.parse(bytes(waiting.content))
        if posted and _applied(rows, request.POST.get("digest", "")):
            waiting.delete()
            messages.success(request, gettext("The file is imported."))
            return redirect("manage:organisation")
        context = import_words.diff_page(import_diff.compare(rows)) | {"outdated": posted}
        template = "import_check"
    except ImportRefusedError as error:
        context = {"form": ImportForm(), "sample": SAMPLE, **import_words.refused(error.problems)}
        template, posted = "import", True
    status = 409 if posted else 200
    return render(
        request, f"assessments/manage/organisation/{template}.html", context, status=status
    )


@policy.organiser
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """Give a file to begin with."""
    return csv_download("organisation", organisation_file.COLUMNS, SAMPLE)


@policy.organiser
@require_GET
def current(_request: HttpRequest) -> HttpResponse:
    """Give the organisation as it stands, as a file to change and import."""
    return csv_download("organisation", organisation_file.COLUMNS, import_diff.as_it_stands())


def _applied(rows: list[organisation_file.Row], digest: str) -> bool:
    try:
        verbs.apply(rows, expected=digest)
    except ImportOutdatedError:
        return False
    return True
