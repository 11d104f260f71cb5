"""What an organiser says of answers as a whole, and what has to hold for them to come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from assessments.actions.campaigns import LONGEST_NAME
from assessments.models import SMALLEST_GROUP, Benchmark, Campaign, Edition

_LAST_MINUTE = dt.time(23, 59)


@dataclass(frozen=True)
class About:
    """The campaign that a file becomes; the days are whole ones, both included."""

    name: str
    edition: Edition
    benchmark: Benchmark
    first: dt.date
    last: dt.date
    time_zone: str
    smallest_group: int = SMALLEST_GROUP

    @property
    def opens_at(self) -> dt.datetime:
        """The beginning of the first day (UTC)."""
        return self._moment(self.first, dt.time.min)

    @property
    def closes_at(self) -> dt.datetime:
        """The last minute of the last day (UTC)."""
        return self._moment(self.last, _LAST_MINUTE)

    def _moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, ZoneInfo(self.time_zone)).astimezone(dt.UTC)

    def as_data(self) -> dict[str, Any]:
        """Return what `from_data` takes, of plain JSON."""
        return {
            "name": self.name,
            "edition": self.edition.pk,
            "benchmark": self.benchmark.pk,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "time_zone": self.time_zone,
            "smallest_group": self.smallest_group,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Return what `as_data` gave; two queries."""
        return cls(
            name=data["name"],
            edition=Edition.objects.select_related("questionnaire").get(pk=data["edition"]),
            benchmark=Benchmark.objects.get(pk=data["benchmark"]),
            first=dt.date.fromisoformat(data["first"]),
            last=dt.date.fromisoformat(data["last"]),
            time_zone=data["time_zone"],
            smallest_group=data["smallest_group"],
        )

    def problems(self, *, at: dt.datetime) -> dict[str, str]:
        """Return what has to be said otherwise, by what it is about; one query."""
        found = {}
        if not 0 < len(self.name) <= LONGEST_NAME:
            found["name"] = gettext("The name needs 1 to %(longest_name)s characters.") % {
                "longest_name": LONGEST_NAME
            }
        elif Campaign.objects.filter(name__iexact=self.name).exists():
            found["name"] = gettext(
                "There is already a campaign called “%(name)s”. Please choose another name."
            ) % {"name": self.name}
        if self.last < self.first:
            found["last"] = gettext("The last day is before the first one.")
        elif self.closes_at >= at:
            found["last"] = gettext("The last day has to be over.")
        if self.edition.state == Edition.State.DRAFT:
            found["edition"] = gettext("These questions are not published yet.")
        if not self.benchmark.placeable:
            found["benchmark"] = gettext(
                "%(benchmark)s can be read but not used to place teams."
            ) % {"benchmark": self.benchmark}
        if self.smallest_group < SMALLEST_GROUP:
            found["smallest_group"] = gettext(
                "The smallest group shown is %(smallest_group)s people or more."
            ) % {"smallest_group": SMALLEST_GROUP}
        return found

    def overlapping(self, teams: Collection[int]) -> list[str]:
        """Return the names of teams whose answers of these days were brought in before; one query.

        The same answers twice, but for one person's, would tell that person's by subtraction.
        """
        others = Campaign.objects.filter(
            collected_elsewhere=True,
            edition__questionnaire=self.edition.questionnaire_id,
            opens_at__lte=self.closes_at,
            closes_at__gte=self.opens_at,
            teams__in=teams,
        )
        return list(others.values_list("teams__name", flat=True).distinct().order_by("teams__name"))
