"""A whole subtree on one screen: tier and practices of up to 10,000 teams as a heatmap.

Its words and its table; the picture is in `overview_figure`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import overview_figure, overview_words, words
from assessments.charts.chart import Chart, Table
from assessments.charts.labels import label_words
from assessments.charts.overview_figure import tier_column
from assessments.charts.overview_grid import OverviewGrid
from assessments.charts.speech import gettext, ngettext, number_text
from assessments.scoring.values import Suppressed

PAGE = 50  # rows of the table where the page asks for no others


def overview_chart(grid: OverviewGrid, *, as_of: str, rows: Sequence[int] = range(PAGE)) -> Chart:
    """Return the overview: scores 0 to 100 in five bins, tiers by the likeliest.

    `as_of` is the campaign's date as shown; `rows` the places of the teams that the table
    has, since 10,000 rows are for a file; those of a range that are not there are left out. Raises
    ValueError where no team is left.
    """
    teams_a_line, figure = overview_figure.draw(grid)
    return Chart(
        id="overview",
        title=overview_words.title(grid),
        subtitle=f"{_measure(teams_a_line)} {words.opening(as_of)}.",
        summary=overview_words.summary(grid),
        table=_table(grid, rows),
        figure=figure,
        source=gettext(
            "Source: released answers. A line in place of a colour: there is no figure that "
            "could be shown."
        ),
    )


def table_row(grid: OverviewGrid, team: int) -> tuple[str, ...]:
    """Return a team's figures as text: name, unit, tier, then the practices."""
    scores = (grid.score(team, place) for place in range(len(grid.practices)))
    label = grid.labels[int(grid.placements[team])]
    return (
        grid.names[team],
        grid.units[team],
        label_words(label),
        *(
            words.reason_text(score.reason)
            if isinstance(score, Suppressed)
            else f"{words.score_and_interval_text(score)}, {words.answers_text(score.n_band)}"
            for score in scores
        ),
    )


def _measure(teams_a_line: int) -> str:
    if teams_a_line == 1:
        return gettext(
            "Likeliest tier, and score of each practice, 0 to 100; one row a team, by unit."
        )
    return gettext(
        "Likeliest tier, and score of each practice, 0 to 100; one cell a team, alike in every "
        "column, by unit."
    )


def _table(grid: OverviewGrid, rows: Sequence[int]) -> Table:
    teams = [row for row in rows if row < len(grid.names)]
    if not teams:
        raise ValueError("the table of an overview needs at least one of its teams")
    return Table(
        caption=_caption(teams, len(grid.names)),
        columns=(
            gettext("Team"),
            gettext("Unit"),
            tier_column(),
            *(practice.name for practice in grid.practices),
        ),
        rows=tuple(table_row(grid, team) for team in teams),
    )


def _caption(teams: Sequence[int], of_all: int) -> str:
    first, last = teams[0], teams[-1]
    if last - first == len(teams) - 1:
        return gettext("Teams %(first)s to %(last)s of %(all)s") % {
            "first": number_text(first + 1),
            "last": number_text(last + 1),
            "all": number_text(of_all),
        }
    text = ngettext("%(shown)s of %(all)s team", "%(shown)s of %(all)s teams", of_all)
    return text % {"shown": number_text(len(teams)), "all": number_text(of_all)}
