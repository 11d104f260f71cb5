"""The profile of one respondent, from the sheet just sent: shown once, stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessments.charts import rows, words
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, plain
from assessments.charts.speech import gettext, ngettext
from assessments.charts.told import named
from assessments.scoring.values import Practice, Reason

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
        subtitle=gettext("Score of each practice, 0 to 100, from the answers you just gave."),
        summary=_summary(answered, missing),
        table=_table(answered, missing),
        figure=_figure(answered, missing),
        source=gettext("Source: this sheet alone. The profile is shown once and stored nowhere."),
    )


def _not_answered() -> str:
    return words.reason_text(Reason.NOT_ENOUGH_ANSWERS)


def _title(answered: Sequence[Answered]) -> str:
    if not answered:
        return gettext("Not enough answers for a profile")
    (first, low_score), (_, high_score) = answered[0], answered[-1]
    if len(answered) == 1:
        text = gettext("%(practice)s: %(score)s of 100, the only practice with a score")
        return text % {"practice": words.opening(first.name), "score": low_score}
    if low_score == high_score:
        text = gettext("In your answers no practice stands out: %(score)s of 100")
        return text % {"score": low_score}
    return gettext(
        "In your answers %(lowest)s lowest at %(low)s, %(highest)s highest at %(high)s"
    ) % {
        "lowest": _names_at(answered, low_score),
        "low": low_score,
        "highest": _names_at(answered, high_score),
        "high": high_score,
    }


def _names_at(answered: Sequence[Answered], score: int) -> str:
    """Return "automated testing is", or for more than two at this score "three practices are"."""
    names = [words.inside(practice.name) for practice, one in answered if one == score]
    if len(names) > 2:  # noqa: PLR2004 - two names still read well
        return gettext("%(count)s practices are") % {"count": len(names)}
    text = ngettext("%(names)s is", "%(names)s are", len(names))
    return text % {"names": words.joined(names)}


def _summary(answered: Sequence[Answered], missing: Sequence[Practice]) -> str:
    listed = [f"{words.inside(practice.name)} {score}" for practice, score in answered]
    text = gettext("Your score: %(scores)s.")
    if len(listed) > 1:
        text = gettext("From lowest to highest: %(scores)s.")
    sentences = [text % {"scores": words.joined(listed)}] if listed else []
    sentences += [named(words.opening(one.name), _not_answered()) + "." for one in missing]
    sentences.append(
        gettext("This is one person’s view; the team’s result comes from everybody’s.")
    )
    return " ".join(sentences)


def _table(answered: Sequence[Answered], missing: Sequence[Practice]) -> Table:
    return Table(
        caption=gettext("Your score of each practice, 0 to 100"),
        columns=(gettext("Practice"), gettext("Score")),
        rows=(
            *((practice.name, str(score)) for practice, score in answered),
            *((practice.name, _not_answered()) for practice in missing),
        ),
    )


def _figure(answered: Sequence[Answered], missing: Sequence[Practice]) -> dict[str, Any]:
    beside = [
        *(rows.RowWords(practice.name, str(score)) for practice, score in answered),
        *(rows.RowWords(practice.name, missing=_not_answered()) for practice in missing),
    ]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": gettext("Your answers"),
        "x": [score for _, score in answered],
        "y": list(range(len(answered))),
        "marker": {"size": 14},
        "cliponaxis": False,
        "hovertext": [plain(named(practice.name, str(score)), 50) for practice, score in answered],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return figure(
        [dots],
        rows.layout(beside, narrow=False),
        rows.layout(beside, narrow=True),
    )
