import dataclasses

import pytest
from samples import (
    CFR,
    DF,
    ELITE,
    HIGH,
    LABELS,
    LIMITS,
    LOW,
    LT,
    MEDIUM,
    METRICS,
    RULE_SET,
    TTR,
    four_metrics,
    texts,
)

from assessments.charts import metrics
from assessments.scoring.values import Bound, Reason, ReleasedMetric, Suppressed


def at(*positions):
    return [
        (metric, ReleasedMetric(metric, position, Bound.EXACT, position, position, "10-19"))
        for metric, position in zip((DF, LT, TTR, CFR), positions, strict=True)
    ]


def narrow(chart):
    return chart.figure["narrow"]["annotations"]


def test_metrics_are_told_in_words():
    chart = four_metrics()

    assert chart.title == (
        "High in lead time for changes, medium or high in deployment frequency, "
        "low or medium in change failure rate"
    )
    assert "10 to 19 answers, 14 March 2026." in chart.subtitle
    assert chart.summary == (
        "Deployment frequency: between “Once a week to once a day” and “Once a day to once an "
        "hour”, medium or high, middle half of the answers from “Once a week to once a day” to "
        "“Once a day to once an hour”. "
        "Lead time for changes: “Less than one hour” or faster, high. "
        "Time to restore service: too few answers to show. "
        "Change failure rate: “31-45%”, low or medium, middle half of the answers from “46-60%” "
        "to “0-15%”, opinions differ."
    )


def test_metrics_table_has_every_row_and_words_for_the_hidden_one():
    assert four_metrics().table.rows == (
        (
            "Deployment frequency",
            "between “Once a week to once a day” and “Once a day to once an hour”",
            "Medium or high",
            "From “Once a week to once a day” to “Once a day to once an hour”",
            "10 to 19 answers",
        ),
        (
            "Lead time for changes",
            "“Less than one hour” or faster",
            "High",
            "Not shown",
            "10 to 19 answers",
        ),
        (
            "Time to restore service",
            "too few answers to show",
            "not placed",
            "not shown",
            "not shown",
        ),
        (
            "Change failure rate",
            "“31-45%”",
            "Low or medium",
            "From “46-60%” to “0-15%”, opinions differ",
            "10 to 19 answers",
        ),
    )


def test_metrics_mark_stands_over_the_category_of_the_table():
    chart = four_metrics()

    (team,) = chart.figure["data"]

    assert team["x"] == pytest.approx([4 / 6, 5.5 / 6, 3.5 / 6])
    assert [int(y) for y in team["y"]] == [0, 1, 3]
    # From 3.5 to 5: a line that ends between two categories reaches the one that the words name
    assert team["error_x"]["array"] == pytest.approx([0.5 / 6, 0, 2 / 6])
    assert team["error_x"]["arrayminus"] == pytest.approx([0.5 / 6, 0, 1 / 6])
    assert team["marker"]["symbol"] == ["circle", "triangle-right", "circle"]
    assert all(text.replace("<br>", " ") in chart.summary for text in team["hovertext"])


def test_metrics_bands_follow_the_limits():
    shapes = four_metrics().figure["layout"]["shapes"]

    bands = [(s["templateitemname"], s["x0"], s["x1"]) for s in shapes if 3 < s["y0"] < 4]

    assert [name for name, *_ in bands] == ["tier-low", "tier-none", "tier-medium", "tier-high"]
    assert [end for *_, end in bands] == pytest.approx([3 / 6, 4 / 6, 5 / 6, 1])
    assert [start for _, start, _ in bands] == pytest.approx([0, 3 / 6, 4 / 6, 5 / 6])


def test_metrics_show_every_category_in_words_on_a_wide_page():
    shown = texts(four_metrics().figure["layout"])

    assert {word for labels in LABELS.values() for word in labels.values()} <= set(shown)
    assert "Low or medium" in shown


def test_metrics_show_the_ends_of_the_scale_on_a_phone():
    shown = texts(four_metrics().figure["narrow"])

    assert {"76-100%", "0-15%", "More than six months", "Less than one hour"} <= set(shown)
    assert "61-75%" not in shown


def test_metrics_lines_fit_the_smallest_phone():
    drawn = {note["text"]: note["templateitemname"] for note in narrow(four_metrics())}
    longest = {"row-text": 30, "row-words": 16}
    lines = [
        (line, longest[item])
        for text, item in drawn.items()
        if item in longest
        for line in text.split("<br>")
    ]

    assert len(lines) > len(METRICS)
    assert [line for line, most in lines if len(line) > most] == []


