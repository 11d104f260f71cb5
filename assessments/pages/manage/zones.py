"""Time zones to choose from, those that this organisation uses first."""

from __future__ import annotations

from collections import Counter
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext

from assessments.models import Campaign

REMEMBERED = 50  # campaigns whose zones count
# The tz database names places by region and city; its other names are for old systems
# fmt: off
REGIONS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
}
# fmt: on


def often_used() -> list[str]:
    """Return the last campaign's zone, then other campaigns' by how often, then the server's."""
    used = list(Campaign.objects.order_by("-pk").values_list("time_zone", flat=True)[:REMEMBERED])
    counted = [zone for zone, _ in Counter(used).most_common()]
    return list(dict.fromkeys([*used[:1], *counted, settings.TIME_ZONE]))


def choices(often: list[str], own: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the zones in two groups: those often used, then all places and UTC.

    `own` is what a draft has been given, whatever that is.
    """
    places = {zone for zone in available_timezones() if zone.partition("/")[0] in REGIONS}
    every = sorted((places | {"UTC", own} - {""}) - set(often))
    return [
        (gettext("Often used here"), [(zone, zone) for zone in often]),
        ("All", [(zone, zone) for zone in every]),
    ]
