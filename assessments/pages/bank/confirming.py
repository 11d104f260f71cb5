"""What is asked before an edition is deleted or retired, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from assessments.models import Edition

from . import lookup


def discarding(found: Edition) -> dict[str, Any]:
    """Return what is asked before a draft is deleted."""
    return {
        "title": f"Delete the draft of {found}?",
        "sentences": [
            "All that was changed in this draft is lost, for everybody.",
            "Published editions, campaigns and results stay as they are.",
        ],
        "button": "Delete the draft",
        "back": reverse("bank:edition", args=[found.pk]),
        "crumbs": lookup.crumbs(found),
    }


def retiring(found: Edition) -> dict[str, Any]:
    """Return what is asked before an edition is retired."""
    return {
        "title": f"Retire {found}?",
        "sentences": [
            "New campaigns cannot choose it any more.",
            "Campaigns that use it go on, and their results and trends stay as they are.",
            "Its content can be begun again as a new draft at any time.",
        ],
        "button": "Retire the edition",
        "back": reverse("bank:edition", args=[found.pk]),
        "crumbs": lookup.crumbs(found),
    }
