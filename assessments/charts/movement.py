"""How teams moved between tiers from one campaign to the next."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import movement_figure, words
from assessments.charts.chart import Chart, Table
from assessments.charts.history import Move
from assessments.charts.moves import counted, direction, from_to, merged


def movement_chart(moves: Sequence[Move], *, before: str, now: str) -> Chart:
    """Return where the teams asked in both campaigns went, one ribbon a pair of tiers.

    `before` and `now` are the campaigns' dates as shown. Moves between the same two tiers are
    added up. Raises ValueError without a team.
    """
    ordered = merged(moves)
    if not ordered:
        raise ValueError("the movement between campaigns needs at least one team in both")
    return Chart(
        id="movement",
        title=_title(ordered),
        subtitle=f"Teams by their likeliest tier, {before} and {now}; teams asked in both.",
        summary=_summary(ordered, before, now),
        table=_table(ordered, before, now),
        figure=movement_figure.draw(ordered, before, now),
        source=(
            "Source: released placements. A team near the border of two tiers may change its "
            "tier by chance."
        ),
    )


def _teams(moves: Sequence[Move], way: str) -> int:
    return sum(move.teams for move in moves if direction(move) == way)


def _title(moves: Sequence[Move]) -> str:
    up, down = _teams(moves, "up"), _teams(moves, "down")
    if not up and not down:
        return "No team moved to another tier"
    return f"{counted(up)} moved up a tier or more, {counted(down)} moved down"


def _summary(moves: Sequence[Move], before: str, now: str) -> str:
    went = [f"from {from_to(move)} {move.teams:,}" for move in moves if move.before != move.now]
    same = _teams(moves, "same")
    sentences = [f"{counted(same)} stayed in the same tier from {before} to {now}."]
    if went:
        sentences.append(f"The others: {words.joined(went)}.")
    return " ".join(sentences)


def _table(moves: Sequence[Move], before: str, now: str) -> Table:
    return Table(
        caption=f"Teams by tier, {before} and {now}",
        columns=(f"Tier, {before}", f"Tier, {now}", "Teams"),
        rows=tuple(
            (
                words.opening(words.place_word(move.before)),
                words.opening(words.place_word(move.now)),
                f"{move.teams:,}",
            )
            for move in moves
        ),
    )
