"""Bands of turnout are stored in English and read in every language."""

import pytest
from django.utils import translation

from assessments.actions.responses import TURNOUT_BANDS
from assessments.pages.turnout_words import answered_text, invited_text, turnout_text

BANDS = [band for _, band in TURNOUT_BANDS]


@pytest.mark.parametrize("band", BANDS)
def test_stored_band_is_its_english_text(band):
    assert turnout_text(band) == band


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize("band", BANDS)
def test_band_has_its_own_words_and_the_same_numbers(band, language):
    with translation.override(language):
        text = turnout_text(band)

    assert text != band
    assert [one for one in text.split() if one.isdigit()] == [
        one.strip("%") for one in band.split() if one.strip("%").isdigit()
    ]


def test_no_band_is_no_text():
    assert turnout_text("") == answered_text("") == ""


def test_unknown_band_is_refused():
    with pytest.raises(KeyError):
        turnout_text("most of them")


def test_sentences_around_a_band():
    assert answered_text("50 to 74%") == "50 to 74% answered"
    assert invited_text("under 25%") == "Under 25% of those invited answered."
    with translation.override("de"):
        assert answered_text("under 25%") == "unter 25\u00a0% haben geantwortet"
