"""Conditions look back in the order of asking, which is not always that of a file."""

import io
import json

import pytest
from form_files import AGREE, ask, notes, read, scale
from formats_samples import questionnaires
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from assessments.content.formats import asking_order, files
from assessments.content.formats.files import Format
from assessments.content.schema import QuestionnaireContent

YES_NO = [{"code": 1, "label": "Yes"}, {"code": 2, "label": "No"}]


def choice(code, practice=None, after=None):
    condition = {"show_if": {"question": after, "answers": [1]}} if after else {}
    return {
        "code": code,
        "kind": "choice",
        "practice": practice,
        "text": code,
        "options": YES_NO,
        "source": "",
        "wording_version": 1,
    } | condition


def content(*questions, practices=("one", "two")):
    return QuestionnaireContent.model_validate_json(
        json.dumps(
            {
                "key": "some",
                "title": "Some",
                "lead_in": "",
                "missing_label": "",
                "scale": [],
                "practices": [
                    {"key": key, "name": key, "short_name": key, "source": ""} for key in practices
                ],
                "questions": questions,
            }
        )
    )


def codes(found):
    return [question.code for question in found]


def test_questions_of_no_practice_are_asked_last():
    found = content(choice("a"), choice("b", "two"), choice("c", "one"), choice("d", "two"))

    assert codes(found.as_asked()) == ["c", "b", "d", "a"]


@pytest.mark.parametrize(
    "questions",
    [
        [choice("role"), choice("b", "one", after="role")],
        [choice("b", "two"), choice("c", "one", after="b")],
        [choice("b", "one", after="c"), choice("c", "one")],
        [choice("b", "one", after="b")],
    ],
)
def test_condition_on_what_is_asked_later_is_refused_in_words(questions):
    with pytest.raises(ValidationError, match=r"depends on no earlier question: \w+ is not asked"):
        content(*questions)


@pytest.mark.parametrize(
    "questions",
    [
        [choice("a", after="b"), choice("b", "one")],
        [choice("c", "two", after="b"), choice("b", "one")],
        [choice("a"), choice("b", after="a")],
    ],
)
def test_condition_on_what_is_asked_before_holds_wherever_it_stands(questions):
    assert len(content(*questions).questions) == 2


@pytest.mark.parametrize("wanted", [Format.YAML, Format.JSON, Format.CSV, Format.XLSX])
def test_order_of_the_file_is_kept_where_it_is_not_that_of_asking(wanted):
    first = content(choice("a", after="b"), choice("b", "two"), choice("c", "one"))

    back = files.read(io.BytesIO(files.write(first, wanted).data), f"a.{wanted.extension}").content

    assert codes(back.questions) == ["a", "b", "c"]
    assert files.write(back, wanted).data == files.write(first, wanted).data


@given(questionnaires())
@settings(max_examples=25)
def test_all_questions_are_asked_once_and_practices_one_after_the_other(found):
    asked = found.as_asked()
    places = [question.practice for question in asked]

    assert sorted(codes(asked)) == sorted(codes(found.questions))
    assert [p for n, p in enumerate(places) if n == 0 or places[n - 1] != p] == [
        key for key in (*(p.key for p in found.practices), None) if found.questions_of(key)
    ]


@given(st.permutations([choice("a"), choice("b", "one"), choice("c", "two"), choice("d", "one")]))
@settings(max_examples=24)
def test_plain_data_and_contents_are_asked_in_the_same_order(questions):
    plain = asking_order.as_asked([{"key": "one"}, {"key": "two"}], questions)

    assert [one["code"] for one in plain] == codes(content(*questions).as_asked())
    assert asking_order.looking_ahead([{"key": "one"}, {"key": "two"}], questions) == []


def test_form_that_filters_before_its_groups_asks_everybody_and_says_so():
    found = read(
        [
            ask("select_one yn", "uses", "Do you deploy?"),
            ask("begin_group", "flow", "Flow"),
            ask("select_one agree", "f1", "It flows.", relevant="${uses} = '1'"),
            ask("select_one agree", "f2", "It flows well.", relevant="${f1} = '5'"),
            ask("end_group", ""),
            ask("text", "why", "Why?", relevant="${f2} = '1'"),
        ],
        [*scale(), *scale(["Yes", "No"], "yn")],
    )

    conditions = {question.code: question.show_if for question in found.content.questions}
    assert conditions["uses"] is None
    assert conditions["f1"] is None
    assert conditions["f2"].question == "f1"
    assert conditions["why"].question == "f2"
    assert notes(found.left_out) == (
        "survey, row 4: f1: everybody is asked, because uses comes after it here."
    )
    assert len(found.content.scale) == len(AGREE)


@pytest.mark.parametrize("code", ["go", "edition", "link", "seen", "csrfmiddlewaretoken"])
def test_code_that_a_form_sends_beside_the_answers_is_refused_or_renamed(code):
    with pytest.raises(ValidationError, match="one of the survey’s own"):
        content(choice(code))

    found = read([ask("text", code), ask("text", "why")])
    assert codes(found.content.questions) == [f"{code}_2", "why"]
