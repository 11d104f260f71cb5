import dataclasses

import pytest
from samples import ELITE, HIGH, LOW, MEDIUM, PLACEMENT, chances, texts

from assessments.charts import placement
from assessments.scoring.values import Label, LabelKind


def of(**changes):
    changed = dataclasses.replace(PLACEMENT, **changes)
    return placement.chances_chart(changed, as_of="14 March 2026")


def test_chances_are_told_in_words():
    chart = chances()

    assert chart.title == "The chances: 7% low, 32% medium and 61% high"
    assert chart.subtitle == (
        "Chance of each tier in percent, measured by the 2022 report. "
        "10 to 19 answers, 14 March 2026."
    )
    assert chart.summary == (
        "The chances are 7% low, 32% medium and 61% high. "
        "Redrawing the answers at random mostly gives the same tier, so it is steady. "
        "Mixed: fast but unstable. Deployment frequency and lead time for changes are nearest "
        "to high; change failure rate is nearest to low. "
        "Opinions in the team differ."
    )


def test_chances_table_says_the_same_as_the_bar():
    chart = chances()

    (bar,) = chart.figure["data"]

    assert chart.table.rows == (("Low", "7%"), ("Medium", "32%"), ("High", "61%"))
    assert (bar["x"], bar["base"]) == ([7, 32, 61], [0, 7, 39])
    assert bar["hovertext"] == ["Low: 7%", "Medium: 32%", "High: 61%"]


def test_chances_keep_a_tiers_colour_when_another_is_missing():
    bar = of(percents={MEDIUM: 40, ELITE: 60}).figure["data"][0]
    axis = chances().figure["layout"]["coloraxis"]

    assert bar["marker"]["color"] == [1, 3]
    assert axis == {"cmin": -0.5, "cmax": 3.5}


def test_chances_name_the_segments_that_are_wide_enough():
    figure = of(percents={LOW: 12, MEDIUM: 88, HIGH: 0}).figure

    assert texts(figure["layout"]) == ["Low 12%", "Medium 88%"]
    assert texts(figure["narrow"]) == ["Medium 88%"]


def test_chances_name_each_tier_in_its_own_ink():
    names = [note["templateitemname"] for note in chances().figure["layout"]["annotations"]]

    assert names == ["tier-medium", "tier-high"]


def test_chances_never_claim_none_or_all():
    rows = of(percents={LOW: 0, MEDIUM: 0, HIGH: 100}).table.rows

    assert rows == (("Low", "under 1%"), ("Medium", "under 1%"), ("High", "over 99%"))


def test_chances_of_a_small_group_are_told_in_its_steps_everywhere():
    chart = of(percents={LOW: 0, MEDIUM: 35, HIGH: 65}, step=5, n_band="5-9")

    assert chart.title == "The chances: under 5% low, about 35% medium and about 65% high"
    assert chart.subtitle.startswith(
        "Chance of each tier in steps of 5 percent, as the group is small, measured by"
    )
    assert chart.summary.startswith(
        "The chances are under 5% low, about 35% medium and about 65% high. "
    )
    assert chart.table.rows == (("Low", "under 5%"), ("Medium", "about 35%"), ("High", "about 65%"))
    assert chart.figure["data"][0]["hovertext"] == [
        "Low: under 5%",
        "Medium: about 35%",
        "High: about 65%",
    ]
    assert texts(chart.figure["layout"]) == ["Medium about 35%", "High about 65%"]


def test_words_of_a_small_groups_chance_need_a_wider_segment():
    figure = of(percents={LOW: 10, MEDIUM: 25, HIGH: 65}, step=5).figure

    assert texts(figure["layout"]) == ["Medium about 25%", "High about 65%"]
    assert texts(figure["narrow"]) == ["High about 65%"]


@pytest.mark.parametrize(
    "changes", [{"label": Label(LabelKind.NOT_ENOUGH)}, {"percents": {}}], ids=["label", "percents"]
)
def test_chances_without_enough_answers_are_refused(changes):
    with pytest.raises(ValueError, match="enough answers"):
        of(**changes)


def test_chances_of_a_plain_placement_say_no_more_than_there_is():
    chart = of(mixed=None, opinions_differ=False, stable=None)

    assert chart.summary == (
        "The chances are 7% low, 32% medium and 61% high. "
        "It rests on a single sheet, so we cannot say how steady it is."
    )


@pytest.mark.parametrize("tier", [LOW, MEDIUM, HIGH, ELITE])
def test_every_tier_has_an_index_of_its_own(tier):
    assert placement.TIER_INDEX[tier] == [LOW, MEDIUM, HIGH, ELITE].index(tier)
