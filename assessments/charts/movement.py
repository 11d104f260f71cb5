"""How teams moved between tiers from one campaign to the next."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import movement_figure, words
from assessments.charts.chart import Chart, Table
from assessments.charts.history import Move
from assessments.charts.moves import counted, direction, from_to, merged
from assessments.charts.speech import gettext, ngettext, number_text


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
        subtitle=gettext(
            "Teams by their likeliest tier, %(before)s and %(now)s; teams asked in both."
        )
        % {"before": before, "now": now},
        summary=_summary(ordered, before, now),
        table=_table(ordered, before, now),
        figure=movement_figure.draw(ordered, before, now),
        source=gettext(
            "Source: released placements. A team near the border of two tiers may change its "
            "tier by chance."
        ),
    )


def _teams(moves: Sequence[Move], way: str) -> int:
    return sum(move.teams for move in moves if direction(move) == way)


def _title(moves: Sequence[Move]) -> str:
    up, down = _teams(moves, "up"), _teams(moves, "down")
    if not up and not down:
        return gettext("No team moved to another tier")
    return gettext("%(up)s moved up a tier or more, %(down)s moved down") % {
        "up": counted(up),
        "down": counted(down),
    }


def _summary(moves: Sequence[Move], before: str, now: str) -> str:
    went = [
        gettext("from %(moved)s %(teams)s")
        % {"moved": from_to(move), "teams": number_text(move.teams)}
        for move in moves
        if move.before != move.now
    ]
    same = _teams(moves, "same")
    text = ngettext(
        "%(number)s team stayed in the same tier from %(before)s to %(now)s.",
        "%(number)s teams stayed in the same tier from %(before)s to %(now)s.",
        same,
    )
    sentences = [text % {"number": number_text(same), "before": before, "now": now}]
    if went:
        sentences.append(gettext("The others: %(moves)s.") % {"moves": words.joined(went)})
    return " ".join(sentences)


def _table(moves: Sequence[Move], before: str, now: str) -> Table:
    return Table(
        caption=gettext("Teams by tier, %(before)s and %(now)s") % {"before": before, "now": now},
        columns=(
            *(gettext("Tier, %(date)s") % {"date": date} for date in (before, now)),
            gettext("Teams"),
        ),
        rows=tuple(
            (
                words.opening(words.place_word(move.before)),
                words.opening(words.place_word(move.now)),
                number_text(move.teams),
            )
            for move in moves
        ),
    )
