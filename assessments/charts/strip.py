"""The practices as a strip of dots: the team, the organisation beside it, and last time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessments.charts import rows, words
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, plain
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
    interval = ", with its 95% interval" if _has_intervals(shown) else ""
    return f"Score of each practice, 0 to 100{interval}. {answers}{as_of}."


def _source(shown: Sequence[Shown]) -> str:
    line = "; the line is its 95% interval" if _has_intervals(shown) else ""
    whose = words.answers_source(score.n_band for _, score in shown)
    return f"Source: {whose}. A score is the mean answer, set on 0 to 100{line}."


def _has_intervals(shown: Sequence[Shown]) -> bool:
    return any(score.interval for _, score in shown)


def _title(shown: Sequence[Shown]) -> str:
    if not shown:
        return "None of the practices can be shown"
    low, high = shown[0][1].score, shown[-1][1].score
    if low == high:
        return words.opening(f"{_names_at(shown, low)} at {words.score_text(shown[0][1])}")
    return words.opening(
        f"{_names_at(shown, low)} lowest at {words.score_text(shown[0][1])}, "
        f"{_names_at(shown, high)} highest at {words.score_text(shown[-1][1])}"
    )


def _names_at(shown: Sequence[Shown], score: int) -> str:
    """Return "automated testing is", or for more than two at this score "three practices are"."""
    names = [words.inside(result.practice.name) for result, one in shown if one.score == score]
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{words.joined(names) if len(names) == 2 else f'{len(names)} practices'} are"  # noqa: PLR2004


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
            sentences.append(f"{words.opening(names)}: {words.score_text(level[0][1])} each.")
    return sentences


def _end_sentence(result: PracticeResult, score: ReleasedScore, *, peers_name: str) -> str:
    interval = words.interval_text(score)
    beside = f"{interval}, " if interval else ""
    peers = f"; {words.inside(peers_name)}: {score.peers}" if score.peers is not None else ""
    return (
        f"{words.opening(result.practice.name)}: {words.score_text(score)} "
        f"({beside}{words.answers_text(score.n_band)}){peers}."
    )


def _differ_sentence(shown: Sequence[Shown]) -> list[str]:
    names = [words.inside(one.practice.name) for one, score in shown if score.opinions_differ]
    return [f"Opinions differ on {words.joined(names)}."] if names else []


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
        return [f"Since {before}: {words.joined(real)}."]
    return [f"No clear change since {before}."] if changes else []


def _hidden_sentences(ordered: Sequence[PracticeResult]) -> list[str]:
    return [
        f"{words.opening(one.practice.name)}: {words.reason_text(one.now.reason)}."
        for one in ordered
        if isinstance(one.now, Suppressed)
    ]


def _table(ordered: Sequence[PracticeResult], *, before: str | None, peers_name: str) -> Table:
    columns = ("Practice", "Score", "95% interval", "Answers", peers_name, "Agreement")
    since = (f"Score in {before}", "Change") if before else ()
    return Table(
        caption="Score of each practice, 0 to 100",
        columns=columns + since,
        rows=tuple(_cells(one) + (_cells_before(one) if before else ()) for one in ordered),
    )


def _cells(result: PracticeResult) -> tuple[str, ...]:
    name, score = result.practice.name, result.now
    if isinstance(score, Suppressed):
        return (name, words.reason_text(score.reason), *["not shown"] * 4)
    return (
        name,
        words.score_text(score),
        words.interval_text(score) or "not shown",
        words.answers_text(score.n_band),
        "not shown" if score.peers is None else str(score.peers),
        _agreement_text(score),
    )


def _agreement_text(score: ReleasedScore) -> str:
    # Both rest on different measures; side by side they would contradict each other.
    if score.opinions_differ:
        return "opinions differ"
    return score.agreement.value if score.agreement else "not shown"


def _cells_before(result: PracticeResult) -> tuple[str, ...]:
    change = result.now.change if isinstance(result.now, ReleasedScore) else None
    return (
        "not asked" if result.before is None else words.score_text(result.before),
        words.change_text(change) if change else "not shown",
    )


def _figure(
    ordered: Sequence[PracticeResult], *, before: str | None, peers_name: str
) -> dict[str, Any]:
    # The team comes first: the theme gives the first trace the accent.
    marks = [
        (_team(ordered), rows.KeyEntry("key-team", "●", "This team")),
        (_peers(ordered, peers_name), rows.KeyEntry("key-context", "|", peers_name)),
    ]
    if before:
        last_time = rows.KeyEntry("key-context", "○", f"This team, {before}")
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
    remark = "opinions differ" if result.now.opinions_differ else ""
    return rows.RowWords(result.practice.name, words.score_and_interval_text(result.now), remark)


def _team(ordered: Sequence[PracticeResult]) -> dict[str, Any]:
    shown = [
        (y, one, one.now) for y, one in enumerate(ordered) if isinstance(one.now, ReleasedScore)
    ]
    return {
        **_dots("This team", [(score.score, y) for y, _, score in shown]),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [s.interval.high - s.score if s.interval else 0 for _, _, s in shown],
            "arrayminus": [s.score - s.interval.low if s.interval else 0 for _, _, s in shown],
        },
        "marker": {"symbol": [MARKS[s.bound] for _, _, s in shown], "size": 14},
        "hovertext": [
            plain(f"{one.practice.name}: {words.score_and_interval_text(s)}", 50)
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
        "hovertext": [plain(f"{name}: {score}") for score, _ in points],
    }


def _last_time(ordered: Sequence[PracticeResult], before: str) -> dict[str, Any]:
    points = [
        (one.before, y) for y, one in enumerate(ordered) if isinstance(one.before, ReleasedScore)
    ]
    return {
        **_dots(f"This team, {before}", [(score.score, y) for score, y in points]),
        "marker": {"symbol": "circle-open", "size": 14, "line": {"width": 2}},
        "hovertext": [plain(f"{before}: {words.score_text(score)}") for score, _ in points],
    }


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
