"""XLSForm both ways: ours are valid forms, and forms as people have them become questionnaires."""

import contextlib
import io

import pytest
from form_files import AGREE, SETTINGS, ask, notes, read, scale
from formats_samples import questionnaires
from hypothesis import given, settings
from pyxform.xls2xform import convert

from assessments.content import loader
from assessments.content.formats import files
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.files import Format

SHIPPED = loader.load_guided_questionnaire()


def xform(data, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    return convert(xlsform=str(path), validate=False)


def active(content):
    kept = {practice.key for practice in content.practices if practice.active}
    return [q for q in content.questions if q.practice is None or q.practice in kept]


def test_shipped_questionnaire_is_a_valid_form_and_comes_back(tmp_path):
    written = files.write(SHIPPED, Format.XLSFORM)

    made = xform(written.data, tmp_path)
    back = files.read(io.BytesIO(written.data), "form.xlsx").content

    assert made.warnings == []
    assert list(back.questions) == active(SHIPPED)
    assert back.scale == SHIPPED.scale
    assert "the guidance of practices (8" in notes(written.left_out)
    assert "fast_flow: Left out: a retired practice" in notes(written.left_out)


@given(content=questionnaires())
@settings(max_examples=8)
def test_every_questionnaire_is_written_and_read_or_refused_in_words(content):
    data = files.write(content, Format.XLSFORM).data

    if not active(content):
        with pytest.raises(FileRefusedError):
            files.read(io.BytesIO(data), "form.xlsx")
        return
    with contextlib.suppress(FileRefusedError):
        back = files.read(io.BytesIO(data), "form.xlsx").content
        assert len(back.questions) <= len(content.questions)


def test_groups_of_statements_become_practices():
    found = read(
        [
            ask("start", "start"),
            ask("note", "welcome", "Think of last month."),
            ask("begin group", "Trust & Safety", "Trust"),
            ask("select_one agree", "Q1", "I can speak up.", required="yes"),
            ask("select_one agree", "Q2", "Errors are hidden."),
            ask("end group", ""),
            ask("begin_group", "about", "About you"),
            ask("select_one yesno", "lead", "Do you lead?"),
            ask("end_group", ""),
        ],
        [*scale(), {"list_name": "agree", "name": 99, "label": "Don't know"},
         *scale(["Yes", "No"], "yesno")],
    )  # fmt: skip
    content = found.content

    assert (content.key, content.title, content.lead_in) == (
        "acme-2026", "Work at Acme", "Think of last month.",
    )  # fmt: skip
    assert [(p.key, p.name) for p in content.practices] == [("trust_safety", "Trust")]
    assert [(q.code, q.kind, q.practice, q.required) for q in content.questions] == [
        ("q1", "likert", "trust_safety", True),
        ("q2", "likert", "trust_safety", False),
        ("lead", "choice", None, False),
    ]
    assert [option.label for option in content.scale] == AGREE
    assert [content.missing_label_of(q) for q in content.questions] == ["Don't know"] * 2 + [""]
    assert "survey, row 2: start: times, devices and persons are not recorded here." in notes(
        found.left_out
    )
    assert "“Don't know” counts as a missing answer." in notes(found.decisions)
    assert "survey, row 8: The group has no statements, so it is no practice." in notes(
        found.decisions
    )


@pytest.mark.parametrize("labels", [AGREE[::-1], ["Always", "Often", "Rarely", "Never"]])
def test_scale_that_begins_high_is_turned_and_conditions_with_it(labels):
    choices = [
        {"list_name": "s", "name": f"o{number}", "label": label}
        for number, label in enumerate(labels)
    ]
    found = read(
        [
            ask("begin_group", "g", "G"),
            ask("select_one s", "q1"),
            ask("text", "q2", relevant="${q1} = 'o0'"),
            ask("end_group", ""),
        ],
        choices,
    )

    assert [option.label for option in found.content.scale] == labels[::-1]
    assert found.content.questions[1].show_if.answers == (len(labels),)
    assert "so it is turned" in notes(found.decisions)


def test_numbers_falling_from_the_best_are_put_in_order():
    choices = [
        {"list_name": "s", "name": code, "label": label}
        for code, label in zip(range(5, 0, -1), AGREE[::-1], strict=True)
    ]

    content = read([ask("select_one s", "q1")], choices).content

    assert [option.label for option in content.scale] == AGREE
    assert [p.name for p in content.practices] == ["Work at Acme"]


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("${a} = '1'", (1,)),
        ('${a}="2"', (2,)),
        ("${a} = 1 or ${a} = 2", (1, 2)),
        ("selected(${a}, '2')", (2,)),
        ("selected(${a},'1') or selected(${a}, '2')", (1, 2)),
        ("(${a} = '1')", (1,)),
        ("${a} != '1'", None),
        ("${a} = '1' and ${a} = '2'", None),
        ("${a} = '7'", None),
        ("${nobody} = '1'", None),
        ("count(${a}) > 1", None),
    ],
)
def test_conditions_are_understood_or_left_out(said, answers):
    found = read(
        [ask("select_one l", "a"), ask("text", "b", relevant=said)], scale(["Yes", "No"], "l")
    )
    condition = found.content.questions[1].show_if

    assert (condition and condition.answers) == answers
    assert ("everybody is asked" in notes(found.left_out)) is (answers is None)


