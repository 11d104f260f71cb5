"""The charts' words pass through whoever translates them, and stay English without."""

import gettext

import pytest

from assessments.charts import speech


class Shouting(gettext.NullTranslations):
    def gettext(self, message):
        return message.upper()

    def ngettext(self, singular, plural, number):
        return (singular if number == 1 else plural).upper()

    def pgettext(self, context, message):
        return f"{message.upper()} ({context})"


@pytest.fixture
def shouting():
    before = speech._named["translator"]
    speech.translate_with(Shouting())
    yield
    speech.translate_with(before)


def test_words_pass_through_the_translator(shouting):
    assert speech.gettext("low") == "LOW"
    assert speech.ngettext("point", "points", 2) == "POINTS"
    assert speech.pgettext("tier", "low") == "LOW (tier)"
    assert speech.gettext_noop("low") == "low"


def test_words_stay_english_without():
    speech_alone = speech.gettext("low"), speech.ngettext("point", "points", 1)

    assert speech_alone == ("low", "point")
