"""What headers, values, days and names of teams seem to mean. Pure but for the outline."""

import datetime as dt

import pytest
from collected_files import about, in_words, table
from hypothesis import given
from hypothesis import strategies as st

from assessments.actions.collected import columns, days, people, tidying
from assessments.actions.collected.mapping import Days, Meaning, Use
from assessments.actions.collected.scales import Scale, key, scales
from assessments.actions.collected.values import CellReader, NotUnderstoodError
from assessments.models import Question

AGREE = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]


def question(kind=Question.Kind.LIKERT, labels=AGREE, **fields):
    options = [{"code": code, "label": label} for code, label in enumerate(labels, start=1)]
    fields = {"code": "q1", "text": "We deploy on demand.", "missing_label": "Don’t know"} | fields
    return Question(kind=kind, options=options, **fields)


def reader(asked, **said):
    return CellReader(
        asked, Scale("scale", (asked,)) if asked.options else None, Meaning((), **said)
    )


def answers(asked, *cells, **said):
    read = reader(asked, **said)
    found = []
    for cell in cells:
        try:
            found.append(read(cell))
        except NotUnderstoodError:
            found.append("?")
    return found


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("4", 4),
        ("4.0", 4),
        ("04", 4),
        ("agree", 4),
        ("  AGREE  ", 4),
        ("Agree.", 4),
        ("4 - Agree", 4),
        ("4: whatever", 4),
        ("4) x", 4),
        ("whatever (4)", 4),
        ("A4", 4),
        ("AO04", 4),
        ("", None),
        ("   ", None),
        ("N/A", 0),
        ("don't know", 0),
        ("Don’t know", 0),
        ("weiß nicht", 0),
        ("zustimmen", 4),
        ("6", "?"),
        ("0", "?"),
        ("-1", "?"),
        ("4.5", "?"),
        ("1 - 6 months", "?"),
        ("1-9%", "?"),
        ("Agree somewhat", "?"),
        ("=4", "?"),
        ("４", 4),
        ("4" * 5_000, "?"),
        ("\0", "?"),
    ],
)
def test_value_of_a_statement(cell, answer):
    asked = question(translations={"de": {"option.4": "Zustimmen"}})

    assert answers(asked, cell, cell) == [answer, answer]


def test_dont_know_is_no_answer_where_it_is_not_offered():
    assert answers(question(missing_label=""), "n/a") == [None]


def test_label_of_two_options_is_not_guessed():
    assert answers(question(labels=["Often", "Often ", "Never"]), "often", "never") == ["?", 3]


def test_what_was_said_goes_before_what_seems_so():
    asked = question()
    scale = next(iter(scales(_outline(asked))))
    said = {scale: {"1": 5, "agree": None, "top": 5, "mu": 0}}

    assert answers(asked, "1", "agree", "Top", "MU", "2", values=said) == [5, None, 5, 0, 2]


def test_what_was_said_has_to_be_offered():
    asked = question(missing_label="")
    scale = next(iter(scales(_outline(asked))))

    assert answers(asked, "x", "y", values={scale: {"x": 9, "y": 0}}) == ["?", "?"]


def _outline(*asked):
    from assessments.models import Outline

    return Outline("", (), asked)


def test_turned_answers_are_turned_back_where_the_question_is_reversed():
    reverse, plain = question(reverse=True), question()

    assert answers(reverse, "1", "Agree", "n/a", "", turned=("q1",)) == [5, 2, 0, None]
    assert answers(plain, "1", turned=("q1",)) == [1]
    assert answers(reverse, "1") == [1]


@given(st.integers(1, 5), st.sampled_from(["{0}", "{0} - {1}", "{1}", "{1} ({0})", " {1} "]))
def test_turning_twice_gives_what_was_written(code, written):
    cell = written.format(code, AGREE[code - 1])
    once = answers(question(reverse=True), cell, turned=("q1",))

    assert answers(question(reverse=True), str(once[0]), turned=("q1",)) == [code]


@given(st.text(max_size=60))
def test_no_cell_gives_anything_but_an_answer_that_is_offered(cell):
    offered = {None, 0, 1, 2, 3, 4, 5, "?"}

    assert set(answers(question(), cell)) <= offered
    several = answers(question(Question.Kind.MULTIPLE, ["CI", "CD, often", "Trunk"]), cell)[0]
    assert several in offered or set(several) <= {1, 2, 3}
    number = answers(question(Question.Kind.NUMBER, [], minimum=0, maximum=9), cell)[0]
    assert number in {None, "?"} or 0 <= number <= 9


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("CI", [1]),
        ("CI;Trunk;", [1, 3]),
        ("Trunk, CI", [1, 3]),
        ("CD, often", [2]),
        ("CI;CD, often", [1, 2]),
        ("CI|Trunk|CI", [1, 3]),
        ("1,3", [1, 3]),
        ("n/a", 0),
        ("", None),
        ("CI;Other", "?"),
        ("CI, CD, often", "?"),
    ],
)
def test_several_choices_in_one_cell(cell, answer):
    asked = question(Question.Kind.MULTIPLE, ["CI", "CD, often", "Trunk"])

    assert answers(asked, cell) == [answer]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("7", 7),
        ("7.0", 7),
        ("7,5", 7.5),
        ("7 days", 7),
        ("0", 0),
        ("n/a", None),
        ("41", "?"),
        ("-1", "?"),
        ("1,000.5", "?"),
        ("1e3", "?"),
        ("NaN", "?"),
        ("seven", "?"),
        ("9" * 400, "?"),
    ],
)
def test_number_within_its_bounds(cell, answer):
    asked = question(Question.Kind.NUMBER, [], unit="Days", minimum=0, maximum=40)

    assert answers(asked, cell) == [answer]


