"""What is asked before a step that cannot be taken back: what happens, and what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timesince import timeuntil

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
        "Close and release?",
        [
            _ends(campaign, asked, at),
            "Whoever has not sent a sheet by then no longer can. Unsent drafts are lost.",
            "The answers are scored and sealed, and all links and the key are destroyed.",
            "The results come out at once, to all team leads. There is no second release.",
        ],
        [("release", "Close and release")],
    )


def links_again(campaign: Campaign, asked: Asked) -> Confirmation:
    """Ask whether to make links that replace those made before."""
    buttons = [("page", "Make new links and show them"), ("csv", "Make new links as a CSV file")]
    numbers = (
        "Each new link opens the same sheet as the team’s earlier one: what the team has sent "
        "stays until the sheet is sent again."
        if campaign.is_team_sheet
        else "Each new link opens the same place as the earlier link of its number: link 3 of a "
        "team replaces that team’s link 3. So give each person the number they had. With "
        "another number, sending replaces what a colleague has sent."
    )
    return Confirmation(
        "Make the links again?",
        [
            f"The {_links(asked.people)} made before, for {_teams(asked.teams)}, stop working.",
            "Unsent drafts behind them are lost. What was sent stays.",
            numbers,
        ],
        buttons,
        made=campaign.links_made,
    )


def discard(draft: Campaign, teams: int) -> Confirmation:
    """Ask whether to delete a draft."""
    return Confirmation(
        "Delete the draft?",
        [
            f"The plan “{draft.name}” and its choice of {_teams(teams)} are deleted.",
            "The teams themselves stay.",
            "Nobody was asked yet, so no answers are lost.",
        ],
        [("discard", "Delete the draft")],
    )


def _ends(campaign: Campaign, asked: Asked, at: dt.datetime) -> str:
    who = _teams(asked.teams)
    if not campaign.is_team_sheet:
        who += f" with {'1 person' if asked.people == 1 else f'{asked.people} people'}"
    closes = f"{campaign.closes_locally():%-d %B %Y, %H:%M} ({campaign.time_zone})"
    if at < campaign.opens_at:
        return f"The survey of {who} has not begun to take answers. It ends now, without any."
    if at < campaign.closes_at:
        # Django's parts hold spaces that never break; here they may.
        early = timeuntil(campaign.closes_at, at).replace("\xa0", " ")
        return f"The survey of {who} ends now, {early} before its end on {closes}."
    if at < campaign.closes_at + GRACE:
        return f"The survey of {who} ends now, without the minutes of grace after {closes}."
    return f"The survey of {who} ends. Its closing time was {closes}."


def _teams(count: int) -> str:
    return "1 team" if count == 1 else f"{count} teams"


def _links(count: int) -> str:
    return "1 link" if count == 1 else f"{count} links"
