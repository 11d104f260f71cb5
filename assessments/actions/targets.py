"""Targets of a unit: set, changed and removed together, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from assessments.errors import InvalidTargetError
from assessments.models import HIGHEST_TARGET, Campaign, Target, Unit

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Wanted:
    """A score of 0 to 100, and the last day on which reaching it is in time."""

    score: int
    by: dt.date


@dataclass(frozen=True)
class Written:
    """How many targets were set or changed, and how many removed."""

    kept: int
    removed: int


def write(
    unit: Unit,
    campaign: Campaign,
    wanted: Mapping[str, Wanted | None],
    *,
    user: User,
    at: dt.datetime,
) -> Written:
    """Set a unit's targets for practices (by key) of the campaign's questionnaire; None removes.

    Practices that are not given keep theirs. Whoever may lead the unit is the caller's to ask.

    Raises:
        InvalidTargetError: a practice is not asked by the campaign's edition, a score is not 0 to
            100, or a day does not lie ahead (in the campaign's time zone).
    """
    asked = {practice.key for practice in campaign.edition.outline().practices}
    today = at.astimezone(campaign.zone).date()
    for practice, one in wanted.items():
        if practice not in asked:
            raise InvalidTargetError(gettext("This practice was not asked."), about=practice)
        if one is not None:
            _check(practice, one, today)
    line = campaign.edition.questionnaire_id
    removed = 0
    with transaction.atomic():
        for practice, one in wanted.items():
            key: dict[str, Any] = {"unit": unit, "questionnaire_id": line, "practice": practice}
            if one is None:
                removed += Target.objects.filter(**key).delete()[0]
            else:
                values: dict[str, Any] = {
                    "score": one.score,
                    "by": one.by,
                    "set_by": user,
                    "set_at": at,
                }
                Target.objects.update_or_create(**key, defaults=values)
    return Written(sum(one is not None for one in wanted.values()), removed)


def _check(practice: str, one: Wanted, today: dt.date) -> None:
    if not 0 <= one.score <= HIGHEST_TARGET:
        raise InvalidTargetError(gettext("A target is a score of 0 to 100."), about=practice)
    if one.by <= today:
        raise InvalidTargetError(gettext("Please choose a day that lies ahead."), about=practice)
