"""What is asked before a step that cannot be taken back: what happens, and what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timesince import timeuntil
from django.utils.translation import gettext, ngettext

from assessments.models import GRACE, Campaign

if TYPE_CHECKING:
    import datetime as dt

    from assessments.models.campaign import Asked


@dataclass(frozen=True)
class Confirmation:
    """A question with what happens, and the buttons (value, words) that do it."""

    title: str
    lines: list[str]
    buttons: list[tuple[str, str]]
    made: int | None = None


def release(campaign: Campaign, asked: Asked, *, at: dt.datetime) -> Confirmation:
    """Ask whether to close and release now."""
    return Confirmation(
        gettext("Close and release?"),
        [
            _ends(campaign, asked, at),
            gettext("Whoever has not sent a sheet by then no longer can. Unsent drafts are lost."),
            gettext("The answers are scored and sealed, and all links and the key are destroyed."),
            gettext("The results come out at once, to all team leads. There is no second release."),
        ],
        [("release", gettext("Close and release"))],
    )


def links_again(campaign: Campaign, asked: Asked) -> Confirmation:
    """Ask whether to make links that replace those made before."""
    buttons = [
        ("page", gettext("Make new links and show them")),
        ("csv", gettext("Make new links as a CSV file")),
    ]
    numbers = (
        gettext(
            "Each new link opens the same sheet as the team’s earlier one: what the "
            "team has sent stays until the sheet is sent again."
        )
        if campaign.is_team_sheet
        else gettext(
            "Each new link opens the same place as the earlier link of its number: "
            "link 3 of a team replaces that team’s link 3. So give each person the "
            "number they had. With another number, sending replaces what a colleague "
            "has sent."
        )
    )
    return Confirmation(
        gettext("Make the links again?"),
        [
            _stop(asked),
            gettext("Unsent drafts behind them are lost. What was sent stays."),
            numbers,
        ],
        buttons,
        made=campaign.links_made,
    )


def discard(draft: Campaign, teams: int) -> Confirmation:
    """Ask whether to delete a draft."""
    return Confirmation(
        gettext("Delete the draft?"),
        [
            gettext("The plan “%(name)s” and its choice of %(teams)s are deleted.")
            % {"name": draft.name, "teams": _teams(teams)},
            gettext("The teams themselves stay."),
            gettext("Nobody was asked yet, so no answers are lost."),
        ],
        [("discard", gettext("Delete the draft"))],
    )


def _ends(campaign: Campaign, asked: Asked, at: dt.datetime) -> str:
    who = _teams(asked.teams)
    if not campaign.is_team_sheet:
        people = ngettext("%(n)s person", "%(n)s people", asked.people) % {"n": asked.people}
        who = gettext("%(teams)s with %(people)s") % {"teams": who, "people": people}
    local = date_format(campaign.closes_locally(), "DATETIME_FORMAT")
    closes = f"{local} ({campaign.time_zone})"
    if at < campaign.opens_at:
        return gettext(
            "The survey of %(who)s has not begun to take answers. It ends now, without any."
        ) % {"who": who}
    if at < campaign.closes_at:
        # Django's parts hold spaces that never break; here they may.
        early = timeuntil(campaign.closes_at, at).replace("\xa0", " ")
        return gettext(
            "The survey of %(who)s ends now, %(early)s before its end on %(closes)s."
        ) % {"who": who, "early": early, "closes": closes}
    if at < campaign.closes_at + GRACE:
        return gettext(
            "The survey of %(who)s ends now, without the minutes of grace after %(closes)s."
        ) % {"who": who, "closes": closes}
    return gettext("The survey of %(who)s ends. Its closing time was %(closes)s.") % {
        "who": who,
        "closes": closes,
    }


def _teams(count: int) -> str:
    return ngettext("%(n)s team", "%(n)s teams", count) % {"n": count}


def _stop(asked: Asked) -> str:
    said = ngettext(
        "The %(n)s link made before, for %(teams)s, stops working.",
        "The %(n)s links made before, for %(teams)s, stop working.",
        asked.people,
    )
    return said % {"n": asked.people, "teams": _teams(asked.teams)}
