"""A question's markup is made once for each answer, and never keeps what somebody typed."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from assessments.models import Question
from assessments.pages import question_view, survey_form

OPTIONS = [{"code": 1, "label": "Disagree"}, {"code": 2, "label": "Agree & more"}]
STATEMENT = Question(
    code="s1", kind="likert", text="We <test>.", options=OPTIONS, missing_label="I don't know"
)
COMMENT = Question(code="c1", kind="text", text="What holds you back?", help="Name no one.")


@pytest.fixture(autouse=True)
def _nothing_kept():
    question_view._kept_markup.cache_clear()


def view_of(question, value="", errors=None):
    return question_view.questions([question], {question.code: value}, errors)[0]


def included(view):
    return render_to_string("assessments/respond/_question.html", {"question": view})


def kept():
    return question_view._kept_markup.cache_info().currsize


@pytest.mark.parametrize("value", ["", "0", "1", "2", "9", 1])
def test_markup_equals_the_template_at_first_and_again(value):
    view = view_of(STATEMENT, value)

    assert [view.markup(), view_of(STATEMENT, value).markup()] == [included(view)] * 2
    assert kept() == 1


def test_markup_of_another_answer_or_wording_is_another():
    views = [
        view_of(STATEMENT, "1"),
        view_of(STATEMENT, "2"),
        replace(view_of(STATEMENT, "1"), text="We ship."),
    ]

    assert [view.markup() for view in views] == [included(view) for view in views]
    assert kept() == 3


def test_markup_does_not_keep_what_somebody_typed():
    view = view_of(COMMENT, "Our lead <b>")

    assert "Our lead &lt;b&gt;" in view.markup()
    assert kept() == 0


@pytest.mark.parametrize("typed", ["17", "drop table", "Our lead"])
def test_markup_does_not_keep_a_value_that_is_none_of_the_options(typed):
    view = view_of(STATEMENT, typed, {"s1": [survey_form.CHOOSE_AGAIN]})

    assert str(survey_form.CHOOSE_AGAIN) in view.markup()
    assert kept() == 0


def test_markup_shows_a_changed_template_in_development(settings):
    settings.DEBUG = True

    view_of(STATEMENT, "1").markup()

    assert kept() == 0


def test_fields_are_shared_by_questions_that_are_answered_alike():
    other = Question(
        code="s2", kind="likert", text="We ship.", options=OPTIONS, missing_label="Not sure"
    )

    fields = survey_form.SheetForm(None, [STATEMENT, other, COMMENT]).fields

    assert fields["s1"] is fields["s2"]
    assert fields["s1"] is not fields["c1"]


def test_shared_field_keeps_nothing_of_a_sheet():
    survey_form.SheetForm({"s1": "9", "c1": "x" * 2001}, [STATEMENT, COMMENT]).is_valid()

    form = survey_form.SheetForm({"s1": "1"}, [STATEMENT, COMMENT])

    assert form.is_valid()
    assert form.answers() == {"s1": 1}


def test_markup_is_kept_for_each_language_by_itself():
    asked = Question(code="s2", kind="likert", text="We ship.", options=OPTIONS, required=True)
    view = view_of(asked, "1")
    english = view.markup()

    with translation.override("de"):
        assert "(Antwort nötig)" in view.markup()
    assert "(needs an answer)" in english
    assert view.markup() == english
    assert kept() == 2
