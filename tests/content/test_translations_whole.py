"""Translations that are missing or older than their text are named, each with where it stands."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.content import loader, quality, translatable, translation_gaps
from assessments.content.translatable import Text, digest

STATEMENT = {
    "code": "a",
    "kind": "likert",
    "practice": "one",
    "text": "We test.",
    "source": "ours",
    "wording_version": 1,
}
WHOLE = {
    "lead_in": {"lead_in": "Denken Sie daran."},
    "practice": {"name": "Eins", "short_name": "Eins", "guide.what": "x"},
    "question": {"text": "Wir testen.", "option.1": "Nein", "option.2": "Ja"},
}


def content(*, lead_in=None, practice=None, question=None, more=(), **fields):
    """Return a questionnaire in English and German; what is named replaces its German texts."""
    german = {
        "lead_in": WHOLE["lead_in"] if lead_in is None else lead_in,
        "practice": WHOLE["practice"] if practice is None else practice,
        "question": WHOLE["question"] if question is None else question,
    }
    part = {"key": "one", "name": "One", "short_name": "One", "source": "me"}
    whole = {
        "key": "some",
        "title": "Some",
        "lead_in": "Think of it.",
        "missing_label": "",
        "scale": [{"code": 1, "label": "No"}, {"code": 2, "label": "Yes"}],
        "practices": [
            part | {"guide": {"what": "Testing"}, "translations": {"de": german["practice"]}}
        ],
        "questions": [STATEMENT | {"translations": {"de": german["question"]}}, *more],
        "languages": ["de"],
        "translations": {"de": german["lead_in"]},
    } | fields
    return loader.QuestionnaireContent.model_validate_json(json.dumps(whole))


def gaps(found):
    return [(gap.part, gap.sentence) for gap in translation_gaps.gaps(found)]


def test_whole_translation_has_no_gaps():
    assert gaps(content()) == []


def test_questionnaire_of_one_language_has_none_either():
    assert gaps(content(languages=[], lead_in={}, practice={}, question={})) == []


@pytest.mark.parametrize(
    ("german", "expected"),
    [
        ({"lead_in": {}}, ("whole", "The lead-in has no text in de.")),
        ({"practice": {"name": "Eins", "guide.what": "x"}}, ("one", "1 practice without a name")),
        (
            {"practice": {"name": "Eins", "short_name": "E"}},
            ("one", "1 practice without all coaching texts in de."),
        ),
        (
            {"question": {"option.1": "Nein", "option.2": "Ja"}},
            ("one", "1 question without a text in de."),
        ),
        (
            {"question": {"text": "Wir testen.", "option.1": "Nein"}},
            ("answers", "1 answer without a label in de."),
        ),
        (
            {"more": [STATEMENT | {"code": "b", "help": "How?"}]},
            ("one", "1 question without a text in de."),
        ),
    ],
)
def test_each_gap_is_named_with_its_part(german, expected):
    part, sentence = gaps(content(**german))[0]

    assert part == expected[0]
    assert sentence.startswith(expected[1])


def test_gaps_are_counted_by_what_they_belong_to():
    more = [STATEMENT | {"code": code, "help": "How?"} for code in ("b", "c")]

    assert gaps(content(more=more)) == [
        ("one", "2 questions without a text in de."),
        ("one", "2 questions without their help or unit in de."),
        ("answers", "2 answers without a label in de."),
    ]


def test_what_is_retired_is_not_missed():
    retired = {
        "key": "one",
        "name": "One",
        "short_name": "One",
        "source": "me",
        "active": False,
    }

    assert gaps(content(question={}, practices=[retired])) == []


@pytest.mark.parametrize("active", [True, False])
def test_metric_is_missed_only_while_it_is_asked(active):
    metric = STATEMENT | {
        "code": "lead_time",
        "kind": "choice",
        "practice": None,
        "metric": "lead_time",
        "options": [{"code": code, "label": "Yes"} for code in range(1, 7)],
        "active": active,
    }

    told = [part for part, _ in gaps(content(more=[metric]))]

    assert told == (["general", "answers"] if active else [])


def test_translation_older_than_its_text_is_told_and_a_renewed_one_is_not():
    old = WHOLE["question"] | {"text.from": digest("We try.")}
    new = WHOLE["question"] | {"text.from": digest("We test.")}

    assert gaps(content(question=new)) == []
    assert gaps(content(question=old)) == [
        ("one", "1 translation is older than the text in de: it was changed after that.")
    ]


def test_findings_before_publishing_lead_to_the_language_and_never_block():
    found = [one for one in quality.check(content(question={})) if one.language]

    assert {(one.language, one.blocks) for one in found} == {("de", False)}
    assert [one.part for one in found] == ["one", "answers"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FIELDS = st.sampled_from(["text", "help", "option.1", "guide.low.steps.0.done_when"])


@given(field=FIELDS, before=TEXTS, after=TEXTS, word=TEXTS)
@settings(max_examples=100)
def test_translation_is_outdated_exactly_where_its_text_is_another_one(field, before, after, word):
    texts = translatable.written({}, field, word, before)

    assert translatable.is_outdated(texts, field, after) == bool(word.strip() and before != after)
    assert translatable.written(texts, field, "", before) == {}


@given(old=st.dictionaries(FIELDS, TEXTS), new=st.dictionaries(FIELDS, TEXTS), word=TEXTS)
@settings(max_examples=100)
def test_changed_text_is_remembered_once_and_the_translation_stays(old, new, word):
    def as_texts(sources):
        return [Text(field, "", source) for field, source in sources.items()]

    given_texts = {"de": dict.fromkeys(old, word), "fr": {}}
    once = translatable.remembering(given_texts, as_texts(old), as_texts(new))
    twice = translatable.remembering(once, as_texts(new), as_texts({}))

    for field, source in old.items():
        assert once["de"][field] == word
        assert translatable.is_outdated(once["de"], field, new.get(field, "")) == (
            field in new and new[field] != source
        ) or (field not in new and once["de"][f"{field}.from"] == digest(source))
        assert twice["de"].get(f"{field}.from", digest(source)) in {
            digest(source),
            digest(new.get(field, source)),
        }
    assert once["fr"] == {}


def test_text_of_which_nobody_knows_the_source_counts_as_good():
    assert not translatable.is_outdated({"text": "Wir testen."}, "text", "We test.")


@pytest.mark.parametrize("part", ["practice", "question", "answers"])
def test_every_text_that_has_words_can_be_translated(part):
    guide = {"what": "w", "levels": {"low": {"looks_like": "l", "steps": [{"title": "t"}]}}}
    made = {
        "practice": translatable.of_practice("n", "s", guide),
        "question": translatable.of_question("t", "h", "u", "s"),
        "answers": translatable.of_answers([(1, "a"), (7, "b")], "m"),
    }[part]

    assert {text.field for text in made if text.source} == {
        "practice": {
            "name",
            "short_name",
            "guide.what",
            "guide.low.looks_like",
            "guide.low.steps.0.title",
        },
        "question": {"text", "help", "unit", "short_name"},
        "answers": {"option.1", "option.7", "missing_label"},
    }[part]
