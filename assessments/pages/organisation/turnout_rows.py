"""Rows of the page on who takes part: a team by its band, a unit by the bands of its teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext

from assessments.actions import participation as turnout
from assessments.actions.responses import TURNOUT_BANDS
from assessments.charts import words
from assessments.charts.moves import counted
from assessments.charts.speech import number_text
from assessments.models import Campaign, CampaignNode
from assessments.pages.turnout_words import turnout_text
from assessments.scoring.guards import n_band

# Lowest first
BANDS = tuple(word for _, word in reversed(TURNOUT_BANDS))
NOT_COUNTED = gettext_noop("not counted yet")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit or team: how many were asked, how many of them answered, and notes in words."""

    name: str
    asked: str
    answered: str
    note: str = ""
    order: int = len(BANDS)
    href: str = ""


def row(node: CampaignNode, teams: Sequence[CampaignNode], campaign: Campaign) -> Row:
    """Return a node’s row; `teams` are those at and below it."""
    if campaign.is_team_sheet:
        return _sheets(node, teams)
    return _team(node, campaign) if node.team_id else _unit(node, teams, campaign)


def _sheets(node: CampaignNode, teams: Sequence[CampaignNode]) -> Row:
    sent = sum(team.answered for team in teams)
    if node.team_id:
        told = pgettext("sheet", "sent") if sent else gettext("not yet")
        return Row(node.name, _sheets_text(1), told, order=sent)
    told = ngettext("%(count)s sent", "%(count)s sent", sent) % {"count": sent}
    # As a band's place, so that who lags comes first
    order = len(BANDS) * sent // len(teams)
    return Row(node.name, _sheets_text(len(teams)), told, order=order)


def _sheets_text(number: int) -> str:
    return ngettext("%(count)s sheet", "%(count)s sheets", number) % {"count": number}


def _team(node: CampaignNode, campaign: Campaign) -> Row:
    if node.invited < campaign.k:
        few = gettext("fewer than %(count)s people") % {"count": campaign.k}
        return Row(node.name, few, gettext("not shown: too few people"))
    people = _people(node.invited, campaign)
    if not node.turnout_band:
        return Row(node.name, people, gettext(NOT_COUNTED))
    band = node.turnout_band
    return Row(node.name, people, turnout_text(band), order=BANDS.index(band))


def _unit(node: CampaignNode, teams: Sequence[CampaignNode], campaign: Campaign) -> Row:
    large = [team for team in teams if team.invited >= campaign.k]
    if not large:
        text = gettext("not shown: each team has fewer than %(count)s people")
        return Row(node.name, "", text % {"count": campaign.k})
    asked = gettext("%(people)s in %(teams)s") % {
        "people": _people(sum(team.invited for team in large), campaign),
        "teams": counted(len(large)),
    }
    note = _left_out(len(teams) - len(large), campaign)
    if not all(team.turnout_band for team in large):
        return Row(node.name, asked, gettext(NOT_COUNTED), note)
    band = turnout.together((team.turnout_band, team.invited) for team in large)
    in_band = Counter(team.turnout_band for team in large)
    text = gettext("%(teams)s %(turnout)s")
    told = words.joined(
        text % {"teams": counted(in_band[one]), "turnout": turnout_text(one)}
        for one in BANDS
        if in_band[one]
    )
    note = f"{told}. {note}" if note else f"{told}."
    answered = gettext("%(turnout)s, roughly") % {"turnout": turnout_text(band)}
    return Row(node.name, asked, answered, note, BANDS.index(band))


def _people(number: int, campaign: Campaign) -> str:
    band = n_band(number, campaign.k)
    if band.endswith("+"):
        return gettext("%(least)s or more people") % {"least": band.removesuffix("+")}
    low, _, high = band.partition("-")
    return gettext("%(low)s to %(high)s people") % {"low": low, "high": high}


def _left_out(teams: int, campaign: Campaign) -> str:
    if not teams:
        return ""
    text = ngettext(
        "%(number)s team with fewer than %(count)s people is left out.",
        "%(number)s teams with fewer than %(count)s people are left out.",
        teams,
    )
    return text % {"number": number_text(teams), "count": campaign.k}


def address(unit: int | None) -> str:
    """Return where a unit’s own page is; a team has none."""
    return reverse("organisation:participation", args=[unit]) if unit else ""
