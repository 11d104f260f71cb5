"""Teams of a campaign by tier, as counts and shares."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts.history import TierCounts
from assessments.charts.speech import gettext, number_text
from assessments.scoring.values import Tier

Place = Tier | None


def places(campaigns: Sequence[TierCounts]) -> list[Place]:
    """Return what is drawn: tiers, worst first, elite only if it has teams; then not placed."""
    drawn = {place for one in campaigns for place, teams in one.teams.items() if teams}
    return [*(t for t in Tier if t in drawn or t is not Tier.ELITE), *([None] * (None in drawn))]


def total(campaign: TierCounts) -> int:
    """Return the teams of a campaign."""
    return sum(campaign.teams.values())


def percent(campaign: TierCounts, place: Place) -> float:
    """Return a tier's share of the campaign's teams, 0 to 100."""
    return 100 * campaign.teams.get(place, 0) / total(campaign)


def count_text(campaign: TierCounts, place: Place) -> str:
    """Return "24 (44%)"."""
    return f"{number_text(campaign.teams.get(place, 0))} ({share_text(percent(campaign, place))})"


def percent_sign() -> str:
    """Return what follows a number of percent, with the space before it."""
    return share_text(0).removeprefix("0")


def share_text(share: float) -> str:
    """Return a share, 0 to 100, in whole percent: "44%"."""
    return gettext("%(percent)d%%") % {"percent": round(share)}
