"""The practices as a strip of dots: the team, the organisation beside it, and last time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from assessments.charts import rows, words
from assessments.charts.agreement import agreement_word
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, plain
from assessments.charts.speech import gettext, ngettext, pgettext
from assessments.charts.told import named, semicolon
from assessments.scoring.values import Bound, PracticeResult, ReleasedScore, Suppressed

# A bounded score points to where the true one lies.
MARKS = {Bound.EXACT: "circle", Bound.AT_LEAST: "triangle-right", Bound.AT_MOST: "triangle-left"}
Shown = tuple[PracticeResult, ReleasedScore]


def practices_strip(
    results: Sequence[PracticeResult], *, as_of: str, before: str | None, peers_name: str
) -> Chart:
    """Return the chart of practice scores (0 to 100), weakest first, hidden ones last.

    `as_of` is this campaign's date as shown and `before` the last one's, None when there was
    none; `peers_name` says what the tick is ("Median of the organisation's teams"). Raises
    ValueError without results.
    """
    ordered = sorted(results, key=_weakest_first)
    shown = [(one, one.now) for one in ordered if isinstance(one.now, ReleasedScore)]
    return Chart(
        id="practices",
        title=_title(shown),
        subtitle=_subtitle(shown, as_of),
        summary=_summary(ordered, shown, peers_name=peers_name, before=before),
        table=_table(ordered, before=before, peers_name=peers_name),
        figure=_figure(ordered, before=before, peers_name=peers_name),
        source=_source(shown),
    )


def _weakest_first(result: PracticeResult) -> tuple[bool, int]:
    if isinstance(result.now, Suppressed):
        return (True, 0)
    return (False, result.now.score)


def _subtitle(shown: Sequence[Shown], as_of: str) -> str:
    bands = sorted({score.n_band for _, score in shown})
    answers = f"{words.answers_text(bands[0])}, " if len(bands) == 1 else ""
    measure = gettext("Score of each practice, 0 to 100.")
    if _has_intervals(shown):
        measure = gettext("Score of each practice, 0 to 100, with its 95% interval.")
    return f"{measure} {answers}{as_of}."


def _source(shown: Sequence[Shown]) -> str:
    text = gettext("Source: %(answers)s. A score is the mean answer, set on 0 to 100.")
    if _has_intervals(shown):
        text = gettext(
            "Source: %(answers)s. A score is the mean answer, set on 0 to 100; the line is its "
            "95%% interval."
        )
    return text % {"answers": words.answers_source(score.n_band for _, score in shown)}


def _has_intervals(shown: Sequence[Shown]) -> bool:
    return any(score.interval for _, score in shown)


def _title(shown: Sequence[Shown]) -> str:
    if not shown:
        return gettext("None of the practices can be shown")
    low, high = shown[0][1].score, shown[-1][1].score
    if low == high:
        names = _names_at(shown, low)
        text = ngettext("%(names)s is at %(score)s", "%(names)s are at %(score)s", names.number)
        return words.opening(names.fill(text))
    lowest, highest = _names_at(shown, low), _names_at(shown, high)
    text = ngettext(
        "%(names)s is lowest at %(score)s", "%(names)s are lowest at %(score)s", lowest.number
    )
    also = ngettext(
        "%(names)s is highest at %(score)s", "%(names)s are highest at %(score)s", highest.number
    )
    return words.opening(f"{lowest.fill(text)}, {highest.fill(also)}")


class _Level(NamedTuple):
    """The practices at one score: their names, how many, and the score in words."""

    names: str
    number: int
    score: str

    def fill(self, text: str) -> str:
        """Return a text with the names, their number and the score in their places."""
        return text % {"names": self.names, "score": self.score}


def _names_at(shown: Sequence[Shown], score: int) -> _Level:
    """Return "automated testing", or for more than two at this score "three practices"."""
    level = [pair for pair in shown if pair[1].score == score]
    names = words.joined(words.inside(result.practice.name) for result, _ in level)
    if len(level) > 2:  # noqa: PLR2004 - two names still read well
        text = ngettext("%(count)s practice", "%(count)s practices", len(level))
        names = text % {"count": len(level)}
    # The first of them, or at the top the last, says whether the score is a limit
    end = shown[0] if shown[0][1].score == score else shown[-1]
    return _Level(names, len(level), words.score_text(end[1]))


def _summary(
    ordered: Sequence[PracticeResult],
    shown: Sequence[Shown],
    *,
    peers_name: str,
    before: str | None,
) -> str:
    sentences = _end_sentences(shown, peers_name=peers_name)
    sentences += _differ_sentence(shown)
    sentences += _change_sentences(shown, before)
    sentences += _hidden_sentences(ordered)
    return " ".join(sentences)


def _end_sentences(shown: Sequence[Shown], *, peers_name: str) -> list[str]:
    """Return what the title says of the lowest and the highest score, each practice named."""
    sentences = []
    for score in sorted({one.score for _, one in [*shown[:1], *shown[-1:]]}):
        level = [pair for pair in shown if pair[1].score == score]
        if len(level) == 1:
            sentences.append(_end_sentence(*level[0], peers_name=peers_name))
        else:
            names = words.joined(words.inside(result.practice.name) for result, _ in level)
            text = gettext("%(practices)s: %(score)s each.")
            figure = words.score_text(level[0][1])
            sentences.append(text % {"practices": words.opening(names), "score": figure})
    return sentences


def _end_sentence(result: PracticeResult, score: ReleasedScore, *, peers_name: str) -> str:
    interval = words.interval_text(score)
    beside = f"{interval}, " if interval else ""
    said = f"{words.score_text(score)} ({beside}{words.answers_text(score.n_band)})"
    if score.peers is not None:
        said += semicolon() + named(words.inside(peers_name), str(score.peers))
    return f"{named(words.opening(result.practice.name), said)}."


def _differ_sentence(shown: Sequence[Shown]) -> list[str]:
    names = [words.inside(one.practice.name) for one, score in shown if score.opinions_differ]
    text = gettext("Opinions differ on %(practices)s.")
    return [text % {"practices": words.joined(names)}] if names else []


def _change_sentences(shown: Sequence[Shown], before: str | None) -> list[str]:
    if before is None:
        return []
    changes = [(one, score.change) for one, score in shown if score.change]
    real = [
        f"{words.inside(one.practice.name)} {words.change_text(change)}"
        for one, change in changes
        if change.real
    ]
    if real:
        text = gettext("Since %(survey)s: %(changes)s.")
        return [text % {"survey": before, "changes": words.joined(real)}]
    return [gettext("No clear change since %(survey)s.") % {"survey": before}] if changes else []


def _hidden_sentences(ordered: Sequence[PracticeResult]) -> list[str]:
    return [
        f"{named(words.opening(one.practice.name), words.reason_text(one.now.reason))}."
        for one in ordered
        if isinstance(one.now, Suppressed)
    ]


def _table(ordered: Sequence[PracticeResult], *, before: str | None, peers_name: str) -> Table:
    columns = (
        gettext("Practice"),
        gettext("Score"),
        gettext("95% interval"),
        gettext("Answers"),
        peers_name,
        gettext("Agreement"),
    )
    score_before = gettext("Score in %(survey)s") % {"survey": before}
    since = (score_before, gettext("Change")) if before else ()
    return Table(
        caption=gettext("Score of each practice, 0 to 100"),
        columns=columns + since,
        rows=tuple(_cells(one) + (_cells_before(one) if before else ()) for one in ordered),
    )


def _cells(result: PracticeResult) -> tuple[str, ...]:
    name, score = result.practice.name, result.now
    if isinstance(score, Suppressed):
        return (name, words.reason_text(score.reason), *[gettext("not shown")] * 4)
    return (
        name,
        words.score_text(score),
        words.interval_text(score) or gettext("not shown"),
        words.answers_text(score.n_band),
        gettext("not shown") if score.peers is None else str(score.peers),
        _agreement_text(score),
    )


def _agreement_text(score: ReleasedScore) -> str:
    # Both rest on different measures; side by side they would contradict each other.
    if score.opinions_differ:
        return gettext("opinions differ")
    return agreement_word(score.agreement) if score.agreement else gettext("not shown")


def _cells_before(result: PracticeResult) -> tuple[str, ...]:
    change = result.now.change if isinstance(result.now, ReleasedScore) else None
    return (
        gettext("not asked") if result.before is None else words.score_text(result.before),
        words.change_text(change) if change else gettext("not shown"),
    )


def _figure(
    ordered: Sequence[PracticeResult], *, before: str | None, peers_name: str
) -> dict[str, Any]:
    # The team comes first: the theme gives the first trace the accent.
    marks = [
        (_team(ordered), rows.KeyEntry("key-team", "●", gettext("This team"))),
        (_peers(ordered, peers_name), rows.KeyEntry("key-context", "|", peers_name)),
    ]
    if before:
        last_time = rows.KeyEntry("key-context", "○", _team_in(before))
        marks.append((_last_time(ordered, before), last_time))
    drawn = [mark for place, mark in enumerate(marks) if mark[0]["x"] or place == 0]
    key = [entry for _, entry in drawn]
    beside = [_row_words(one) for one in ordered]
    return figure(
        [trace for trace, _ in drawn],
        rows.layout(beside, key, narrow=False),
        rows.layout(beside, key, narrow=True),
    )


def _row_words(result: PracticeResult) -> rows.RowWords:
    if isinstance(result.now, Suppressed):
        return rows.RowWords(result.practice.name, missing=words.reason_text(result.now.reason))
    remark = (
        pgettext("short, beside a figure", "opinions differ") if result.now.opinions_differ else ""
    )
    return rows.RowWords(result.practice.name, words.score_and_interval_text(result.now), remark)


def _team(ordered: Sequence[PracticeResult]) -> dict[str, Any]:
    shown = [
        (y, one, one.now) for y, one in enumerate(ordered) if isinstance(one.now, ReleasedScore)
    ]
    return {
        **_dots(gettext("This team"), [(score.score, y) for y, _, score in shown]),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [s.interval.high - s.score if s.interval else 0 for _, _, s in shown],
            "arrayminus": [s.score - s.interval.low if s.interval else 0 for _, _, s in shown],
        },
        "marker": {"symbol": [MARKS[s.bound] for _, _, s in shown], "size": 14},
        "hovertext": [
            plain(named(one.practice.name, words.score_and_interval_text(s)), 50)
            for _, one, s in shown
        ],
        "zorder": 2,
    }


def _peers(ordered: Sequence[PracticeResult], name: str) -> dict[str, Any]:
    points = [
        (one.now.peers, y)
        for y, one in enumerate(ordered)
        if isinstance(one.now, ReleasedScore) and one.now.peers is not None
    ]
    return {
        **_dots(name, points),
        "marker": {"symbol": "line-ns-open", "size": 22, "line": {"width": 3}},
        "hovertext": [plain(named(name, str(score))) for score, _ in points],
    }


def _last_time(ordered: Sequence[PracticeResult], before: str) -> dict[str, Any]:
    points = [
        (one.before, y) for y, one in enumerate(ordered) if isinstance(one.before, ReleasedScore)
    ]
    return {
        **_dots(_team_in(before), [(score.score, y) for score, y in points]),
        "marker": {"symbol": "circle-open", "size": 14, "line": {"width": 2}},
        "hovertext": [plain(named(before, words.score_text(score))) for score, _ in points],
    }


def _team_in(survey: str) -> str:
    return gettext("This team, %(survey)s") % {"survey": survey}


def _dots(name: str, points: Sequence[tuple[int, int]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(name),
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
