"""How many teams stand in each tier, campaign by campaign, as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import distribution_bars, words
from assessments.charts.chart import Chart, Table
from assessments.charts.history import TierCounts
from assessments.charts.shares import count_text, percent, places, share_text, total
from assessments.charts.speech import gettext, number_text
from assessments.charts.told import named
from assessments.scoring.values import Tier


def distribution_chart(campaigns: Sequence[TierCounts]) -> Chart:
    """Return the teams by tier, low to best, then not placed: a bar a campaign, oldest first.

    Shares are whole percent of all teams of the campaign, which need not add up to 100.
    Raises ValueError without campaigns or for a campaign without teams.
    """
    if not campaigns or not all(total(one) for one in campaigns):
        raise ValueError("the distribution needs campaigns, and each of them teams")
    return Chart(
        id="distribution",
        title=_title(campaigns),
        subtitle=gettext(
            "Teams by their likeliest tier, in percent of the teams asked. Oldest first."
        ),
        summary=" ".join(_sentence(one) for one in campaigns),
        table=_table(campaigns),
        figure=distribution_bars.draw(campaigns),
        source=gettext("Source: released placements. Not placed: too few answers, or hidden."),
    )


def _title(campaigns: Sequence[TierCounts]) -> str:
    first, last = campaigns[0], campaigns[-1]
    best = [tier for tier in (Tier.HIGH, Tier.ELITE) if last.teams.get(tier)] or [Tier.HIGH]
    now, before = (share_text(sum(percent(one, tier) for tier in best)) for one in (last, first))
    text = gettext("%(share)s of the teams are %(tiers)s performers (%(date)s: %(before)s)")
    if first is last:
        text = gettext("%(share)s of the teams are %(tiers)s performers")
    elif now == before:
        text = gettext("%(share)s of the teams are %(tiers)s performers (%(date)s: the same)")
    return text % {
        "share": now,
        "tiers": words.tiers_text(best),
        "date": first.campaign,
        "before": before,
    }


def _sentence(campaign: TierCounts) -> str:
    parts = [
        f"{count_text(campaign, place)} {words.place_word(place)}" for place in places([campaign])
    ]
    return f"{named(words.opening(campaign.campaign), words.joined(parts))}."


def _table(campaigns: Sequence[TierCounts]) -> Table:
    columns = places(campaigns)
    return Table(
        caption=gettext("Teams by tier in each campaign"),
        columns=(
            gettext("Campaign"),
            *(words.opening(words.place_word(p)) for p in columns),
            gettext("Teams"),
        ),
        rows=tuple(
            (
                one.campaign,
                *(count_text(one, place) for place in columns),
                number_text(total(one)),
            )
            for one in campaigns
        ),
    )