@pytest.mark.parametrize(
    ("kind", "said", "bounds"),
    [
        ("integer", ". >= 0 and . <= 100", (0, 100)),
        ("integer", ".>0 and .<10", (1, 9)),
        ("decimal", ". >= 0.5", (0.5, None)),
        ("decimal", ". > 0", (None, None)),
        ("integer", "regex(., '[0-9]+')", (None, None)),
    ],
)
def test_bounds_are_understood_or_left_out(kind, said, bounds):
    found = read([ask(kind, "n", constraint=said)])
    (question,) = found.content.questions

    assert (question.kind, question.minimum, question.maximum) == ("number", *bounds)
    assert ("is not checked" in notes(found.left_out)) is (bounds == (None, None))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("calculate", "calculations are not made"),
        ("image", "the type “image” is not asked"),
        ("geopoint", "the type “geopoint” is not asked"),
        ("range", "ranges are not asked"),
        ("rank l", "ranking is not asked"),
        ("date", "dates are not asked"),
        ("deviceid", "not recorded here"),
        ("select_one nothing", "has 0 answers"),
        ("select_one_from_file a.csv", "in another file"),
    ],
)
def test_rows_that_cannot_be_asked_are_named_with_their_reason(kind, reason):
    found = read([ask("text", "kept"), ask(kind, "gone")])

    assert [q.code for q in found.content.questions] == ["kept"]
    assert notes(found.left_out).startswith("survey, row 3: gone: ")
    assert reason in notes(found.left_out)


def test_repeats_are_left_out_with_all_that_is_in_them():
    found = read(
        [
            ask("text", "kept"),
            ask("begin_repeat", "r"),
            ask("text", "inside"),
            ask("end_repeat", ""),
            ask("text", "after"),
        ]
    )

    assert [q.code for q in found.content.questions] == ["kept", "after"]
    assert "inside: it is in a repeat" in notes(found.left_out)


def test_languages_are_read_beside_each_other():
    english, german = "label::English (en)", "label::Deutsch (de)"
    survey = [{"type": "select_one l", "name": "a", english: "Why?", german: "Warum?"}]
    choices = [
        {"list_name": "l", "name": "y", english: "Yes", german: "Ja"},
        {"list_name": "l", "name": "n", english: "No", german: "Nein"},
    ]

    content = read(
        survey, choices, settings=SETTINGS | {"default_language": "English (en)"}
    ).content

    assert (content.language, content.languages) == ("en", ("de",))
    assert content.questions[0].translations == {
        "de": {"text": "Warum?", "option.1": "Ja", "option.2": "Nein"}
    }


def test_names_become_codes_and_each_is_there_once():
    content = read([ask("text", "A.1"), ask("text", "a_1"), ask("text", "2nd"), ask("text", "ß")])

    assert [q.code for q in content.content.questions] == ["a_1", "a_1_2", "q_2nd", "question"]


def test_form_without_anything_to_ask_is_refused():
    with pytest.raises(FileRefusedError, match="No question of this form"):
        read([ask("image", "a")])
    with pytest.raises(FileRefusedError, match="needs the columns"):
        read([{"name": "a"}])
