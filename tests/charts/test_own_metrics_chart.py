"""Metrics of a questionnaire's own: the same in the picture, the table and in words."""

import pytest

from assessments.charts.own_metrics import OwnMetric, own_metrics_chart
from assessments.scoring.values import Bound, Reason, ReleasedCodes, Suppressed

BANDS = {1: "Never", 2: "Monthly", 3: "Weekly", 4: "Daily"}
SHOWN = ReleasedCodes(3.0, Bound.EXACT, 2.0, 3.5, "10-19", opinions_differ=True)
LIMIT = ReleasedCodes(3, Bound.AT_LEAST, None, None, "5-9")
HIDDEN = Suppressed(Reason.TOO_FEW)


def chart(*released):
    metrics = [OwnMetric(f"Metric {n}", BANDS, one) for n, one in enumerate(released)]
    return own_metrics_chart(metrics, as_of="14 March 2026")


def test_middle_answer_and_spread_are_said():
    found = chart(SHOWN, LIMIT, HIDDEN)

    assert found.title == "Metric 0: “Weekly”"
    assert found.summary == (
        "Metric 0: “Weekly”, middle half of the answers from “Monthly” to “Daily”, "
        "opinions differ. Metric 1: “Weekly” or more. Metric 2: too few answers to show."
    )
    assert "no part in the placement" in found.subtitle
    assert found.table.rows == (
        ("Metric 0", "“Weekly”", "From “Monthly” to “Daily”, opinions differ", "10 to 19 answers"),
        ("Metric 1", "“Weekly” or more", "Not shown", "5 to 9 answers"),
        ("Metric 2", "too few answers to show", "not shown", "not shown"),
    )


def test_marks_stand_in_their_bands_and_hidden_ones_have_none():
    figure = chart(SHOWN, LIMIT, HIDDEN).figure
    (marks,) = figure["data"]

    assert list(marks["x"]) == pytest.approx([2.5 / 4, 2.5 / 4])
    assert list(marks["marker"]["symbol"]) == ["circle", "triangle-right"]
    assert list(marks["error_x"]["array"]) == pytest.approx([0.125, 0])
    assert list(marks["error_x"]["arrayminus"]) == pytest.approx([0.25, 0])
    assert figure["layout"]["height"] == 3 * figure["layout"]["height"] // 3
    texts = [one["text"] for one in figure["layout"]["annotations"]]
    assert texts.count("Never") == texts.count("Daily") == 3


def test_limit_at_the_lower_end():
    low = ReleasedCodes(2, Bound.AT_MOST, None, None, "5-9")
    assert chart(low).title == "Metric 0: “Monthly” or less"


def test_half_lies_between_two_bands():
    half = ReleasedCodes(2.5, Bound.EXACT, 2.5, 2.5, "10-19")
    assert chart(half).table.rows[0][1:3] == (
        "Between “Monthly” and “Weekly”",
        "From “Monthly” to “Weekly”",
    )


def test_chart_without_metrics_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        own_metrics_chart([], as_of="today")
