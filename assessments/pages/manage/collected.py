"""Bringing in answers collected elsewhere: a file, its columns, its values, a look, the import."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.contrib import messages
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.actions.collected import bring
from assessments.actions.collected import columns as guesses
from assessments.actions.collected.reading import Asked, Reading
from assessments.actions.collected.teams import Teams
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.table_file import Table
from assessments.errors import CollectedOutdatedError, CollectedRefusedError, SurveyError
from assessments.models import Edition, Team
from assessments.pages import policy

from . import collected_columns, collected_pending, collected_words
from .collected_form import CollectedForm
from .collected_values import ValuesForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse

    from assessments.models import Campaign

    from .collected_pending import Waiting

PAGES = "assessments/manage/collected"
# More teams than this are not offered as somebody types: the page would grow too long
MOST_OFFERED = 1_000

logger = logging.getLogger(__name__)


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
    waiting = _waiting(request)
    if waiting is None:
        return _choose_first(request)
    form = collected_columns.ColumnsForm(
        request.POST or None,
        table=_table(waiting),
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
    waiting = _waiting(request)
    if waiting is None:
        return _choose_first(request)
    about, meaning = waiting.about, waiting.meaning
    outline, teams = about.edition.outline(), Teams()
    # Under no names yet, so that those said before are listed again
    asked = Asked(outline, teams, about.first, about.last)
    look = Reading(_table(waiting), meaning.but(teams={}), asked).whole()
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


@policy.organiser
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what would come in, and on POST bring it in, if it still would."""
    waiting = _waiting(request)
    if waiting is None:
        return _choose_first(request)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            campaign = _brought_in(waiting, request.POST.get("digest", ""))
        except CollectedOutdatedError as error:
            context["outdated"] = str(error)
        except CollectedRefusedError:
            pass  # the page says why
        else:
            _release(request, campaign)
            found = redirect("manage:campaign", campaign=campaign.public_id)
            return collected_pending.drop(found, cast("User", request.user))
    context |= _looked_at(waiting)
    status = 409 if request.method == "POST" else 200
    return render(request, f"{PAGES}/check.html", context, status=status)


def _sound(file: UploadedFile) -> Table:
    """Return a file that was read to its end once, so that no later step has to refuse it."""
    table = Table(cast("BinaryIO", file), file.name or "")
    for _ in table.rows():
        pass
    return table


def _waiting(request: HttpRequest) -> Waiting | None:
    return collected_pending.of(request, cast("User", request.user), at=timezone.now())


def _choose_first(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Please choose a file first.")
    return redirect("manage:collected")


def _table(waiting: Waiting) -> Table:
    return Table(io.BytesIO(waiting.content()), waiting.name)


def _looked_at(waiting: Waiting) -> dict[str, Any]:
    table, meaning, about = _table(waiting), waiting.meaning, waiting.about
    reading = bring.reading(table, meaning, about)
    look = reading.whole()
    page = collected_words.check_page(look, meaning, about, reading.teams, table.header)
    return page | {
        "name": waiting.name,
        "obstacles": bring.obstacles(look, meaning, about, at=timezone.now()),
        "digest": bring.digest(look, meaning, about),
    }


def _brought_in(waiting: Waiting, digest: str) -> Campaign:
    table = _table(waiting)
    return bring.bring_in(table, waiting.meaning, waiting.about, at=timezone.now(), expected=digest)


def _release(request: HttpRequest, campaign: Campaign) -> None:
    # Scoring brings numpy, which no page that asks should wait for.
    from assessments.actions import releases

    try:
        releases.finish(campaign, at=timezone.now())
    except SurveyError as error:
        messages.error(request, str(error))
    except (DatabaseError, OSError):
        # Every step can be repeated: the campaign's page offers to go on.
        logger.exception("The release of answers from a file was held up")
        messages.error(request, "The answers are in, but the release was held up. Please go on.")
    else:
        messages.success(
            request, "The answers are in, sealed and released. Please delete the file now."
        )
