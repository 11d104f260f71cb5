import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ELITE, HIGH, LOW, MEDIUM, MOVES, movement, texts

from assessments.charts.history import Move
from assessments.charts.moves import direction, merged
from assessments.charts.ribbons import nodes, ribbons
from assessments.scoring.values import Tier

places = st.sampled_from([*Tier, None])
moves = st.lists(st.builds(Move, places, places, st.integers(1, 5000)), min_size=1, max_size=30)


def test_movement_is_told_in_words():
    chart = movement()

    assert chart.title == "5 teams moved up a tier or more, 1 team moved down"
    assert chart.summary == (
        "5 teams stayed in the same tier from March 2025 to March 2026. The others: "
        "from high to medium 1, from medium to high 3, from low to medium 2 and "
        "from low to not placed 1."
    )


def test_movement_table_has_every_ribbon():
    chart = movement()

    ribbons = [s for s in chart.figure["layout"]["shapes"] if s["type"] == "path"]

    assert chart.table.rows == (
        ("High", "Medium", "1"),
        ("Medium", "High", "3"),
        ("Medium", "Medium", "5"),
        ("Low", "Medium", "2"),
        ("Low", "Not placed", "1"),
    )
    assert [ribbon["templateitemname"] for ribbon in ribbons] == [
        *("move-down", "move-up", "move-same", "move-up", "move-unknown")
    ]
    assert chart.figure["data"][0]["hovertext"] == [
        *("High to medium: 1 team", "Medium to high: 3 teams", "Medium to medium: 5 teams"),
        *("Low to medium: 2 teams", "Low to not placed: 1 team"),
    ]


def test_movement_tells_directions_by_an_arrow_too():
    assert [text for text in texts(movement().figure["layout"]) if text[0] in "↑↓"] == [
        *("↓ 1", "↑ 3", "↑ 2")
    ]


def test_movement_names_both_sides_best_first():
    words = texts(movement().figure["layout"])

    assert words[:2] == ["March 2025", "March 2026"]
    assert words[2:8] == [
        *("High 1", "Medium 8", "Low 3"),
        *("High 3", "Medium 8", "Not placed 1"),
    ]


def test_movement_adds_up_moves_between_the_same_tiers():
    twice = [Move(LOW, MEDIUM, 2), Move(LOW, MEDIUM, 1), Move(LOW, HIGH, 0)]

    assert movement(twice).table.rows == (("Low", "Medium", "3"),)


def test_movement_without_any_says_so():
    assert movement([Move(LOW, LOW, 4)]).title == "No team moved to another tier"


@pytest.mark.parametrize("nothing", [[], [Move(LOW, HIGH, 0)]])
def test_movement_of_nothing_is_refused(nothing):
    with pytest.raises(ValueError, match="at least one team"):
        movement(nothing)


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (LOW, HIGH, "up"),
        (HIGH, ELITE, "up"),
        (MEDIUM, LOW, "down"),
        (LOW, LOW, "same"),
        (None, LOW, "unknown"),
        (LOW, None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_direction_needs_two_tiers(before, now, way):
    assert direction(Move(before, now, 1)) == way


@given(moves)
def test_ribbons_fill_the_tiers_that_they_leave_and_reach(moves):
    ordered = merged(moves)
    drawn = ribbons(ordered)

    for side, height in (("before", "start_height"), ("now", "end_height")):
        for node in nodes(ordered, side):
            own = [one for one in drawn if getattr(one.move, side) == node.place]
            filled = sum(getattr(one, height) for one in own)
            assert filled == pytest.approx(node.bottom - node.top)
            assert sum(one.move.teams for one in own) == node.teams


@given(moves)
def test_tiers_of_a_side_stand_apart_and_within_the_picture(moves):
    for side in ("before", "now"):
        tiers = nodes(merged(moves), side)

        edges = [edge for node in tiers for edge in (node.top, node.bottom)]
        assert edges == sorted(edges)
        assert 0 <= edges[0] <= edges[-1] <= 1 + 1e-9


def test_moves_of_the_sample_are_all_different():
    assert len({(move.before, move.now) for move in MOVES}) == len(MOVES)
