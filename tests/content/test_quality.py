"""The checks before publishing, each with a content that passes and one that does not."""

import json

import pytest

from assessments.content import changes, loader, quality

STATEMENT = {"kind": "likert", "practice": "one", "source": "ours", "wording_version": 1}


def content(*questions, **fields):
    whole = {
        "key": "some",
        "title": "Some",
        "lead_in": "Think of it.",
        "missing_label": "Don’t know",
        "scale": [{"code": 1, "label": "No"}, {"code": 2, "label": "Yes"}],
        "practices": [
            {
                "key": "one",
                "name": "One",
                "short_name": "One",
                "source": "me",
                "guide": {"what": "x"},
            }
        ],
        "questions": list(questions or GOOD),
    } | fields
    return loader.QuestionnaireContent.model_validate_json(json.dumps(whole))


GOOD = [
    STATEMENT | {"code": "a", "text": "We test."},
    STATEMENT | {"code": "b", "text": "We wait.", "reverse": True},
    STATEMENT | {"code": "c", "text": "We learn."},
]


def sentences(found, *, blocks):
    return [one.sentence for one in quality.check(found) if one.blocks == blocks]


def test_good_content_passes():
    assert quality.check(content()) == ()


def test_shipped_content_has_no_error():
    assert sentences(loader.load_guided_questionnaire(), blocks=True) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (content(STATEMENT | {"code": "t", "kind": "text", "text": "Why?"}), "has no statement"),
        (content(*({**one, "weight": 0.0} for one in GOOD)), "has a weight above 0"),
        (content(*GOOD, STATEMENT | {"code": "d", "text": " "}), "d has no text"),
        (content(questions=[]), "There is no question"),
    ],
)
def test_error_blocks(found, said):
    assert any(said in sentence for sentence in sentences(found, blocks=True))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (content(*GOOD[:2]), "has 2 statements"),
        (content(GOOD[0], GOOD[2], GOOD[0] | {"code": "x"}), "no reversed statement"),
        (content(*GOOD, GOOD[0] | {"code": "d", "text": "We plan and test."}), "an “and”"),
        (content(*GOOD, GOOD[0] | {"code": "d", "text": "Plans/tests"}), "or “/”"),
        (content(*GOOD, GOOD[0] | {"code": "d", "source": ""}), "names no source"),
        (content(*GOOD, GOOD[0] | {"code": "d", "missing_label": ""}), "no “don’t know”"),
        (content(*GOOD, GOOD[0] | {"code": "d", "text": "x" * 241}), "is long"),
        (
            content(
                *GOOD,
                STATEMENT
                | {
                    "code": "d",
                    "text": "We plan.",
                    "options": [{"code": n, "label": str(n)} for n in (1, 2, 3)],
                },
            ),
            "scales of different length",
        ),
        (content(lead_in=""), "lead-in is empty"),
        (content(languages=["de"]), "3 questions without a text in de"),
    ],
)
def test_warning_does_not_block(found, said):
    assert any(said in sentence for sentence in sentences(found, blocks=False))
    assert sentences(found, blocks=True) == []


NUMBER = STATEMENT | {"code": "n", "kind": "number", "text": "How many?"}
TEXT = STATEMENT | {"code": "t", "kind": "text", "text": "Why?"}


@pytest.mark.parametrize(
    ("question", "warned"),
    [
        (NUMBER, True),
        (TEXT, False),
        (TEXT | {"kind": "short"}, True),
        (TEXT | {"practice": None}, True),
    ],
)
def test_question_whose_answers_no_page_shows_is_told(question, warned):
    found = sentences(content(*GOOD, question), blocks=False)

    assert any("no page shows the answers" in sentence for sentence in found) is warned


def test_role_and_comments_of_the_shipped_questionnaire_are_shown():
    found = sentences(loader.load_guided_questionnaire(), blocks=False)

    assert not any("no page shows the answers" in sentence for sentence in found)


def test_ordered_choices_are_statements():
    options = [{"code": n, "label": str(n), "value": float(n * n)} for n in (1, 2, 3)]
    ordered = [one | {"kind": "ordinal", "options": options} for one in GOOD]

    assert quality.check(content(*ordered)) == ()


def test_word_within_a_word_is_no_conjunction():
    found = content(*GOOD, GOOD[0] | {"code": "d", "text": "Our standards hold for sandboxes."})

    assert not any("“and”" in sentence for sentence in sentences(found, blocks=False))


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        ({"text": "We test daily."}, False),
        ({"help": "All of it."}, False),
        ({"required": True}, False),
        ({"reverse": True}, True),
        ({"weight": 2.0}, True),
        ({"options": [{"code": n, "label": str(n)} for n in (1, 2, 3)]}, True),
        ({"options": [{"code": 1, "label": "Nope"}, {"code": 2, "label": "Yep"}]}, False),
    ],
)
def test_change_breaks_where_answers_cannot_be_compared(change, breaks):
    found = changes.changed_questions(content(), content(GOOD[0] | change, *GOOD[1:]))

    assert [(one.code, one.breaks) for one in found] == [("a", breaks)]


def test_source_and_translation_are_no_change_of_the_question():
    other = content(GOOD[0] | {"source": "x", "translations": {"de": {"text": "A"}}}, *GOOD[1:])

    assert changes.changed_questions(content(), other) == ()
