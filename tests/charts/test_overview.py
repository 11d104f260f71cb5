import base64
import dataclasses
import gzip
import json

import numpy as np
import pytest
from samples import MONITORING, TEAMS, TESTING, overview, texts

from assessments.charts import overview_figure
from assessments.charts.overview import overview_chart, table_row
from assessments.charts.overview_grid import OverviewGrid
from assessments.charts.overview_teams import grid_of
from assessments.scoring.values import Label, LabelKind, Practice, Tier

MANY = 10_000


def unpacked(text):
    return np.frombuffer(base64.b64decode(text), dtype=np.int8)


def thousands(teams=MANY, unit=200):
    """Return a grid of made-up teams, one in twelve figures hidden."""
    dice = np.random.default_rng(1)
    shape = (teams, 7)
    scores = dice.integers(0, 101, shape)
    scores[dice.random(shape) < 1 / 12] = -1
    reach = dice.integers(4, 16, shape)
    bare = scores < 0
    return OverviewGrid(
        practices=tuple(Practice(f"p{n}", f"Practice {n}") for n in range(7)),
        names=[f"Team {n}" for n in range(teams)],
        units=[f"Unit {n // unit}" for n in range(teams)],
        addresses=[f"/teams/{n}/" for n in range(teams)],
        labels=(Label(LabelKind.CERTAIN, (Tier.LOW,)), Label(LabelKind.NOT_ENOUGH)),
        placements=dice.integers(0, 2, teams),
        scores=scores,
        lows=np.where(bare, -1, np.maximum(0, scores - reach)),
        highs=np.where(bare, -1, np.minimum(100, scores + reach)),
        bands=dice.integers(0, 2, shape),
        bounds=np.zeros(shape, int),
        band_names=("5-9", "10-19"),
    )


def test_overview_is_told_in_words():
    chart = overview()

    assert chart.title == (
        "Automated testing is lowest: half of the teams shown are at 43 of 100 or less"
    )
    assert chart.subtitle == (
        "Likeliest tier, and score of each practice, 0 to 100; one row a team, by unit. "
        "14 March 2026."
    )
    assert chart.summary == (
        "3 teams by the likeliest tier: 1 low, 1 high and 1 not placed. "
        "Median of the teams shown, lowest first: automated testing 43 and "
        "monitoring <b>& more</b> 44. 2 of 6 scores are missing: hidden to protect another "
        "team (1) and too few answers to show (1)."
    )


def test_overview_table_has_the_words_of_every_cell():
    assert overview().table.rows == (
        (
            *("Team <1>", "Payments & cards", "Leaning high"),
            "67 (58 to 76), 10 to 19 answers",
            "hidden to protect another team",
        ),
        (
            *("Team two", "Payments & cards", "Not placed: too few answers to show"),
            *("20, 5 to 9 answers", "88 or more, 50 or more answers"),
        ),
        (
            *("Team three", "Search", "Most likely a low performer"),
            *("too few answers to show", "0 (0 to 12), 5 to 9 answers"),
        ),
    )


def test_overview_table_is_a_page_of_the_teams():
    table = overview(rows=range(1, 2)).table

    assert table.caption == "Teams 2 to 2 of 3"
    assert table.rows == (table_row(grid_of(TEAMS, [TESTING, MONITORING]), 1),)


def test_overview_refuses_a_page_without_teams():
    with pytest.raises(ValueError, match="at least one of its teams"):
        overview(rows=range(3, 100))


def test_overview_carries_no_figure_of_a_hidden_cell():
    cells = overview().figure["cells"]

    codes = {name: unpacked(cells[name]).tolist() for name in ("scores", "below", "skew", "bands")}

    assert codes["scores"] == [67, -2, 20, 88, -1, 0]
    assert codes["below"] == [9, -1, -1, -1, -1, 0]
    assert codes["skew"] == [0, 0, 0, 0, 0, 12]
    assert [codes["bands"][place] for place in (1, 4)] == [0, 0]


def test_overview_names_tier_reason_and_band_once_each():
    cells = overview().figure["cells"]

    assert unpacked(cells["placements"]).tolist() == [0, 1, 2]
    assert cells["tiers"] == [2, None, 0]
    assert cells["labels"][0] == "Leaning high"
    assert cells["reasons"][:2] == ["too few answers to show", "hidden to protect another team"]
    assert cells["band_words"] == ["10 to 19 answers", "5 to 9 answers", "50 or more answers"]


def test_overview_shows_names_as_written():
    cells = overview().figure["cells"]

    assert cells["teams"][0] == "Team &lt;1&gt;"
    assert cells["units"] == [["Payments &amp; cards", 2], ["Search", 1]]
    assert cells["columns"][2] == "Monitoring &lt;b&gt;&amp; more&lt;/b&gt;"


