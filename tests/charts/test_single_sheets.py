"""Charts of one sheet claim no release, no range and no interval; those of groups do."""

from dataclasses import replace

from samples import METRICS, PLACEMENT, RESULTS, chances, four_metrics, practices

from assessments.charts.placement import chances_chart
from assessments.scoring.values import (
    Bound,
    PracticeResult,
    ReleasedMetric,
    ReleasedScore,
)

NOW = "from the answers you just gave"
ALONE = [(metric, ReleasedMetric(metric, 4, Bound.EXACT, None, None, "1")) for metric, _ in METRICS]
ONE_SHEET = [PracticeResult(one.practice, ReleasedScore(50, Bound.EXACT, "1")) for one in RESULTS]


def test_chances_of_one_sheet_are_its_own():
    chart = chances_chart(replace(PLACEMENT, n_band="1", stable=None), as_of=NOW)

    assert chart.source.startswith("Source: these answers alone, placed by")
    assert chart.subtitle.endswith("From the answers you just gave.")
    assert "1 answer" not in chart.subtitle


def test_chances_of_a_group_are_released():
    assert chances().source.startswith("Source: released answers, placed by")
    assert chances().subtitle.endswith("10 to 19 answers, 14 March 2026.")


def test_metrics_of_one_sheet_have_no_line():
    chart = four_metrics(ALONE)

    assert "the line spans" not in chart.subtitle
    assert chart.subtitle.endswith("better to the right. 14 March 2026.")
    assert chart.source.startswith("Source: these answers alone; bands from")


def test_metrics_of_a_group_explain_the_line():
    assert "; the line spans the middle half of the answers." in four_metrics().subtitle
    assert four_metrics().source.startswith("Source: released answers; bands from")


def test_practices_of_one_sheet_have_no_interval():
    chart = practices(ONE_SHEET, before=None)

    assert "interval" not in chart.subtitle + chart.source
    assert chart.source.startswith("Source: these answers alone.")


def test_practices_of_a_group_explain_the_interval_and_no_scale():
    chart = practices()

    assert "with its 95% interval" in chart.subtitle
    assert chart.source.endswith("; the line is its 95% interval.")
    assert "1 to 7" not in chart.source
