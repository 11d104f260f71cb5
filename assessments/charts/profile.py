"""The profile of one respondent, from the sheet just sent: shown once, stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessments.charts import rows, words
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, plain
from assessments.scoring.values import Practice

NOT_ANSWERED = "not enough answers"
Answered = tuple[Practice, int]


def own_profile(scores: Sequence[tuple[Practice, float | None]]) -> Chart:
    """Return the chart of one person's scores (0 to 100), weakest first, unanswered ones last.

    A score is None where too few statements were answered. One sheet has no interval, so
    none is drawn. Raises ValueError without practices.
    """
    answered = sorted(
        ((practice, round(score)) for practice, score in scores if score is not None),
        key=lambda one: one[1],
    )
    missing = [practice for practice, score in scores if score is None]
    return Chart(
        id="profile",
        title=_title(answered),
        subtitle="Score of each practice, 0 to 100, from the answers you just gave.",
        summary=_summary(answered, missing),
        table=_table(answered, missing),
        figure=_figure(answered, missing),
        source="Source: this sheet alone. The profile is shown once and stored nowhere.",
    )


def _title(answered: Sequence[Answered]) -> str:
    if not answered:
        return "Not enough answers for a profile"
    (first, low_score), (_, high_score) = answered[0], answered[-1]
    if len(answered) == 1:
        return f"{words.opening(first.name)}: {low_score} of 100, the only practice with a score"
    if low_score == high_score:
        return f"In your answers no practice stands out: {low_score} of 100"
    return (
        f"In your answers {_names_at(answered, low_score)} lowest at {low_score}, "
        f"{_names_at(answered, high_score)} highest at {high_score}"
    )


def _names_at(answered: Sequence[Answered], score: int) -> str:
    """Return "automated testing is", or for more than two at this score "three practices are"."""
    names = [words.inside(practice.name) for practice, one in answered if one == score]
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{words.joined(names) if len(names) == 2 else f'{len(names)} practices'} are"  # noqa: PLR2004


def _summary(answered: Sequence[Answered], missing: Sequence[Practice]) -> str:
    listed = [f"{words.inside(practice.name)} {score}" for practice, score in answered]
    order = "From lowest to highest" if len(listed) > 1 else "Your score"
    sentences = [f"{order}: {words.joined(listed)}."] if listed else []
    sentences += [f"{words.opening(one.name)}: {NOT_ANSWERED}." for one in missing]
    sentences.append("This is one person’s view; the team’s result comes from everybody’s.")
    return " ".join(sentences)


def _table(answered: Sequence[Answered], missing: Sequence[Practice]) -> Table:
    return Table(
        caption="Your score of each practice, 0 to 100",
        columns=("Practice", "Score"),
        rows=(
            *((practice.name, str(score)) for practice, score in answered),
            *((practice.name, NOT_ANSWERED) for practice in missing),
        ),
    )


def _figure(answered: Sequence[Answered], missing: Sequence[Practice]) -> dict[str, Any]:
    beside = [
        *(rows.RowWords(practice.name, str(score)) for practice, score in answered),
        *(rows.RowWords(practice.name, missing=NOT_ANSWERED) for practice in missing),
    ]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": "Your answers",
        "x": [score for _, score in answered],
        "y": list(range(len(answered))),
        "marker": {"size": 14},
        "cliponaxis": False,
        "hovertext": [plain(f"{practice.name}: {score}", 50) for practice, score in answered],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return figure(
        [dots],
        rows.layout(beside, narrow=False),
        rows.layout(beside, narrow=True),
    )