def test_values_are_told_apart_once_and_choices_one_by_one():
    read = reader(question(Question.Kind.MULTIPLE, ["CI", "CD", "Trunk"]))
    for cell in ("CI;Pairing", "CD", " ci ", ""):
        try:
            read(cell)
        except NotUnderstoodError:
            continue

    assert read.seen() == ["ci", "pairing", "cd"]


@pytest.mark.parametrize(
    ("cell", "days_written", "day"),
    [
        ("2025-03-14 09:12:33", Days.YEAR_FIRST, (2025, 3, 14)),
        ("2025/03/14 9:12:33 AM GMT+1", Days.MONTH_FIRST, (2025, 3, 14)),
        ("14.03.2025 09:12", Days.DAY_FIRST, (2025, 3, 14)),
        ("3/14/2025 9:12", Days.MONTH_FIRST, (2025, 3, 14)),
        ("3/14/25 9:12:33", Days.MONTH_FIRST, (2025, 3, 14)),
        ("1/2/2025", Days.DAY_FIRST, (2025, 2, 1)),
        ("14/3/2025", Days.MONTH_FIRST, None),
        ("3/14/2025", Days.YEAR_FIRST, None),
        ("2025-02-30", Days.YEAR_FIRST, None),
        ("yesterday", Days.DAY_FIRST, None),
        ("", Days.DAY_FIRST, None),
    ],
)
def test_day_is_read_without_its_time(cell, days_written, day):
    assert days.read(cell, days_written) == (dt.date(*day) if day else None)


@given(st.lists(st.dates(dt.date(2001, 1, 1), dt.date(2098, 12, 31)), min_size=1, max_size=9))
def test_days_are_read_as_they_were_written_once_one_is_clear(some):
    # The first is clear in each way of writing
    some = [dt.date(2024, 5, 31), *some]
    ways = {"%Y-%m-%d %H:%M": "YEAR_FIRST", "%d.%m.%Y": "DAY_FIRST", "%m/%d/%Y": "MONTH_FIRST"}
    for way, name in ways.items():
        cells = [f"{day:{way}}" for day in some]

        assert days.guess(cells) == Days[name]
        assert [days.read(cell, days.guess(cells)) for cell in cells] == some


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidying.value(tidying.value(text)) == tidying.value(text)
    assert tidying.name(tidying.name(text)) == tidying.name(text)


@pytest.mark.parametrize(("answered", "most"), [(5, 9), (9, 9), (10, 19), (49, 49), (50, 99)])
def test_number_of_answers_is_told_as_the_end_of_its_band(answered, most):
    assert people.upper_end(answered) == most


@given(st.integers(5, 5_000))
def test_at_least_half_of_those_asked_have_answered(answered):
    assert answered <= people.upper_end(answered) <= 2 * answered


@pytest.mark.django_db
class TestHeaders:
    """Guessed against the shipped questionnaire."""

    @pytest.fixture
    def outline(self, shipped):
        return about().edition.outline()

    @pytest.mark.parametrize(
        ("before", "text_of"),
        [
            # Google Forms, and its grid of statements
            ([("Timestamp", "x"), ("Email Address", "x")], lambda q: q.text),
            ([("Zeitstempel", "x")], lambda q: f"How far do you agree? [{q.text}]"),
            # Microsoft Forms
            ([("ID", 1), ("Start time", "x"), ("Completion time", "x")], lambda q: q.text + "\xa0"),
            # LimeSurvey with codes, with both, and Typeform
            ([("id", 1), ("submitdate", "x"), ("startlanguage", "de")], lambda q: q.code),
            ([("Response ID", 1), ("Date submitted", "x")], lambda q: f"{q.code}. {q.text}"),
            ([("#", "x")], lambda q: q.text.upper()),
        ],
    )
    def test_export_of_another_tool_is_understood(self, outline, before, text_of):
        file = table(*in_words(outline, [], before=before, text_of=text_of))

        guessed = columns.guess(file.header, outline)

        asked = {question.code for question in columns.importable(outline)}
        assert set(Meaning(guessed).questions()) == asked
        assert guessed[len(before)] == Use.TEAM
        if len(before) > 1:
            assert set(guessed[: len(before)]) & {Use.DATE, Use.PERSON}

    @pytest.mark.parametrize("language", ["de", "fr", "es"])
    def test_shipped_translations_are_understood(self, outline, language):
        asked = columns.importable(outline)
        header = [one.translations[language]["text"] for one in asked]
        by_key = scales(outline)

        assert columns.guess(header, outline) == tuple(f"question:{one.code}" for one in asked)
        for one in (one for one in asked if one.options):
            said = one.translations[language]
            for option in one.options:
                label = tidying.value(said[f"option.{option['code']}"])
                assert by_key[key(one)].guess(label) == option["code"]
            assert by_key[key(one)].guess(tidying.value(said["missing_label"])) == 0

    def test_words_and_role_stay_out(self, outline):
        out = [one for one in outline.questions if one.is_text or one.code == "role"]

        assert len(out) > 5
        assert set(columns.guess([one.code for one in out], outline)) == {""}

    def test_nothing_is_there_twice(self, outline):
        code = columns.importable(outline)[0].code

        assert columns.guess(["Team", code, code.upper(), "team", ""], outline) == (
            "team", f"question:{code}", "", "", "",
        )  # fmt: skip

    def test_one_scale_holds_all_statements(self, outline):
        sizes = sorted(len(scale.questions) for scale in scales(outline).values())

        assert sizes[-1] == 35
