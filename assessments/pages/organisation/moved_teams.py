"""The teams that moved to another tier, for the board report: the rows of the moves page."""

from __future__ import annotations

from assessments.charts.finding_values import Since
from assessments.charts.moves import counted
from assessments.charts.team_moves import move_row, moves_of_way
from assessments.reporting.board_report import MovedTeams

SHOWN = 20  # a way; the moves page and its files have all
COLUMNS = ("Team", "Unit", "Before", "Now", "How sure")


def moved_teams(since: Since) -> tuple[MovedTeams, ...]:
    """Return the teams that moved down, then those that moved up; none where none may be told."""
    if since.moves is None or not since.any_placed:
        return ()
    found = []
    for is_up, mark, way in ((False, "▼", "lower"), (True, "▲", "higher")):
        moves = moves_of_way(since.moves, is_up=is_up)
        found.append(
            MovedTeams(
                title=f"{mark} {counted(len(moves))} moved to a {way} tier",
                columns=COLUMNS,
                rows=tuple(move_row(move) for move in moves[:SHOWN]),
                more=max(0, len(moves) - SHOWN),
            )
        )
    return tuple(found)


def why_not(since: Since) -> str:
    """Return why no move is told; "" where moves are, or where this is the first survey."""
    if not since.campaign:
        return ""
    if since.moves is None:
        return (
            f"Tiers were not set by the same rules in {since.campaign}, so no team is said to have "
            "moved to another one."
        )
    return "" if since.any_placed else f"No team below was placed both now and in {since.campaign}."
