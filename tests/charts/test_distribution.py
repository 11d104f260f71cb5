import pytest
from samples import DISTRIBUTION, ELITE, HIGH, LOW, MEDIUM, distribution, texts

from assessments.charts.history import TierCounts


def test_distribution_is_told_in_words():
    chart = distribution()

    assert chart.title == "25% of the teams are high performers (March 2025: 10%)"
    assert chart.summary == (
        "March 2025: 6 (60%) low, 3 (30%) medium and 1 (10%) high. "
        "March 2026: 4 (33%) low, 4 (33%) medium, 3 (25%) high and 1 (8%) not placed."
    )


def test_distribution_table_says_the_same_as_the_bars():
    chart = distribution()

    placed, unplaced = chart.figure["data"]

    assert chart.table.columns == ("Campaign", "Low", "Medium", "High", "Not placed", "Teams")
    assert chart.table.rows == (
        ("March 2025", "6 (60%)", "3 (30%)", "1 (10%)", "0 (0%)", "10"),
        ("March 2026", "4 (33%)", "4 (33%)", "3 (25%)", "1 (8%)", "12"),
    )
    assert placed["x"] == pytest.approx([60, 30, 10, 100 / 3, 100 / 3, 25])
    assert placed["base"] == pytest.approx([0, 60, 90, 0, 100 / 3, 200 / 3])
    assert placed["y"] == [0, 0, 0, 1, 1, 1]
    assert placed["hovertext"][-1] == "March 2026, high: 3 (25%)"
    assert unplaced["hovertext"] == ["March 2026, not placed: 1 (8%)"]


def test_distribution_keeps_a_tiers_colour_and_gives_none_to_teams_not_placed():
    figure = distribution().figure

    placed, unplaced = figure["data"]

    assert placed["marker"]["color"] == [0, 1, 2, 0, 1, 2]
    assert figure["layout"]["coloraxis"] == {"cmin": -0.5, "cmax": 3.5}
    assert unplaced["opacity"] == 0
    assert [shape["templateitemname"] for shape in figure["layout"]["shapes"]] == ["tier-none"]


def test_distribution_writes_into_segments_what_fits():
    figure = distribution(DISTRIBUTION[1:]).figure

    key = ["Low", "Medium", "High", "Not placed"]
    assert texts(figure["layout"]) == [
        *key,
        *("Low 4 (33%)", "Medium 4 (33%)", "High 3 (25%)", "8%"),
    ]
    assert texts(figure["narrow"]) == [
        *key,
        *("March 2026", "Low 4 (33%)", "Medium 4 (33%)", "High 3 (25%)"),
    ]


def test_distribution_has_elite_only_where_a_team_is():
    elite = TierCounts("March 2026", {LOW: 1, ELITE: 3})

    chart = distribution([elite])

    assert chart.table.columns[1:5] == ("Low", "Medium", "High", "Elite")
    assert chart.title == "75% of the teams are elite performers"


def test_distribution_that_stays_says_so():
    same = [TierCounts(date, {MEDIUM: 3, HIGH: 1}) for date in ("March 2025", "March 2026")]

    assert distribution(same).title == "25% of the teams are high performers (March 2025: the same)"


@pytest.mark.parametrize("campaigns", [[], [TierCounts("March 2026", {LOW: 0})]])
def test_distribution_of_nothing_is_refused(campaigns):
    with pytest.raises(ValueError, match="needs campaigns"):
        distribution(campaigns)
