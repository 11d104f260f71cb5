import pytest

from assessments.models import Outline, Question
from assessments.models.bank import Page
from assessments.scoring.values import Metric

pytestmark = pytest.mark.django_db


@pytest.fixture
def outline(edition):
    return edition.outline()


def test_outline_is_read_once(edition, django_assert_num_queries):
    edition.outline()

    with django_assert_num_queries(0):
        edition.outline()


def test_pages_hold_every_active_question_once_in_order(outline):
    on_pages = [question for page in outline.pages for question in page.questions]

    assert tuple(on_pages) == outline.questions
    assert [page.number for page in outline.pages] == list(range(1, len(outline.pages) + 1))
    assert outline.pages[-1].practice is None


def test_inactive_practice_is_left_out(edition, outline):
    inactive = edition.practices.get(active=False)

    assert inactive not in outline.practices
    assert all(question.practice_id != inactive.pk for question in outline.questions)
    assert inactive.questions.exists()


def test_places_are_a_practices_statements(outline):
    for practice in outline.practices:
        asked = [outline.questions[place] for place in outline.places(practice)]

        assert len(asked) == 5
        assert {question.kind for question in asked} == {Question.Kind.LIKERT}
        assert {question.practice_id for question in asked} == {practice.pk}


def test_metric_places_are_the_four_metrics(outline):
    places = outline.metric_places()

    assert set(places) == set(Metric)
    assert all(outline.questions[place].metric == metric for metric, place in places.items())


def test_roles_are_those_of_the_role_question(outline):
    question = outline.questions[outline.role_place()]

    assert question.code == "role"
    assert question.is_personal
    assert outline.roles() == {option["code"]: option["label"] for option in question.options}
    assert list(outline.roles()) == [1, 2, 3, 4, 5, 6]


def test_questionnaire_without_the_role_has_no_roles(outline):
    asked = tuple(question for question in outline.questions if question.code != "role")
    without = Outline(outline.lead_in, outline.pages, asked)

    assert without.role_place() is None
    assert without.roles() == {}


def test_text_that_is_called_role_is_no_filter(outline):
    text = Question(code="role", kind=Question.Kind.TEXT, text="Your role in your own words")
    asked = tuple(text if one.code == "role" else one for one in outline.questions)

    assert Outline(outline.lead_in, outline.pages, asked).role_place() is None


def test_sample_is_an_unreversed_statement_of_the_practice(outline):
    for practice in outline.practices:
        question = outline.sample(practice)

        assert not question.reverse
        assert question.practice_id == practice.pk


def test_scored_and_personal_questions_are_told_apart(outline):
    scored = {question.code for question in outline.questions if question.is_scored}
    personal = {question.code for question in outline.questions if question.is_personal}

    assert len(scored) == 5 * len(outline.practices) + 4
    assert len(personal) >= 1
    assert scored.isdisjoint(personal)


def test_page_without_personal_keeps_the_rest(outline):
    kept = [question for page in outline.pages for question in page.without_personal().questions]

    assert kept == [question for question in outline.questions if not question.is_personal]


def test_item_carries_what_scoring_needs(outline):
    reverse = next(question for question in outline.questions if question.reverse)

    item = reverse.item(7)

    assert (item.code, item.reverse, item.weight, item.points) == (reverse.code, True, 1.0, 7)
    assert item.levels == ()
    assert reverse.codes() == frozenset(range(1, 8))


def ordered(*values):
    options = [{"code": n, "label": str(v), "value": v} for n, v in enumerate(values, start=1)]
    return Question(code="o", kind="ordinal", practice_id=1, text="How often?", options=options)


def test_ordered_choice_lies_by_its_values_on_its_practices_scale():
    assert ordered(0, 10, 50, 100).item(11).levels == (1, 2, 6, 11)
    assert ordered(3, 2, 1).item(5).levels == (5, 3, 1)
    assert ordered(1, 2, 3).item(3).levels == ()


def test_shorter_scale_is_stretched():
    options = [{"code": code, "label": str(code)} for code in (1, 2, 3)]
    short = Question(code="s", kind="likert", practice_id=1, text="We ship.", options=options)

    assert short.item(7).levels == (1, 4, 7)


def test_ordered_choice_is_a_statement_only_of_a_practice_and_unless_it_is_a_metric():
    alone, metric = ordered(1, 2), ordered(1, 2)
    alone.practice_id, metric.metric = None, "lead_time"

    assert [ordered(1, 2).is_statement, alone.is_statement, metric.is_statement] == [
        True,
        False,
        False,
    ]
    assert [alone.is_scored, metric.is_scored] == [False, True]


def test_middle_label_is_what_the_middle_of_the_scale_says(outline):
    assert outline.middle_label() == "Neither agree nor disagree"


@pytest.mark.parametrize(
    "scales",
    [
        [["No", "Rather not", "Rather", "Yes"]],
        [["No", "Neither", "Yes"], ["Never", "At times", "Always"]],
    ],
)
def test_scale_without_a_common_middle_has_no_middle_label(scales):
    statements = tuple(
        Question(
            kind=Question.Kind.LIKERT,
            options=[{"code": code, "label": label} for code, label in enumerate(scale, start=1)],
        )
        for scale in scales
    )

    assert Outline("", (), statements).middle_label() == ""


def test_question_whose_condition_is_not_asked_is_not_asked_either():
    def choice(code, **show_if):
        options = [{"code": 1, "label": "Yes"}, {"code": 2, "label": "No"}]
        return Question(code=code, kind="choice", text=code, options=options, show_if=show_if)

    chain = (
        choice("a"),
        choice("b", question="a", answers=[1]),
        choice("c", question="b", answers=[1]),
    )
    # They are stored as the file had them, and asked page by page
    outline = Outline("", (Page(1, None, chain),), chain[::-1])

    assert outline.asked({"a": 1, "b": 1}) == {"a", "b", "c"}
    # An answer to "b" may be left from before "a" was changed.
    assert outline.asked({"a": 2, "b": 1}) == {"a"}
    assert outline.asked({}) == {"a"}
