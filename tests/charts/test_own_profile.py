import pytest
from samples import GOALS, TESTING, TRUST, own, texts

from assessments.charts import profile


def test_profile_is_told_in_words():
    chart = own()

    assert chart.title == (
        "In your answers automated testing is lowest at 33, high-trust culture is highest at 67"
    )
    assert chart.summary == (
        "From lowest to highest: automated testing 33 and high-trust culture 67. "
        "Shared goals: not enough answers. "
        "This is one person’s view; the team’s result comes from everybody’s."
    )


def test_profile_table_says_the_same_as_the_dots():
    chart = own()

    (dots,) = chart.figure["data"]

    assert chart.table.rows == (
        (TESTING.name, "33"),
        (TRUST.name, "67"),
        (GOALS.name, "not enough answers"),
    )
    assert (dots["x"], dots["y"]) == ([33, 67], [0, 1])
    assert texts(chart.figure["layout"]) == ["33", "67", "not enough answers"]


def test_profile_has_no_interval():
    assert "error_x" not in own().figure["data"][0]


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        (
            [(TESTING, 0.0), (TRUST, 0.0), (GOALS, 50.0)],
            (
                "In your answers automated testing and high-trust culture are lowest at 0, "
                "shared goals is highest at 50"
            ),
        ),
        ([(TESTING, None)], "Not enough answers for a profile"),
        (
            [(TESTING, 83.3), (TRUST, None)],
            "Automated testing: 83 of 100, the only practice with a score",
        ),
        ([(TESTING, 50.0), (TRUST, 50.0)], "In your answers no practice stands out: 50 of 100"),
    ],
)
def test_profile_title_is_the_finding(scores, title):
    assert profile.own_profile(scores).title == title


def test_profile_without_practices_is_refused():
    with pytest.raises(ValueError, match="table"):
        profile.own_profile([])


def test_profile_on_a_phone_writes_over_the_grid():
    notes = own().figure["narrow"]["annotations"]

    assert {note["templateitemname"] for note in notes} == {"grid-text", "grid-words"}


def test_profile_keeps_a_dot_at_zero_off_its_label():
    radius = own().figure["data"][0]["marker"]["size"] / 2

    assert own().figure["layout"]["margin"]["pad"] >= radius + 4
