import dataclasses
import datetime as dt

import pytest
from samples import CAMPAIGNS, HISTORIES, MONITORING, TESTING, UNPLACED, texts, trend

from assessments.charts import trend_panels
from assessments.charts.gap import Aim
from assessments.charts.history import Point, PracticeHistory
from assessments.charts.trend_panels import Panel
from assessments.scoring.values import Bound, Interval, ReleasedScore

SCORE = ReleasedScore(40, Bound.EXACT, "10-19", Interval(30, 50))


def history(*points):
    return PracticeHistory(TESTING, points)


def shapes(chart, name):
    return [s for s in chart.figure["layout"]["shapes"] if s["templateitemname"] == name]


def test_trend_is_told_in_words():
    chart = trend()

    assert chart.title == "Since September 2025: automated testing up 12"
    assert chart.summary == (
        "Automated testing, March 2025: 26 (20 to 32); March 2026: 38 (30 to 46). "
        "Monitoring <b>& more</b>, March 2026: 88 or more. "
        "The questions on monitoring <b>& more</b> changed from March 2026 on: "
        "scores before and after are not comparable."
    )


def test_trend_table_has_every_point():
    assert trend().table.rows == (
        (
            "Automated testing",
            "26 (20 to 32), 20 to 49 answers",
            "too few answers to show",
            "38 (30 to 46), 20 to 49 answers",
        ),
        (
            "Monitoring <b>& more</b>",
            "50 (40 to 60), 10 to 19 answers",
            "55 (45 to 65), 10 to 19 answers",
            "88 or more, 10 to 19 answers; questions changed",
        ),
    )


def test_trend_draws_a_target_and_says_it_in_words():
    aim = Aim(60, dt.date(2027, 6, 30), "Harbour")

    chart = trend([dataclasses.replace(HISTORIES[0], aim=aim), HISTORIES[1]])

    (drawn,) = shapes(chart, "target")
    assert (drawn["y0"], drawn["y1"]) == pytest.approx((0.4, 0.4))
    assert (drawn["x0"], drawn["x1"]) == (0, 1)
    assert "Automated testing, target 60" in texts(chart.figure["layout"])
    assert texts(chart.figure["layout"])[0].endswith("╌ target")
    told = "60 by 30 June 2027 (set for Harbour)"
    assert f"Target for automated testing: {told}." in chart.summary
    assert chart.table.columns[-1] == "Target"
    assert [row[-1] for row in chart.table.rows] == [told, "none"]


def test_trend_without_targets_says_nothing_of_them():
    chart = trend()

    assert shapes(chart, "target") == []
    assert "arget" not in f"{chart.summary} {chart.table.columns} {texts(chart.figure['layout'])}"


@pytest.mark.parametrize("layout", ["layout", "narrow"])
def test_trend_has_room_between_dates_and_the_next_name(layout):
    """Two lines of a name and the dates above it, 17 px a line, and what shifts them."""
    narrow = layout == "narrow"
    height = trend_panels.NARROW_PANEL_HEIGHT if narrow else trend_panels.PANEL_HEIGHT
    gap = trend_panels.NARROW_BELOW if narrow else trend_panels.BELOW

    assert gap * height >= 6 + 17 + 8 + 2 * 17 + 10


def test_trend_draws_no_line_over_a_missing_figure_or_a_break():
    (line,) = trend().figure["data"]

    drawn = [text.rsplit(": ", 1)[-1].replace("<br>", " ") for text in line["hovertext"]]

    assert line["connectgaps"] is False
    assert [x is None for x in line["x"]] == [text == "" for text in drawn]
    assert [text.split(",")[0] for text in drawn] == [
        *("26 (20 to 32)", "", "38 (30 to 46)", ""),
        *("50 (40 to 60)", "55 (45 to 65)", "", "88 or more", ""),
    ]


def test_trend_marks_breaks_and_missing_figures_and_says_what_the_marks_mean():
    chart = trend()

    words = texts(chart.figure["layout"])

    assert len(shapes(chart, "break")) == 1
    assert words.count("–") == 1
    assert words[0] == "┊ questions changed     –  no figure to show"


def test_trend_without_breaks_and_gaps_has_no_key():
    chart = trend([history(Point(SCORE), Point(SCORE), Point(SCORE))])

    assert texts(chart.figure["layout"])[0] == "Automated testing"
    assert shapes(chart, "break") == []


def test_trend_break_stands_between_the_campaigns_that_it_parts():
    (mark,) = shapes(trend(), "break")
    panel = Panel(1.2, 0, HISTORIES[1])

    assert panel.x(1) < mark["x0"] == mark["x1"] < panel.x(2)


def test_trend_bands_span_the_intervals():
    bands = shapes(trend(), "interval")

    assert len(bands) == 3
    assert [band["path"].count(",") for band in bands] == [4, 4, 4]


def test_trend_band_stops_at_a_score_without_interval():
    bare = Point(dataclasses.replace(SCORE, interval=None))

    chart = trend([history(Point(SCORE), bare, Point(SCORE))])

    assert len(shapes(chart, "interval")) == 2


def test_trend_on_phones_has_its_panels_below_each_other():
    figure = trend().figure

    assert max(x for x in figure["data"][0]["x"] if x is not None) > 2
    assert max(x for x in figure["narrow_data"][0]["x"] if x is not None) < 1
    assert figure["narrow"]["height"] > figure["layout"]["height"]


def test_trend_names_the_last_score_beside_its_point():
    assert "38" in texts(trend().figure["layout"])


def test_trend_without_clear_changes_says_so():
    chart = trend([history(Point(SCORE), Point(SCORE), Point(SCORE))])

    assert chart.title == "No practice has clearly changed since September 2025"


def test_trend_claims_no_change_over_a_break():
    broken = dataclasses.replace(HISTORIES[0].points[2], breaks=True)

    chart = trend([PracticeHistory(TESTING, (*HISTORIES[0].points[:2], broken))])

    assert chart.title == "No practice has clearly changed since September 2025"


def test_trend_where_nothing_may_be_shown_says_so():
    chart = trend([PracticeHistory(MONITORING, (Point(UNPLACED),) * 3)])

    assert chart.title == "None of the practices can be shown"
    assert chart.summary == "Monitoring <b>& more</b>: too few answers to show."


@pytest.mark.parametrize(
    ("histories", "campaigns", "message"),
    [
        ((), CAMPAIGNS, "needs a practice"),
        ([history(Point(SCORE))], CAMPAIGNS[:1], "two campaigns"),
        ([history(Point(SCORE))], CAMPAIGNS, "every campaign"),
    ],
)
def test_trend_of_too_little_is_refused(histories, campaigns, message):
    with pytest.raises(ValueError, match=message):
        trend(histories, campaigns)
