"""What is asked before an edition is deleted or retired, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from assessments.models import Edition

from . import lookup


def discarding(found: Edition) -> dict[str, Any]:
    """Return what is asked before a draft is deleted."""
    return {
        "title": gettext("Delete the draft of %(found)s?") % {"found": found},
        "sentences": [
            gettext("All that was changed in this draft is lost, for everybody."),
            gettext("Published editions, campaigns and results stay as they are."),
        ],
        "button": gettext("Delete the draft"),
        "back": reverse("bank:edition", args=[found.pk]),
        "crumbs": lookup.crumbs(found),
    }


def retiring(found: Edition) -> dict[str, Any]:
    """Return what is asked before an edition is retired."""
    return {
        "title": gettext("Retire %(found)s?") % {"found": found},
        "sentences": [
            gettext("New campaigns cannot choose it any more."),
            gettext("Campaigns that use it go on, and their results and trends stay as they are."),
            gettext("Its content can be begun again as a new draft at any time."),
        ],
        "button": gettext("Retire the edition"),
        "back": reverse("bank:edition", args=[found.pk]),
        "crumbs": lookup.crumbs(found),
    }
