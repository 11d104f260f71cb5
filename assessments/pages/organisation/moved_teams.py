"""The teams that moved to another tier, for the board report: the rows of the moves page."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from assessments.charts.finding_values import Since
from assessments.charts.speech import number_text
from assessments.charts.team_moves import move_row, moves_of_way
from assessments.reporting.board_report import MovedTeams

SHOWN = 20  # a way; the moves page and its files have all


def columns() -> tuple[str, ...]:
    """Return the heads of the columns."""
    return (
        gettext("Team"),
        gettext("Unit"),
        gettext("Before"),
        gettext("Now"),
        gettext("How sure"),
    )


def moved_teams(since: Since) -> tuple[MovedTeams, ...]:
    """Return the teams that moved down, then those that moved up; none where none may be told."""
    if since.moves is None or not since.any_placed:
        return ()
    found = []
    for is_up in (False, True):
        moves = moves_of_way(since.moves, is_up=is_up)
        found.append(
            MovedTeams(
                title=_title(len(moves), is_up=is_up),
                columns=columns(),
                rows=tuple(move_row(move) for move in moves[:SHOWN]),
                more=max(0, len(moves) - SHOWN),
            )
        )
    return tuple(found)


def _title(teams: int, *, is_up: bool) -> str:
    text = ngettext(
        "▼ %(number)s team moved to a lower tier",
        "▼ %(number)s teams moved to a lower tier",
        teams,
    )
    if is_up:
        text = ngettext(
            "▲ %(number)s team moved to a higher tier",
            "▲ %(number)s teams moved to a higher tier",
            teams,
        )
    return text % {"number": number_text(teams)}


def why_not(since: Since) -> str:
    """Return why no move is told; "" where moves are, or where this is the first survey."""
    if not since.campaign:
        return ""
    if since.moves is None:
        text = gettext(
            "Tiers were not set by the same rules in %(survey)s, so no team is said to have moved "
            "to another one."
        )
        return text % {"survey": since.campaign}
    text = gettext("No team below was placed both now and in %(survey)s.")
    return "" if since.any_placed else text % {"survey": since.campaign}
