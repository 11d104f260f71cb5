import dataclasses
import gettext
from pathlib import Path

import pytest
from samples import GOALS, MONITORING, RESULTS, TESTING, TRUST, practices, texts

from assessments.charts import rows
from assessments.scoring.values import (
    AgreementWord,
    Bound,
    Change,
    PracticeResult,
    Reason,
    ReleasedScore,
    Suppressed,
)


def exact(practice, score, **details):
    return PracticeResult(practice, ReleasedScore(score, Bound.EXACT, "10-19", **details))


def test_strip_is_told_in_words():
    chart = practices()

    assert chart.title == (
        "Automated testing is lowest at 38, high-trust culture is highest at 88 or more"
    )
    assert chart.summary == (
        "Automated testing: 38 (30 to 46, 20 to 49 answers); median of the organisation's teams: "
        "52. High-trust culture: 88 or more (5 to 9 answers); median of the organisation's "
        "teams: 70. Opinions differ on monitoring <b>& more</b>. "
        "Since September 2025: automated testing up 12. "
        "Shared goals: too few answers to show."
    )


def test_strip_table_is_sorted_weakest_first_with_hidden_rows_last():
    chart = practices()

    assert chart.table.columns == (
        "Practice",
        "Score",
        "95% interval",
        "Answers",
        "Median of the organisation's teams",
        "Agreement",
        "Score in September 2025",
        "Change",
    )
    assert chart.table.rows == (
        (TESTING.name, "38", "30 to 46", "20 to 49 answers", "52", "moderate", "26", "up 12"),
        (
            MONITORING.name,
            "55",
            "41 to 69",
            "10 to 19 answers",
            "not shown",
            "opinions differ",
            "hidden to protect another team",
            "no clear change (−2)",
        ),
        (
            TRUST.name,
            "88 or more",
            "not shown",
            "5 to 9 answers",
            "70",
            "not shown",
            "not asked",
            "not shown",
        ),
        (GOALS.name, "too few answers to show", *["not shown"] * 4, "60", "not shown"),
    )


def test_strip_draws_the_figures_of_the_table():
    team, peers, last_time = practices().figure["data"]

    assert (team["x"], team["y"]) == ([38, 55, 88], [0, 1, 2])
    assert team["error_x"]["array"] == [8, 14, 0]
    assert team["error_x"]["arrayminus"] == [8, 14, 0]
    assert team["marker"]["symbol"] == ["circle", "circle", "triangle-right"]
    assert (peers["x"], peers["y"]) == ([52, 70], [0, 2])
    assert (last_time["x"], last_time["y"]) == ([26, 60], [0, 3])


def test_strip_always_runs_from_0_to_100():
    figure = practices().figure

    assert figure["layout"]["xaxis"]["range"] == [0, 100]
    assert figure["narrow"]["xaxis"]["range"] == [0, 100]


@pytest.mark.parametrize("layout", ["layout", "narrow"])
def test_strip_writes_figures_and_reasons_beside_the_rows(layout):
    shown = texts(practices().figure[layout])

    wanted = {"38 (30 to 46)", "55 (41 to 69) opinions differ", "88 or more"}
    assert wanted | {"too few answers to show", "This team", "This team, September 2025"} <= set(
        shown
    )


def test_strip_names_the_rows_above_them_on_a_phone():
    figure = practices().figure

    assert "Automated testing" in texts(figure["narrow"])
    assert "Automated testing" not in texts(figure["layout"])
    assert figure["layout"]["yaxis"]["ticktext"][0] == "Automated testing"
    assert figure["layout"]["yaxis"]["showticklabels"] is True
    assert figure["narrow"]["yaxis"]["showticklabels"] is False


def test_strip_shows_a_practice_name_as_written():
    ticks = practices().figure["layout"]["yaxis"]["ticktext"]

    assert "Monitoring &lt;b&gt;&amp; more&lt;/b&gt;" in ticks


def test_strip_without_an_earlier_campaign_says_nothing_of_one():
    chart = practices(before=None)

    assert chart.table.columns[-1] == "Agreement"
    assert [trace["name"] for trace in chart.figure["data"]] == [
        "This team",
        "Median of the organisation's teams",
    ]
    assert "Since" not in chart.summary


def test_strip_without_peers_draws_none():
    chart = practices([exact(TESTING, 38)], before=None)

    assert [trace["name"] for trace in chart.figure["data"]] == ["This team"]


def test_strip_with_everything_hidden_keeps_the_rows():
    chart = practices([PracticeResult(TESTING, Suppressed(Reason.LOW_TURNOUT))])

    assert chart.title == "None of the practices can be shown"
    assert chart.summary == "Automated testing: too small a part of the team answered."
    assert chart.figure["data"][0]["x"] == []


def test_strip_without_real_changes_says_so():
    result = exact(TESTING, 38, change=Change(3, real=False))

    assert "No clear change since September 2025." in practices([result]).summary


@pytest.mark.parametrize(
    ("results", "title"),
    [
        ([exact(TESTING, 38)], "Automated testing is at 38"),
        (
            [exact(TESTING, 38), exact(TRUST, 38), exact(GOALS, 50)],
            (
                "Automated testing and high-trust culture are lowest at 38, "
                "shared goals is highest at 50"
            ),
        ),
        (
            [exact(TESTING, 38), exact(TRUST, 38), exact(GOALS, 38)],
            "3 practices are at 38",
        ),
    ],
)
def test_strip_title_is_the_finding(results, title):
    assert practices(results).title == title


def test_strip_names_n_once_when_it_is_the_same():
    same = [dataclasses.replace(r, now=Suppressed(Reason.TOO_FEW)) for r in RESULTS[1:]]

    assert "5 to 9 answers, 14 March 2026." in practices([RESULTS[0], *same]).subtitle
    assert "answers" not in practices().subtitle


def test_summary_names_every_practice_that_the_title_counts():
    tied = [exact(TESTING, 38), exact(TRUST, 60), exact(GOALS, 60), exact(MONITORING, 60)]

    summary = practices(tied, before=None).summary

    assert practices(tied).title.endswith("3 practices are highest at 60")
    assert summary.startswith("Automated testing: 38 (")
    assert "High-trust culture, shared goals and monitoring <b>& more</b>: 60 each." in summary


def test_summary_of_equal_practices_names_each_once():
    summary = practices([exact(TESTING, 38), exact(TRUST, 38)], before=None).summary

    assert summary == "Automated testing and high-trust culture: 38 each."


def test_strip_without_results_is_refused():
    with pytest.raises(ValueError, match="summary"):
        practices([])


def test_table_never_says_strong_and_different_at_once():
    both = ReleasedScore(
        50, Bound.EXACT, "10-19", opinions_differ=True, agreement=AgreementWord.STRONG
    )
    alone = ReleasedScore(50, Bound.EXACT, "10-19", agreement=AgreementWord.STRONG)

    def cell(score):
        return practices([PracticeResult(TESTING, score)], before=None).table.rows[0][-1]

    assert (cell(both), cell(alone)) == ("opinions differ", AgreementWord.STRONG.value)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_remark_beside_a_figure_has_room_in_every_language(language):
    catalogue = Path(__file__).parents[2] / "locale" / language / "LC_MESSAGES/django.mo"
    with catalogue.open("rb") as file:
        words = gettext.GNUTranslations(file)

    assert (
        len(words.pgettext("short, beside a figure", "opinions differ")) <= rows.MISSING_CHARACTERS
    )
