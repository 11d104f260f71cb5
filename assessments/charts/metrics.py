"""The four metrics, each against the tier bands of a rule set, in the words of the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assessments.charts import tier_rows, words
from assessments.charts.chart import Chart, Table
from assessments.charts.speech import gettext, gettext_noop
from assessments.charts.tier_rows import Row
from assessments.scoring.values import Metric, ReleasedMetric, RuleSet, Suppressed, Tier

COUNTS = {
    1: gettext_noop("The answer against the tier bands of %(year)s, better to the right"),
    2: gettext_noop("The two answers against the tier bands of %(year)s, better to the right"),
    3: gettext_noop("The three answers against the tier bands of %(year)s, better to the right"),
    4: gettext_noop("The four answers against the tier bands of %(year)s, better to the right"),
}
NOTHING: Mapping[Metric, str] = MappingProxyType({})
Limits = Mapping[Metric, Mapping[int, tuple[Tier, ...]]]
Labels = Mapping[Metric, Mapping[int, str]]


def metrics_chart(  # noqa: PLR0913 (named, and each says another thing of the chart)
    metrics: Sequence[tuple[Metric, ReleasedMetric | Suppressed]],
    *,
    rule_set: RuleSet,
    limits: Limits,
    labels: Labels,
    as_of: str,
    answers: Mapping[Metric, str] = NOTHING,
    names: Mapping[Metric, str] = NOTHING,
) -> Chart:
    """Return the chart of the four metrics, one row each in the order given.

    `limits` gives for each code of the rule set the nearest tier, or two for a tie; `labels`
    the category's words for the same codes; `answers` what one person chose, in words, where the
    chart is about one sheet; `names` what a questionnaire calls a metric, where that is not its
    published name. Raises KeyError when a code lacks either, and
    ValueError without metrics.
    """
    if not metrics:
        raise ValueError("the chart of the metrics needs at least one of them")
    rows = [
        Row(m, released, limits[m], labels[m], answers.get(m, ""), names.get(m, ""))
        for m, released in metrics
    ]
    read = gettext("read from a secondary source")
    secondary = f" ({read})" if rule_set.secondary else ""
    return Chart(
        id="metrics",
        title=_title(rows),
        subtitle=f"{_measure(rows, rule_set.year)}{_line(rows)}. {_dated(rows, as_of)}.",
        summary=_summary(rows),
        table=_table(rows, rule_set),
        figure=tier_rows.draw(rows),
        source=gettext("Source: %(answers)s; bands from %(citation)s.")
        % {
            "answers": words.answers_source(_bands(rows)),
            "citation": f"{rule_set.citation}{secondary}",
        },
    )


def _measure(rows: Sequence[Row], year: int) -> str:
    drawn = sum(isinstance(row.released, ReleasedMetric) for row in rows)
    text = gettext("The answers against the tier bands of %(year)s, better to the right")
    return (gettext(COUNTS[drawn]) if drawn in COUNTS else text) % {"year": year}


def _line(rows: Sequence[Row]) -> str:
    drawn = any(isinstance(r.released, ReleasedMetric) and r.released.low is not None for r in rows)
    return "; " + gettext("the line spans the middle half of the answers") if drawn else ""


def _bands(rows: Sequence[Row]) -> set[str]:
    return {row.released.n_band for row in rows if isinstance(row.released, ReleasedMetric)}


def _dated(rows: Sequence[Row], as_of: str) -> str:
    bands = _bands(rows)
    return words.dated_text(bands.pop(), as_of) if len(bands) == 1 else words.opening(as_of)


def _title(rows: Sequence[Row]) -> str:
    shown = [row for row in rows if row.tiers()]
    if not shown:
        return gettext("None of the four metrics can be shown")
    best_first = sorted({row.tiers() for row in shown}, key=_rank, reverse=True)
    if len(best_first) == 1:
        all_four = gettext("All four metrics are %(tiers)s")
        text = all_four if len(shown) == len(Metric) else gettext("The metrics shown are %(tiers)s")
        return text % {"tiers": words.tiers_text(best_first[0])}
    parts = [
        gettext("%(tiers)s in %(metrics)s")
        % {"tiers": words.tiers_text(tiers), "metrics": _names_at(shown, tiers)}
        for tiers in best_first
    ]
    return words.opening(", ".join(parts))


def _rank(tiers: tuple[Tier, ...]) -> float:
    order = list(Tier)
    return sum(order.index(tier) for tier in tiers) / len(tiers)


def _names_at(rows: Sequence[Row], tiers: tuple[Tier, ...]) -> str:
    return words.joined(words.inside(row.name) for row in rows if row.tiers() == tiers)


def _summary(rows: Sequence[Row]) -> str:
    return " ".join(row.sentence() for row in rows)


def _table(rows: Sequence[Row], rule_set: RuleSet) -> Table:
    return Table(
        caption=gettext("The metrics against the tiers of %(year)s") % {"year": rule_set.year},
        columns=(
            gettext("Metric"),
            gettext("Middle answer"),
            gettext("Tier"),
            gettext("Middle half of the answers"),
            gettext("Answers"),
        ),
        rows=tuple(_cells(row) for row in rows),
    )


def _cells(row: Row) -> tuple[str, ...]:
    name = row.name
    if isinstance(row.released, Suppressed):
        return (
            name,
            words.reason_text(row.released.reason),
            gettext("not placed"),
            gettext("not shown"),
            gettext("not shown"),
        )
    spread = words.range_text(row.released, row.labels) or gettext("not shown")
    differ = ", " + gettext("opinions differ") if row.released.opinions_differ else ""
    return (
        name,
        row.answer(),
        words.opening(words.tiers_text(row.tiers())),
        f"{words.opening(spread)}{differ}",
        words.answers_text(row.released.n_band),
    )
