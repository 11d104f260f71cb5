"""A chart's cells become numbers in a workbook, whatever language they are written in."""

import pytest
from django.utils import translation

from assessments.charts import words
from assessments.pages.downloads import typed
from assessments.reporting.table import Shown
from assessments.scoring.values import Bound, Interval, ReleasedScore

LANGUAGES = ["en", "de", "fr", "es"]


def score(bound=Bound.EXACT, interval=None):
    return ReleasedScore(score=88, bound=bound, n_band="10-19", interval=interval)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bound", list(Bound))
@pytest.mark.parametrize("interval", [None, Interval(80, 93)])
def test_score_stays_a_number_with_its_words_behind(language, bound, interval):
    with translation.override(language):
        figure = words.score_and_interval_text(score(bound, interval))
        whole = f"{figure}, {words.answers_text('10-19')}"
        cells = typed(figure), typed(whole)

    assert [cell if isinstance(cell, int) else cell.number for cell in cells] == [88, 88]
    assert f"88{cells[1].words}" == whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "n_band"), [(35, "50+"), (7, "5-9")])
def test_share_and_large_groups_too(language, number, n_band):
    with translation.override(language):
        share = words.percent_text(number)
        cell, long = typed(share), typed(f"{number}, {words.answers_text(n_band)}")

    assert cell == Shown(number, share.removeprefix(str(number)))
    assert long.number == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["Team 7", "14 March 2026", "7 steps", "1 or more or less", "٣"])
def test_other_texts_stay_texts(language, text):
    with translation.override(language):
        assert typed(text) == text


def test_words_of_another_language_make_no_number():
    with translation.override("de"):
        assert typed("88 or more") == "88 or more"
        assert typed("88 oder mehr") == Shown(88, " oder mehr")
