"""The translations that ship: whole, true to the source's numbers, and set as the language asks."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from translation_typography import NARROW, faults

from assessments.content import loader, translated, translation_gaps
from assessments.content.schema import PracticeContent
from assessments.scoring.values import Metric

LANGUAGES = ("de", "es", "fr")
CONTENT = translated.load_questionnaire()
ROWS = (*CONTENT.practices, *CONTENT.questions)
SHORT_NAME = max(len(practice.short_name) for practice in CONTENT.practices) + 4


def sources(row):
    if isinstance(row, PracticeContent):
        return translated.texts_of_practice(row)
    return translated.texts_of_question(CONTENT, row)


def metric_texts(guidance):
    for entry in guidance.values():
        yield from (entry.name, entry.what, entry.why, entry.how_to_measure)
        for step in entry.steps:
            yield from (step.title, step.text, step.done_when)


def pairs(language):
    """Every text that ships, beside its translation."""
    yield CONTENT.lead_in, CONTENT.translations[language]["lead_in"]
    for row in ROWS:
        said = row.translations[language]
        yield from ((text, said[slot]) for slot, text in sources(row).items() if slot in said)
    guidance = loader.load_metrics(), translated.load_metrics(language)
    yield from zip(*map(metric_texts, guidance), strict=True)


def numbers(text):
    return Counter(re.findall(r"\d+", text))


def test_questionnaire_offers_what_is_translated():
    assert CONTENT.languages == LANGUAGES
    assert CONTENT.language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_no_other(language):
    wanted = {id(row): set(sources(row)) for row in ROWS}

    assert {id(row): set(row.translations[language]) for row in ROWS} == wanted
    assert set(CONTENT.translations[language]) == {"lead_in"}


def test_nothing_is_missing_or_older_than_its_text():
    assert list(translation_gaps.gaps(CONTENT)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_is_translated(language):
    assert list(translated.load_metrics(language)) == list(Metric)
    assert "how_to_measure" in next(iter(translated.load_metrics(language).values())).model_dump()


def test_language_without_translations_reads_the_source():
    assert translated.load_metrics("it") == translated.load_metrics("en") == loader.load_metrics()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_in_english(language):
    assert [source for source, said in pairs(language) if source == said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_the_source(language):
    assert [(s, said) for s, said in pairs(language) if numbers(s) != numbers(said)] == []


def test_another_number_is_seen():
    assert numbers("In 2014, of 100") != numbers("2015 von 100")


@pytest.mark.parametrize("language", LANGUAGES)
def test_typography_and_address_are_the_language_s(language):
    found = [(said, faults(language, said)) for _, said in pairs(language)]

    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", 'Die Antwort ist "betrifft uns nicht".'),
        ("de", "Die Antwort ist “betrifft uns nicht”."),
        ("de", "Die Antwort ist „betrifft uns nicht."),
        ("de", "Was hindert dein Team daran?"),
        ("fr", "Qu’est-ce qui vous retient ?"),
        ("fr", "Trois questions: lesquelles"),
        ("fr", "« sans objet »"),
        ("fr", f"«{NARROW}sans objet"),
        ("fr", "Qu'est-ce"),
        ("fr", "Pense à ce que tu fais."),
        ("es", "Qué le impide a tu equipo?"),
        ("es", "Es « no procede »."),
        ("es", "«No procede"),
        ("es", "Piense usted en su equipo."),
        ("es", "¿Qué os impide?"),
        ("es", "Hablad de ello, y miradlo."),
    ],
)
def test_fault_of_typography_or_address_is_seen(language, text):
    assert faults(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_fit_where_the_source_s_do(language):
    for practice in CONTENT.practices:
        said = practice.translations[language]
        assert len(said["short_name"]) <= SHORT_NAME
        assert len(said["name"]) <= 120
        titles = [text for slot, text in said.items() if slot.endswith(".title")]
        assert max(map(len, titles)) <= 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_practices_are_distinct(language):
    names = [practice.translations[language]["short_name"] for practice in CONTENT.practices]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_of_a_question_can_be_told_apart(language):
    for question in CONTENT.questions:
        labels = [
            text
            for slot, text in question.translations[language].items()
            if slot.startswith("option.") or slot == "missing_label"
        ]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_source_text_of_an_answer_has_one_translation(language):
    said = {}
    for question in CONTENT.questions:
        for slot, label in sources(question).items():
            if slot.startswith("option."):
                said.setdefault(label, set()).add(question.translations[language][slot])

    assert {label: texts for label, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize(
    ("language", "ends"),
    [
        ("de", ("Stimme überhaupt nicht zu", "Stimme voll und ganz zu")),
        ("es", ("Totalmente en desacuerdo", "Totalmente de acuerdo")),
        ("fr", ("Pas du tout d’accord", "Tout à fait d’accord")),
    ],
)
def test_scale_has_the_customary_ends(language, ends):
    statement = CONTENT.questions[0].translations[language]

    assert (statement["option.1"], statement["option.7"]) == ends


@pytest.mark.parametrize(
    ("language", "scale_words"),
    [("de", "trifft nicht zu"), ("fr", "pas d’accord"), ("es", "en desacuerdo")],
)
def test_missing_answer_cannot_be_read_as_disagreement(language, scale_words):
    labels = {q.translations[language].get("missing_label", "") for q in CONTENT.questions}

    assert [label for label in labels if scale_words in label.lower()] == []
    shared = labels - {"", CONTENT.questions[-1].translations[language]["missing_label"]}
    assert len(shared) == 1
    # What the guidance calls it is what the form calls it
    on_call = next(p for p in CONTENT.practices if p.key == "shared_goals")
    assert shared.pop().split(" / ")[1] in on_call.translations[language]["guide.caution"]


def catalogue(language):
    folder = Path(__file__).parents[2] / "locale" / language / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_call_the_missing_answer_as_the_questionnaire_does(language):
    said = [text for source, text in catalogue(language).items() if CONTENT.missing_label in source]

    label = CONTENT.questions[0].translations[language]["missing_label"]
    assert said
    assert [text for text in said if label not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_call_the_metrics_as_their_guidance_does(language):
    said = catalogue(language)
    names = {entry.name for entry in loader.load_metrics().values()} & set(said)

    assert len(names) >= 3
    assert {said[name] for name in names} <= {
        entry.name for entry in translated.load_metrics(language).values()
    }
