"""Turnout while a campaign is open: counted at most once a day, kept as bands of single teams.

Nothing but the bands of teams of at least k invited leaves the sheets: what is told of a unit is
worked out from these bands. Counted anew for each reader, a band would say in which minute somebody
answered; counted for a unit from its sheets, the band of the unit and those of its teams together
would say of some teams that everybody or nobody answered (docs/privacy.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from assessments.models import Campaign, CampaignNode

from . import responses

CHUNK = 500
# The middle of each band, in percent: the bands are equally wide
MIDDLES = {word: limit + 12.5 for limit, word in responses.TURNOUT_BANDS}


def count(campaign: Campaign, *, at: dt.datetime) -> bool:
    """Keep today's turnout of an open campaign; tell whether that was still to be done.

    Team sheets hold no individuals: whether one was sent is known at once, and nothing is counted.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        if campaign.state != Campaign.State.OPEN or campaign.is_team_sheet:
            return False
        if campaign.turnout_at and _day(campaign, at) <= _day(campaign, campaign.turnout_at):
            return False
        of_band: dict[str, list[int]] = {}
        for node, band in responses.turnout(campaign).items():
            of_band.setdefault(band, []).append(node)
        for band, nodes in of_band.items():
            for start in range(0, len(nodes), CHUNK):
                some = CampaignNode.objects.filter(pk__in=nodes[start : start + CHUNK])
                some.update(turnout_band=band)
        campaign.turnout_at = at
        campaign.save(update_fields=["turnout_at"])
    return True


def together(teams: Iterable[tuple[str, int]]) -> str:
    """Return the band of several teams (band, people invited) together, worked out from theirs.

    As if in each team the middle of its band had answered, so it says nothing that the teams'
    bands do not. Empty without teams.
    """
    counted = list(teams)
    invited = sum(people for _, people in counted)
    if not invited:
        return ""
    percent = sum(MIDDLES[band] * people for band, people in counted) / invited
    return responses.turnout_band_of(percent)


def _day(campaign: Campaign, at: dt.datetime) -> dt.date:
    return at.astimezone(campaign.zone).date()
