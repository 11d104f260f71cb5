"""The sentences on a unit: chosen by the rule, true of the figures, and of nothing else."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.finding_values import Group, Place, Since, View
from assessments.charts.findings import MOST, findings
from assessments.charts.team_moves import TeamMove, move_row, sorted_moves
from assessments.scoring.values import (
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Practice,
    Reason,
    ReleasedScore,
    Suppressed,
    Tier,
)

PRACTICES = (
    Practice("testing", "Automated testing"),
    Practice("trust", "High-trust culture"),
    Practice("goals", "Shared goals"),
)
TOO_FEW = Suppressed(Reason.TOO_FEW)
FIRST = Since()
LOW, MEDIUM, HIGH = (Label(LabelKind.CERTAIN, (tier,)) for tier in list(Tier)[:3])
LEANING = Label(LabelKind.LEANING, (Tier.LOW,))


def score(points, reach=4, change=None, band="20-49", bound=Bound.EXACT):
    interval = Interval(points - reach, points + reach) if bound is Bound.EXACT else None
    moved = None if change is None else Change(*change)
    return ReleasedScore(points, bound, band, interval, change=moved)


def group(name, *scores, key=0, size=30, is_team=False, few=False):
    cells = dict(zip((one.key for one in PRACTICES), scores, strict=True))
    return Group(key, name, is_team, size, cells, few)


def move(name, before, now, key=1):
    return TeamMove(key, name, "Ships", before, now)


def said(own, children=(), since=FIRST):
    told = findings(own, children, PRACTICES, since)
    return ["".join(part.text for part in sentence) for sentence in told]


def places(own, children=(), since=FIRST):
    told = findings(own, children, PRACTICES, since)
    return [[part.place for part in sentence if part.place] for sentence in told]


HARBOUR = group("Harbour", score(38), score(50), score(60), key=1)
SHIPS = group("Ships", score(30), score(20), score(70), key=2, size=80)
SHORE = group("Shore", score(45), score(58), score(40), key=3, size=50)
QUAY = group("Quay", score(80), TOO_FEW, TOO_FEW, key=4, size=20)
MAST = group("Mast", TOO_FEW, TOO_FEW, TOO_FEW, key=5, size=9)


def test_first_survey_says_so_and_still_five_sentences():
    assert said(HARBOUR, [SHIPS, SHORE, QUAY, MAST]) == [
        "Lowest practice: automated testing at 38 (34 to 42), from 20 to 49 answers.",
        "This is the first survey of Harbour: there is nothing to compare with yet.",
        (
            "Lowest in the three units with most people asked: "
            "Ships in high-trust culture, 20 (16 to 24); Shore in shared goals, 40 (36 to 44); "
            "Quay in automated testing, 80 (76 to 84)."
        ),
        (
            "Look at who takes part: nothing may be shown of 1 of the 4 units directly below, "
            "its row says why."
        ),
        "To learn from: in automated testing, Quay stands highest with 80 (76 to 84).",
    ]


def test_each_sentence_leads_to_its_place():
    moves = (move("Red", MEDIUM, LOW),)
    assert places(HARBOUR, [SHIPS, MAST], Since("Spring", moves, any_placed=True)) == [
        [Place(View.COLUMN, practice="testing")],
        [Place(View.HISTORY)],
        [Place(View.MOVES)],
        [Place(View.GROUP, group=2), Place(View.GROUP, group=5)],
        [Place(View.ROWS)],
    ]


def test_lowest_names_what_lies_within_its_interval_and_ties():
    close = group("Harbour", score(38), score(42), score(43))
    assert said(close)[0] == (
        "Lowest practice: automated testing at 38 (34 to 42), from 20 to 49 answers; "
        "high-trust culture at 42 lies within that range too."
    )
    tied = group("Harbour", score(38), score(50), score(38))
    assert said(tied)[0] == "Lowest practices: automated testing and shared goals, at 38 each."
    practices = [Practice(name, name) for name in "ABCDE"]
    same = Group(1, "Harbour", False, 9, {one.key: score(50) for one in practices})
    told, *_ = findings(same, [], practices, FIRST)
    assert (
        "".join(part.text for part in told) == "Lowest practices: A, B, C and 2 more, at 50 each."
    )


def test_limit_is_never_said_as_a_figure():
    low = score(12, band="5-9", bound=Bound.AT_MOST)
    own = group("Harbour", low, score(12, band="5-9"), score(50))
    assert said(own)[0] == (
        "Lowest practice: automated testing at 12 or less, from 5 to 9 answers."
    )
    high = score(88, band="5-9", bound=Bound.AT_LEAST)
    told = said(group("Harbour", score(40), score(90), score(90)), [group("Red", high, low, low)])
    assert told[-1] == "To learn from: in automated testing, Red stands highest with 88 or more."


def test_single_sheet_has_one_answer():
    assert said(group("Red", score(50, band="1"), score(70), score(80)))[0].endswith(
        "from 1 answer."
    )


ONE = "One change here or directly below is beyond chance: "
TWO = "Of 2 changes beyond chance here or directly below, the biggest is "


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            ((-9, True), (12, False)),
            ONE + "automated testing in Ships, ",
        ),
        (
            ((-9, True), (9, True)),
            TWO + "automated testing ",
        ),
        (
            ((-9, True), (10, True)),
            TWO + "shared goals in ",
        ),
        (((-9, False), None), "Neither the unit nor what lies directly below it changed by more"),
        ((None, None), "No score here can be compared with the survey before."),
    ],
)
def test_biggest_change_is_one_beyond_chance(changes, sentence):
    first, last = changes
    ships = group("Ships", score(40, change=first), score(50), score(60, change=last))
    assert said(HARBOUR, [ships], Since("Spring", ()))[1].startswith(sentence)


def test_change_of_the_unit_itself_leads_to_its_column():
    own = group("Harbour", score(30, change=(-14, True)), score(50), score(60), key=1)
    since = Since("Spring", (), any_placed=True)
    assert said(own, since=since)[1] == (
        "One change here or directly below is beyond chance: "
        "automated testing in the unit as a whole, down 14 to 30 (26 to 34)."
    )
    assert places(own, since=since)[1] == [Place(View.COLUMN, practice="testing")]


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ((), "No team moved to a lower tier since Spring."),
        (
            (move("Red", LOW, MEDIUM),),
            "No team moved to a lower tier since Spring; 1 moved to a higher one.",
        ),
        ((move("Red", HIGH, LOW),), "1 team moved to a lower tier since Spring: Red (clearly)."),
        (
            tuple(move(name, HIGH, LEANING) for name in ("E", "D", "C", "B", "A")),
            "5 teams moved to a lower tier since Spring: A, B, C and 2 more (perhaps by chance).",
        ),
        (
            (move("Red", HIGH, LOW), move("Blue", MEDIUM, LEANING), move("Up", LOW, HIGH)),
            (
                "2 teams moved to a lower tier since Spring: Red (clearly), "
                "Blue (perhaps by chance); 1 moved to a higher one."
            ),
        ),
    ],
)
def test_teams_that_moved_down_are_named(moves, sentence):
    assert said(HARBOUR, since=Since("Spring", moves, any_placed=True))[2] == sentence


def test_moves_are_not_told_without_common_ground():
    assert "not set by the same rules in Spring" in said(HARBOUR, since=Since("Spring"))[2]
    assert "No team below was placed both" in said(HARBOUR, since=Since("Spring", ()))[2]


def test_move_is_clear_only_between_sure_placements():
    clear, leaning = move("Red", HIGH, LOW), move("Blue", HIGH, LEANING)
    far, near = move("Zoe", HIGH, LOW), move("Amy", MEDIUM, LOW)
    assert (clear.is_clear, leaning.is_clear) == (True, False)
    assert sorted_moves([leaning, near, far]) == [far, near, leaning]
    assert move_row(leaning) == (
        "Blue", "Ships", "Most likely a high performer", "Leaning low", "may be chance",
    )  # fmt: skip


def test_equally_large_parts_are_not_ranked_by_size():
    teams = [
        group(name, score(points), score(50), score(50), key=points, size=1, is_team=True)
        for name, points in (("Ant", 20), ("Bee", 35), ("Cat", 60), ("Dog", 71))
    ]
    assert said(HARBOUR, teams)[2] == (
        "The teams lie furthest apart in automated testing: from 20 in Ant to 71 in Dog."
    )


def test_low_turnout_is_named_and_nothing_hidden_is_not():
    few = dataclasses.replace(SHIPS, few_answered=True)
    assert "Look at who takes part: fewer than half answered in Ships." in said(HARBOUR, [few])
    assert not any("takes part" in sentence for sentence in said(HARBOUR, [SHIPS]))


def test_unit_without_any_figure_says_what_it_can():
    own = group("Harbour", TOO_FEW, TOO_FEW, TOO_FEW)
    assert said(own, [MAST]) == [
        "This is the first survey of Harbour: there is nothing to compare with yet.",
        (
            "Look at who takes part: nothing may be shown of the one unit directly below, "
            "its row says why."
        ),
    ]


CELLS = st.one_of(
    st.just(TOO_FEW),
    st.builds(
        lambda points, change: score(points, change=change),
        st.integers(4, 96),
        st.none() | st.tuples(st.integers(-90, 90), st.booleans()),
    ),
    st.sampled_from(
        [
            score(12, band="5-9", bound=Bound.AT_MOST),
            score(88, band="5-9", bound=Bound.AT_LEAST),
        ]
    ),
)
NAMES = st.sampled_from(["Ant", "Bee", "Cat", "Dog", "Elk"])
GROUPS = st.builds(
    lambda name, cells, size, is_team, few: group(
        name, *cells, size=size, is_team=is_team, few=few
    ),
    NAMES, st.tuples(CELLS, CELLS, CELLS), st.integers(1, 99), st.booleans(), st.booleans(),
)  # fmt: skip
LABELS = st.sampled_from([LOW, MEDIUM, HIGH, LEANING])
MOVES = st.lists(st.builds(move, NAMES, LABELS, LABELS).filter(lambda one: one.steps), max_size=6)
SINCE = st.one_of(
    st.just(FIRST),
    st.just(Since("Spring")),
    st.builds(lambda moves: Since("Spring", moves, any_placed=True), MOVES),
)


def released_numbers(groups, since):
    """Return every number that was released, and every count of what a reader can see."""
    numbers = set()
    for one in groups:
        for cell in one.scores.values():
            if isinstance(cell, ReleasedScore):
                numbers |= {cell.score, *map(int, re.findall(r"\d+", cell.n_band))}
                numbers |= {abs(cell.change.points)} if cell.change and cell.change.real else set()
                if cell.interval:
                    numbers |= {int(cell.interval.low), int(cell.interval.high)}
    counts = range(max(len(groups) * len(PRACTICES), len(since.moves or ())) + 1)
    return numbers, set(counts)


@given(own=GROUPS, children=st.lists(GROUPS, max_size=5), since=SINCE)
def test_every_number_in_a_sentence_was_released(own, children, since):
    numbers, counts = released_numbers([own, *children], since)
    for sentence in said(own, children, since):
        assert {int(one) for one in re.findall(r"\d+", sentence)} <= numbers | counts


def test_number_that_was_not_released_is_seen():
    numbers, counts = released_numbers([HARBOUR], FIRST)
    assert not {71} <= numbers | counts


@given(own=GROUPS, children=st.lists(GROUPS, max_size=5), since=SINCE)
def test_at_most_five_whole_sentences_each_with_a_place(own, children, since):
    told = findings(own, children, PRACTICES, since)
    assert 1 <= len(told) <= MOST
    for sentence in told:
        text = "".join(part.text for part in sentence)
        assert not text[0].islower()
        assert text.endswith(".")
        assert not re.search(r"  | ,|\.\.| 1 teams|because|due to", text)
        assert any(part.place for part in sentence)
