"""The figures of the metrics that editors added, for the pages of teams and of units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.actions import metric_bands
from assessments.charts.chart import Chart
from assessments.charts.own_metrics import OwnMetric, own_metrics_chart
from assessments.models import Outline
from assessments.scoring.values import Reason, ReleasedCodes, Suppressed

NOT_ASKED = Suppressed(Reason.NOT_ASKED)


def own_metrics(outline: Outline, values: Mapping[str, Any], *, as_of: str) -> Chart | None:
    """Return the chart of a node's own metrics, None where none is asked or can be shown."""
    found = of_values(outline, values)
    shown = any(isinstance(one.released, ReleasedCodes) for one in found)
    return own_metrics_chart(found, as_of=as_of) if shown else None


def of_values(outline: Outline, values: Mapping[str, Any]) -> list[OwnMetric]:
    """Return a node's own metrics in the order asked, from its values by column."""
    return [
        OwnMetric(
            question.short_name, metric_bands.bands(question), values.get(question.code, NOT_ASKED)
        )
        for question in outline.own_metrics().values()
    ]