def test_overview_leaves_a_gap_between_cells():
    assert [(trace["xgap"], trace["ygap"]) for trace in overview().figure["data"]] == [(1, 1)] * 3


def test_overview_keeps_colours_when_values_are_missing():
    layout = overview().figure["layout"]

    assert layout["coloraxis"] == {"cmin": -0.5, "cmax": 3.5}
    assert layout["coloraxis2"] == {"cmin": -0.5, "cmax": 4.5}


def test_overview_names_its_colours_and_the_missing_figure():
    assert texts(overview().figure["layout"]) == [
        *("Tier", "Low", "Medium", "High", "Score"),
        *("0–19", "20–39", "40–59", "60–79", "80–100", "― no figure to show"),
    ]


def test_overview_names_units_beside_the_cells_and_on_phones_above_them():
    figure = overview(TEAMS[:1]).figure

    assert figure["layout"]["yaxis"]["ticktext"] == ["Payments &amp; cards"]
    assert figure["narrow"]["yaxis"]["ticktext"] == []
    assert texts(figure["narrow"])[-1] == "Payments &amp; cards"


def test_overview_shortens_a_name_that_does_not_fit():
    assert overview_figure._short("Customer channels and web", 12) == "Customer ch…"


def test_overview_where_nothing_may_be_shown_says_so():
    hidden = dataclasses.replace(TEAMS[2], scores=TEAMS[2].scores[:1])

    chart = overview_chart(grid_of([hidden], [TESTING]), as_of="14 March 2026")

    assert chart.title == "None of the practices can be shown for any team"
    assert "Median" not in chart.summary


@pytest.mark.parametrize(("teams", "practices"), [([], [TESTING]), (TEAMS, []), (TEAMS, [TESTING])])
def test_overview_needs_teams_with_all_practices(teams, practices):
    with pytest.raises(ValueError, match="each with a figure for every practice"):
        grid_of(teams, practices)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"names": []}, "at least one team"),
        ({"practices": ()}, "one practice"),
        ({"units": ["Search"]}, "every column"),
        ({"bands": np.zeros((3, 1), int)}, "every column"),
    ],
)
def test_grid_refuses_columns_of_another_length(changes, message):
    grid = grid_of(TEAMS, [TESTING, MONITORING])

    with pytest.raises(ValueError, match=message):
        dataclasses.replace(grid, **changes)


@pytest.mark.parametrize("practices", [1, 12])
def test_overview_takes_any_number_of_practices(practices):
    names = [Practice(f"p{n}", f"Practice {n}") for n in range(practices)]
    teams = [dataclasses.replace(team, scores=team.scores[:1] * practices) for team in TEAMS]

    chart = overview_chart(grid_of(teams, names), as_of="14 March 2026")

    assert len(chart.figure["layout"]["xaxis"]["ticktext"]) == practices + 1
    assert len(chart.table.columns) == practices + 3


def test_overview_of_ten_thousand_teams_stays_small():
    chart = overview_chart(thousands(), as_of="14 March 2026")

    assert len(gzip.compress(json.dumps(chart.figure).encode())) < 250_000
    assert len(chart.table.rows) == 50
    assert chart.height < 1500


def test_overview_cells_are_the_values_they_were_made_from():
    grid = grid_of(TEAMS, [TESTING, MONITORING])

    back = [[grid.score(team, place) for place in (0, 1)] for team in range(3)]

    for team, scores in zip(TEAMS, back, strict=True):
        for given, got in zip(team.scores, scores, strict=True):
            rounded = getattr(given, "interval", None)
            assert type(got) is type(given)
            assert getattr(got, "score", None) == getattr(given, "score", None)
            assert (getattr(got, "interval", None) is None) == (rounded is None)
    assert [grid.tier(team) for team in range(3)] == [Tier.HIGH, None, Tier.LOW]


@pytest.mark.parametrize(("practices", "upright"), [(5, False), (8, False), (9, True), (15, True)])
def test_heads_of_many_practices_stand_upright(practices, upright):
    grid = replace_practices(thousands(teams=3, unit=3), practices)

    layout = overview_chart(grid, as_of="today").figure["layout"]

    assert layout["xaxis"]["tickangle"] == (-90 if upright else 0)
    assert len(layout["xaxis"]["ticktext"]) == practices + 1


def test_more_practices_leave_narrower_columns():
    few, many = (replace_practices(thousands(), number) for number in (7, 21))

    across = [
        overview_chart(grid, as_of="x").figure["cells"]["wide"]["across"] for grid in (few, many)
    ]

    assert across[0] > across[1] > 1


def replace_practices(grid, number):
    shape = (len(grid.names), number)
    columns = {
        name: np.resize(getattr(grid, name), shape)
        for name in ("scores", "lows", "highs", "bands", "bounds")
    }
    practices = tuple(Practice(f"p{n}", f"A practice named {n}") for n in range(number))
    return dataclasses.replace(grid, practices=practices, **columns)