def test_metrics_rows_grow_on_a_phone_where_an_answer_takes_three_lines():
    between = [(DF, ReleasedMetric(DF, 2.5, Bound.EXACT, None, None, "5-9"))]
    short, long = (
        metrics.metrics_chart(
            rows, rule_set=RULE_SET, limits=LIMITS, labels=LABELS, as_of="14 March 2026"
        ).figure
        for rows in (at(1, 1, 1, 1)[:1], between)
    )

    assert long["narrow"]["height"] - short["narrow"]["height"] >= 18
    assert long["layout"]["height"] == short["layout"]["height"]


def test_medium_is_shortened_on_a_phone_in_a_band_of_one_category():
    names = [
        (note["templateitemname"], note["text"])
        for note in narrow(four_metrics())
        if note["templateitemname"] == "tier-medium"
    ]

    assert ("tier-medium", "Med.") in names
    assert ("tier-medium", "Medium") in names
    assert "Med." not in texts(four_metrics().figure["layout"])


def test_metrics_of_eight_bands_and_four_tiers_are_drawn():
    tiers = (LOW, LOW, LOW, MEDIUM, MEDIUM, HIGH, HIGH, ELITE)
    limits = {CFR: {code: (tier,) for code, tier in enumerate(tiers, start=1)}}
    labels = {CFR: {code: f"band {code}" for code in range(1, 9)}}
    released = [(CFR, ReleasedMetric(CFR, 8, Bound.AT_LEAST, None, None, "5-9"))]

    chart = metrics.metrics_chart(
        released, rule_set=RULE_SET, limits=limits, labels=labels, as_of="14 March 2026"
    )

    assert chart.title == "The metrics shown are elite"
    assert chart.figure["data"][0]["x"] == [7.5 / 8]
    assert chart.table.rows[0][1] == "“band 8” or less"


@pytest.mark.parametrize(
    ("position", "bound", "tiers"),
    [
        (5, Bound.AT_LEAST, "Medium, high or elite"),
        (6, Bound.AT_LEAST, "High or elite"),
        (3, Bound.AT_MOST, "Low"),
        (4, Bound.AT_MOST, "Low or medium"),
        (5, Bound.EXACT, "Medium"),
        (5.5, Bound.EXACT, "Medium or high"),
    ],
)
def test_limit_may_lie_in_every_band_up_to_the_end(position, bound, tiers):
    bands = (LOW, LOW, LOW, MEDIUM, MEDIUM, HIGH, HIGH, ELITE)
    limits = {CFR: {code: (tier,) for code, tier in enumerate(bands, start=1)}}
    labels = {CFR: {code: f"band {code}" for code in range(1, 9)}}
    released = [(CFR, ReleasedMetric(CFR, position, bound, None, None, "5-9"))]

    chart = metrics.metrics_chart(
        released, rule_set=RULE_SET, limits=limits, labels=labels, as_of="14 March 2026"
    )

    assert chart.table.rows[0][2] == tiers
    assert chart.title == f"The metrics shown are {tiers.lower()}"


@pytest.mark.parametrize(
    ("released", "title"),
    [
        (at(6, 6, 6, 6), "All four metrics are high"),
        (
            at(3, 3, 3, 3),
            (
                "Medium in deployment frequency and lead time for changes, "
                "low in time to restore service and change failure rate"
            ),
        ),
        (at(6, 6, 6, 6)[:3], "The metrics shown are high"),
        ([(DF, Suppressed(Reason.NOT_ENOUGH_ANSWERS))], "None of the four metrics can be shown"),
    ],
)
def test_metrics_title_is_the_finding(released, title):
    assert four_metrics(released).title == title


def test_metrics_without_a_shown_one_are_still_a_chart():
    chart = four_metrics([(DF, Suppressed(Reason.TOO_FEW))])

    assert chart.summary == "Deployment frequency: too few answers to show."
    assert chart.figure["data"][0]["x"] == []


def test_metrics_name_a_secondary_source():
    secondary = dataclasses.replace(RULE_SET, secondary=True)

    chart = metrics.metrics_chart(
        METRICS, rule_set=secondary, limits=LIMITS, labels=LABELS, as_of="14 March 2026"
    )

    assert "State of DevOps Report 2022 (read from a secondary source)" in chart.source


def test_metrics_without_any_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        four_metrics([])
