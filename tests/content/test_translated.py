"""Translations from files: put where they belong, refused where the source has no such place."""

import pytest

from assessments.content import loader, translated
from assessments.content.loader import ContentError
from assessments.scoring.values import Metric

SOURCE = loader.parse_questionnaire(
    """
key: small
title: Small
lead_in: Think of it.
missing_label: Don’t know
scale: [{code: 1, label: "No"}, {code: 2, label: "Yes"}]
practices:
  - key: one
    name: One
    short_name: One
    source: ""
    guide: {what: It is one., levels: {low: {looks_like: Few., steps: [{title: Try}]}}}
questions:
  - {code: a, kind: likert, practice: one, text: A, source: "", wording_version: 1}
  - {code: b, kind: text, practice: one, text: B, help: No names., source: "", wording_version: 1}
  - code: c
    kind: choice
    practice: null
    text: C
    source: ""
    wording_version: 1
    missing_label: Rather not say
    options: [{code: 1, label: this}, {code: 7, label: that}]
  - code: d
    kind: number
    practice: null
    text: D
    metric: own
    short_name: Wait
    minimum: 0
    maximum: 99
    unit: hours
    source: ""
    wording_version: 1
""",
    "small.yaml",
)
BANK = """
lead_in: Denken Sie daran.
missing_label: Weiß nicht
scale: {1: Nein, 2: Ja}
practices:
  one: {name: Das Eine, short_name: Eins}
questions:
  a: {text: A auf Deutsch}
  b: {text: B auf Deutsch, help: Keine Namen.}
  c: {text: C auf Deutsch, missing_label: Lieber nicht, options: {1: dies, 7: das}}
  d: {text: D auf Deutsch, short_name: Warten, unit: Stunden}
"""
GUIDE = """
what: Es ist eins.
why: Darum.
caution: Vorsicht.
levels: {low: {looks_like: Wenige., steps: [{title: Versuchen}]}}
"""
METRICS = "{}"


@pytest.fixture
def folder(tmp_path):
    """A folder of translations with one whole language in it, but for the source's own gaps."""
    write(tmp_path, "questionnaire.yaml", BANK)
    write(tmp_path, "metrics.yaml", METRICS)
    return tmp_path


def write(folder, name, text):
    path = folder / "de" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def without(text, *lines):
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    return text


def test_texts_come_to_the_rows_they_translate(folder):
    write(folder, "coaching/one.yaml", without(GUIDE, "why: Darum.\n", "caution: Vorsicht.\n"))

    found = translated.with_translations(SOURCE, folder)

    assert (found.languages, found.translations) == (
        ("de",),
        {"de": {"lead_in": "Denken Sie daran."}},
    )
    assert [practice.translations for practice in found.practices] == [
        {
            "de": {
                "name": "Das Eine",
                "short_name": "Eins",
                "guide.what": "Es ist eins.",
                "guide.low.looks_like": "Wenige.",
                "guide.low.steps.0.title": "Versuchen",
            }
        }
    ]
    assert [question.translations["de"] for question in found.questions] == [
        {
            "text": "A auf Deutsch",
            "option.1": "Nein",
            "option.2": "Ja",
            "missing_label": "Weiß nicht",
        },
        {"text": "B auf Deutsch", "help": "Keine Namen."},
        {
            "text": "C auf Deutsch",
            "option.1": "dies",
            "option.7": "das",
            "missing_label": "Lieber nicht",
        },
        {"text": "D auf Deutsch", "short_name": "Warten", "unit": "Stunden"},
    ]


def test_what_is_not_translated_stays_away(folder):
    part = without(BANK, "  b: {text: B auf Deutsch, help: Keine Namen.}\n", ", 7: das", ", 2: Ja")
    write(folder, "questionnaire.yaml", part)

    found = translated.with_translations(SOURCE, folder)

    assert "guide.what" not in found.practices[0].translations["de"]
    assert [set(question.translations.get("de", {})) for question in found.questions] == [
        {"text", "option.1", "missing_label"},
        set(),
        {"text", "option.1", "missing_label"},
        {"text", "short_name", "unit"},
    ]


