"""Two targets of the demo's CIO."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User

from assessments.models import Campaign, Unit

from . import targets
from .targets import Wanted

AHEAD = dt.timedelta(days=270)
SCORES = {"automated_testing": 60, "high_trust_culture": 55}


def add(campaign: Campaign, *, at: dt.datetime) -> None:
    """Set the targets of the top unit, due in nine months, in the name of the CIO."""
    by = (at + AHEAD).date()
    targets.write(
        Unit.objects.get(parent=None),
        campaign,
        {practice: Wanted(score, by) for practice, score in SCORES.items()},
        user=User.objects.get(username="clara"),
        at=at,
    )
