"""Differences and changes between any two contents: nothing is missed and nothing made up."""

import pytest
from formats_samples import questionnaires
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.content import changes, quality
from assessments.content.changes import changed_questions
from assessments.content.differences import Change, differences
from assessments.content.schema_question import CHOICES, QuestionKind

MANY = settings(max_examples=12)
CONTENTS = questionnaires()


def keys(found, part, change):
    return {one.key for one in found if (one.part, one.change) == (part, change)}


@given(CONTENTS)
@MANY
def test_content_is_no_different_from_itself(content):
    again = content.model_validate_json(content.model_dump_json())

    assert differences(content, again) == []
    assert changed_questions(content, again) == ()


@given(CONTENTS, CONTENTS)
@MANY
def test_what_came_one_way_went_the_other(before, after):
    there, back = differences(before, after), differences(after, before)

    for part in ("practice", "question"):
        assert keys(there, part, Change.ADDED) == keys(back, part, Change.REMOVED)
        assert keys(there, part, Change.CHANGED) == keys(back, part, Change.CHANGED)
    for one in there:
        assert bool(one.fields) == (one.change is Change.CHANGED)
        assert all(field.before != field.after for field in one.fields)


@given(CONTENTS, CONTENTS)
@MANY
def test_every_question_of_both_is_told_once_at_most(before, after):
    told = [one.key for one in differences(before, after) if one.part == "question"]
    codes = {question.code for question in (*before.questions, *after.questions)}

    assert len(told) == len(set(told))
    assert set(told) <= codes


@given(CONTENTS, st.randoms(use_true_random=False))
@MANY
def test_fewest_parts_are_told_as_moved(content, dice):
    order = list(content.questions)
    dice.shuffle(order)
    # Conditions would not allow every order; only the telling is asked here
    after = content.model_construct(**{**dict(content), "questions": tuple(order)})

    moved = keys(differences(content, after), "question", Change.MOVED)

    old = [one.code for one in content.questions if one.code not in moved]
    assert old == [one.code for one in order if one.code not in moved]
    assert (not moved) == (order == list(content.questions))
    assert len(moved) < max(len(order), 1)


@given(CONTENTS, st.data())
@MANY
def test_changed_field_is_told_of_its_question_and_of_no_other(content, data):
    assume(content.questions)
    place = data.draw(st.integers(0, len(content.questions) - 1))
    old = content.questions[place]
    change = data.draw(st.sampled_from([("text", f"{old.text}!"), ("help", f"{old.help}?")]))
    new = old.model_copy(update=dict([change]))
    questions = (*content.questions[:place], new, *content.questions[place + 1 :])
    after = content.model_copy(update={"questions": questions})

    (told,) = [one for one in changed_questions(content, after) if one.code == old.code]
    (other,) = [one for one in differences(content, after) if one.key == old.code]

    assert (told.breaks, [field.field for field in told.fields]) == (False, [change[0]])
    assert [(field.name, field.after) for field in other.fields] == [change]
    # Others may only be told where they depend on the question's words
    assert {one.code for one in changed_questions(content, after)} - {old.code} <= {
        one.code for one in content.questions if one.show_if and one.show_if.question == old.code
    }


@given(CONTENTS, st.data())
@MANY
def test_what_answers_mean_breaks_the_comparison_whatever_anybody_says(content, data):
    choosing = [one for one in content.questions if one.kind in CHOICES]
    assume(choosing)
    old = data.draw(st.sampled_from(choosing))
    fewer = old.model_construct(**{**dict(old), "options": old.options[:-1]})
    questions = tuple(fewer if one.code == old.code else one for one in content.questions)
    after = content.model_construct(**{**dict(content), "questions": questions})

    (told,) = [one for one in changed_questions(content, after) if one.code == old.code]

    assert told.breaks
    assert changes.BREAKS["points"] in told.reasons


@given(CONTENTS)
@MANY
def test_checks_name_what_there_is_and_errors_come_first(content):
    found = quality.check(content)

    blocks = [one.blocks for one in found]
    assert blocks == sorted(blocks, reverse=True)
    assert {one.code for one in found} <= {"", *(question.code for question in content.questions)}
    assert {one.practice for one in found} <= {"", *(part.key for part in content.practices)}
    assert {one.language for one in found} <= {"", *content.languages}
    assert all(one.sentence.endswith(".") for one in found)


@given(CONTENTS)
@MANY
def test_practice_without_anything_to_score_always_blocks(content):
    scored = {
        one.practice
        for one in content.questions
        if one.kind in {QuestionKind.LIKERT, QuestionKind.ORDINAL} and not one.metric
    }
    empty = {part.key for part in content.practices if part.active} - scored

    blocking = {one.practice for one in quality.check(content) if one.blocks and one.practice}
    assert empty <= blocking


@pytest.mark.parametrize("field", list(changes.BREAKS))
def test_every_reason_is_a_sentence_of_its_own(field):
    assert changes.BREAKS[field].endswith(".")
    assert list(changes.BREAKS.values()).count(changes.BREAKS[field]) == 1
