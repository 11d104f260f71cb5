"""An edition's texts in a language: translated text by text, the rest as written."""

import pytest

from assessments.models import Practice, Question
from assessments.models.spoken import Spoken, languages, practice_in, question_in

OPTIONS = [{"code": 1, "label": "Never", "value": 0}, {"code": 2, "label": "Always", "value": 9}]
GUIDE = {
    "what": "It is kept.",
    "why": "It helps.",
    "caution": "",
    "source_url": "https://example.org",
    "levels": {
        "low": {
            "looks_like": "Little.",
            "steps": [{"title": "Begin", "text": "Today.", "done_when": "It runs."}],
        }
    },
}


def question(**texts):
    return Question(
        pk=7,
        code="s1",
        kind="ordinal",
        text="We ship.",
        help="Think of May.",
        options=OPTIONS,
        missing_label="No idea",
        translations={"de": texts} if texts else {},
    )


def test_each_text_is_translated_or_stays_as_written():
    said = question_in(
        question(**{"text": "Wir liefern.", "option.2": "Immer", "help": " "}), "de", "en"
    )

    assert (said.text, said.help, said.missing_label) == (
        "Wir liefern.",
        "Think of May.",
        "No idea",
    )
    assert [option["label"] for option in said.options] == ["Never", "Immer"]
    assert {
        slot: said.spoken.of(slot)
        for slot in ("text", "help", "unit", "option.1", "option.2", "missing_label")
    } == {
        "text": "de",
        "help": "en",
        "unit": "de",
        "option.1": "en",
        "option.2": "de",
        "missing_label": "en",
    }


def test_what_is_scored_and_stored_is_the_sources():
    written = question(**{"text": "Wir liefern.", "option.1": "Nie"})
    said = question_in(written, "de", "en")

    assert said == written
    assert said.item(7) == written.item(7)
    assert said.codes() == written.codes()
    assert (written.text, written.options) == ("We ship.", OPTIONS)


def test_guide_is_translated_at_every_depth():
    texts = {
        "name": "Versionierung",
        "guide.what": "Es wird bewahrt.",
        "guide.low.steps.0.title": "Anfangen",
    }
    practice = Practice(
        key="p", name="Versions", short_name="V", guide=GUIDE, translations={"de": texts}
    )
    said = practice_in(practice, "de", "en")

    assert (said.name, said.short_name) == ("Versionierung", "V")
    assert said.guide["what"] == "Es wird bewahrt."
    assert said.guide["source_url"] == "https://example.org"
    assert said.guide["levels"]["low"] == {
        "looks_like": "Little.",
        "steps": [{"title": "Anfangen", "text": "Today.", "done_when": "It runs."}],
    }
    assert said.spoken.of("guide.low.steps.0.text") == "en"
    assert said.spoken.of("guide.caution") == "de"
    assert practice.guide is GUIDE


def test_practice_without_a_guide_is_translated_too():
    assert practice_in(Practice(name="Versions", guide={}), "de", "en").guide == {}


def test_only_languages_with_a_text_are_there():
    rows = [question(text="Wir liefern."), Practice(translations={"fr": {}, "es": {"name": ""}})]

    assert languages(rows, ["fr", "de", "es", "it"]) == ("de",)
    assert languages(rows, []) == ()


def test_row_by_itself_names_no_language():
    assert question().spoken == Spoken()
    assert question().spoken.of("text") == ""


@pytest.mark.django_db
class TestOutline:
    def test_outline_reads_in_a_language_without_a_query(
        self, edition, thawed, django_assert_num_queries
    ):
        self.translate(edition)
        outline = edition.outline()

        with django_assert_num_queries(0):
            said = outline.in_language("it")
            again = edition.outline().in_language("it")

        assert said is again
        assert said.lead_in == "Pensa al tuo team."
        assert said.pages[0].questions[0].text == "Conserviamo."
        assert said.questions[0].text == "Conserviamo."
        assert said.pages[0].practice.name == outline.pages[0].practice.name
        assert said.spoken.of("lead_in") == "it"
        assert said.pages[1].questions[0].spoken.of("text") == "en"

    def test_places_of_answers_are_the_same_in_every_language(self, edition, thawed):
        self.translate(edition)
        outline = edition.outline()
        said = outline.in_language("it")

        assert [one.code for one in said.questions] == [one.code for one in outline.questions]
        assert said.metric_places() == outline.metric_places()
        assert [said.items(one) for one in said.practices] == [
            outline.items(one) for one in outline.practices
        ]

    def test_own_language_is_the_outline_itself(self, edition):
        outline = edition.outline()

        assert outline.in_language(edition.language) is outline
        assert outline.questions[0].spoken.of("text") == edition.language

    def translate(self, edition):
        edition.languages = ["it"]
        edition.translations = {"it": {"lead_in": "Pensa al tuo team."}}
        edition.save()
        first = edition.outline().questions[0]
        Question.objects.filter(pk=first.pk).update(translations={"it": {"text": "Conserviamo."}})
        edition.digest = "in Italian"
        edition.save()
