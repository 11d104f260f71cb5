"""The last step of bringing answers in: what would come in, then all of it or nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.actions.collected import bring
from assessments.errors import CollectedOutdatedError, CollectedRefusedError, SurveyError
from assessments.pages import policy

from . import collected_pending, collected_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

    from assessments.models import Campaign

    from .collected_pending import Waiting

logger = logging.getLogger(__name__)


@policy.organiser
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what would come in, and on POST bring it in, if it still would."""
    waiting = collected_pending.of(request, at=timezone.now())
    if waiting is None:
        return collected_pending.choose_first(request)
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
    return render(request, "assessments/manage/collected/check.html", context, status=status)


def _looked_at(waiting: Waiting) -> dict[str, Any]:
    table, meaning, about = waiting.table(), waiting.meaning, waiting.about
    reading = bring.reading(table, meaning, about)
    look = reading.whole()
    page = collected_words.check_page(look, meaning, about, reading.teams, table.header)
    return page | {
        "name": waiting.name,
        "obstacles": bring.obstacles(look, meaning, about, at=timezone.now()),
        "digest": bring.digest(look, meaning, about),
    }


def _brought_in(waiting: Waiting, digest: str) -> Campaign:
    table = waiting.table()
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
        text = gettext("The answers are in, but the release was held up. Please go on.")
        messages.error(request, text)
    else:
        text = gettext("The answers are in, sealed and released. Please delete the file now.")
        messages.success(request, text)
