"""The chances of each tier as one stacked bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.charts import words
from assessments.charts.chart import Chart, Table
from assessments.charts.figure import figure, note
from assessments.charts.shares import percent_sign
from assessments.charts.speech import gettext
from assessments.scoring.values import LabelKind, Metric, ReleasedPlacement, Tier

# A tier keeps its index in every rule set, so that it keeps its colour too.
TIER_INDEX = {tier: index for index, tier in enumerate(Tier)}
# Under these shares of the bar a tier's name does not fit; the table still has it.
NAMED_FROM, NARROW_NAMED_FROM = 9, 18
# "about 35%" is that much wider than "35%".
ABOUT_IS_WIDER = 1.5
HEIGHT = 112


def chances_chart(
    placement: ReleasedPlacement, *, as_of: str, names: Mapping[Metric, str] | None = None
) -> Chart:
    """Return the chart of a placement's chances, in whole percent from low to the best tier.

    `as_of` is the date as shown, `names` what a questionnaire calls the metrics. The chances
    follow the rule of docs/method.md (likelihood over published medians). Raises ValueError for a
    placement that has no chances.
    """
    if placement.label.kind is LabelKind.NOT_ENOUGH or not placement.percents:
        raise ValueError("a placement without enough answers has no chances to draw")
    return Chart(
        id="chances",
        title=gettext("The chances: %(chances)s") % {"chances": words.chances_text(placement)},
        subtitle=f"{_measure(placement)} {words.dated_text(placement.n_band, as_of)}.",
        summary=_summary(placement, names),
        table=_table(placement),
        figure=_figure(placement),
        source=gettext(
            "Source: %(answers)s, placed by the published tiers of %(year)s "
            "(rule set %(rule_set)s)."
        )
        % {
            "answers": words.answers_source([placement.n_band]),
            "year": placement.year,
            "rule_set": placement.rule_set,
        },
    )


def _measure(placement: ReleasedPlacement) -> str:
    if placement.step == 1:
        text = gettext("Chance of each tier in percent, measured by the %(year)s report.")
    else:
        text = gettext(
            "Chance of each tier in steps of %(step)s percent, as the group is small, measured by "
            "the %(year)s report."
        )
    return text % {"step": placement.step, "year": placement.year}


def _summary(placement: ReleasedPlacement, names: Mapping[Metric, str] | None) -> str:
    sentences = [words.certainty_sentence(placement)]
    if placement.mixed:
        sentences.append(words.mixed_sentence(placement.mixed, names))
    if placement.opinions_differ:
        sentences.append(gettext("Opinions in the team differ."))
    return " ".join(sentences)


def _table(placement: ReleasedPlacement) -> Table:
    return Table(
        caption=gettext("Chance of each tier by the %(year)s report") % {"year": placement.year},
        columns=(gettext("Tier"), gettext("Chance")),
        rows=tuple(
            (words.opening(words.tier_word(tier)), words.percent_text(percent, placement.step))
            for tier, percent in placement.percents.items()
        ),
    )


def _figure(placement: ReleasedPlacement) -> dict[str, Any]:
    percents = list(placement.percents.values())
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": percents,
        "base": [sum(percents[:place]) for place in range(len(percents))],
        "y": [0] * len(percents),
        "width": 1,
        "marker": {
            "color": [TIER_INDEX[tier] for tier in placement.percents],
            "coloraxis": "coloraxis",
        },
        "hovertext": [": ".join(row) for row in _table(placement).rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return figure(
        [bar], _layout(placement, NAMED_FROM, 25), _layout(placement, NARROW_NAMED_FROM, 50)
    )


def _layout(placement: ReleasedPlacement, named_from: int, tick: int) -> dict[str, Any]:
    return {
        "height": HEIGHT,
        "margin": {"l": 20, "r": 24, "t": 8, "b": 32},
        "barmode": "overlay",
        "xaxis": {
            "range": [0, 100],
            "dtick": tick,
            "ticksuffix": percent_sign(),
            "showgrid": False,
        },
        "yaxis": {"range": [-0.5, 0.5], "visible": False},
        # A template's limits are ignored: without these the colours shift with a tier missing.
        "coloraxis": {"cmin": -0.5, "cmax": len(Tier) - 0.5},
        "annotations": _names(placement, named_from),
    }


def _names(placement: ReleasedPlacement, named_from: int) -> list[dict[str, Any]]:
    notes, start = [], 0
    least = named_from if placement.step == 1 else named_from * ABOUT_IS_WIDER
    for tier, percent in placement.percents.items():
        if percent >= least:
            shown = words.percent_text(percent, placement.step)
            text = f"{words.opening(words.tier_word(tier))}<br>{shown}"
            notes.append(note(f"tier-{tier.value}", text, x=start + percent / 2, y=0))
        start += percent
    return notes