def test_question_s_own_missing_label_is_not_given_the_shared_one(folder):
    write(folder, "questionnaire.yaml", without(BANK, " missing_label: Lieber nicht,"))

    found = translated.with_translations(SOURCE, folder)

    assert "missing_label" not in found.questions[2].translations["de"]


def test_rest_of_the_questionnaire_is_the_source_s(folder):
    found = translated.with_translations(SOURCE, folder).model_dump()

    for row in (found, *found["practices"], *found["questions"]):
        row["translations"] = {}
    assert found | {"languages": ()} == SOURCE.model_dump()


def test_without_a_language_nothing_changes(tmp_path):
    assert translated.with_translations(SOURCE, tmp_path) == SOURCE


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  one:", "  two:", "translations/de, questionnaire.yaml: the questionnaire has no two."),
        ("  a:", "  aa:", "translations/de, questionnaire.yaml: the questionnaire has no aa."),
        ("7: das", "8: das", "translations/de, c: the questionnaire has no option.8."),
        ("2: Ja", "2: Ja, 3: Eher", "translations/de, a: the questionnaire has no option.3."),
        ("A auf Deutsch}", "A, help: Hilfe}", "translations/de, a: the questionnaire has no help."),
    ],
)
def test_text_without_a_source_is_refused(folder, old, new, sentence):
    assert old in BANK
    write(folder, "questionnaire.yaml", BANK.replace(old, new))

    with pytest.raises(ContentError) as caught:
        translated.with_translations(SOURCE, folder)

    assert str(caught.value) == f"{sentence} Please rename it as in the source, or take it out."


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("coaching/two.yaml", GUIDE, "coaching: the questionnaire has no two"),
        ("coaching/one.yaml", GUIDE, "one: the questionnaire has no guide.caution"),
        ("coaching/one.yaml", "levels: {high: {looks_like: Viele.}}", "no guide.high.looks_like"),
        ("coaching/one.yaml", "levels: {top: {}}", '"top" is not known here'),
        ("coaching/one.yaml", f"{GUIDE}source: Buch\n", '"source" is not known here'),
        ("questionnaire.yaml", BANK.replace("scale:", "skala:"), '"skala" is not known here'),
        ("questionnaire.yaml", BANK.replace("Eins", "E" * 25), "at most 24 characters"),
        ("questionnaire.yaml", BANK.replace("1: Nein", "eins: Nein"), "valid integer"),
        ("metrics.yaml", "speed: {}", "lead_time"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_its_place(folder, name, text, place):
    write(folder, name, text)

    with pytest.raises(ContentError) as caught:
        translated.with_translations(SOURCE, folder)

    assert place in str(caught.value)


@pytest.mark.parametrize("name", ["questionnaire.yaml", "metrics.yaml"])
def test_missing_file_is_named(folder, name):
    (folder / "de" / name).unlink()

    with pytest.raises(ContentError, match=f"{name} cannot be read"):
        translated.with_translations(SOURCE, folder)


@pytest.fixture
def shipped_metrics(tmp_path, monkeypatch):
    """Write German words for the metrics that ship, in a folder of content of their own."""
    loader.load_metrics()  # read from where it ships, and kept
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    write(tmp_path / "translations", "questionnaire.yaml", BANK)
    return lambda text: write(tmp_path / "translations", "metrics.yaml", text)


STEP = "{title: Erst, text: Das tun., done_when: Getan.}"
LEAD_TIME = "lead_time: {name: Durchlaufzeit, what: W, why: Y, how_to_measure: M, steps: [%s]}"


def test_metric_that_is_translated_alone_is_told_in_the_language(shipped_metrics):
    shipped_metrics(LEAD_TIME % ", ".join([STEP] * 3))

    found, source = translated.load_metrics("de"), loader.load_metrics()

    assert found[Metric.LEAD_TIME].name == "Durchlaufzeit"
    assert [step.title for step in found[Metric.LEAD_TIME].steps] == ["Erst"] * 3
    assert found | {Metric.LEAD_TIME: source[Metric.LEAD_TIME]} == source


def test_metric_with_other_steps_than_its_source_is_refused(shipped_metrics):
    shipped_metrics(LEAD_TIME % STEP)

    with pytest.raises(ContentError, match="lead_time has 1 steps, its source 3"):
        translated.load_metrics("de")
