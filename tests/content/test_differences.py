"""What is different between two contents: each part once, with what changed in it."""

from assessments.content import loader
from assessments.content.differences import Change, Field, differences

BANK = loader.load_questionnaire()


def changed(**updates):
    return BANK.model_copy(update=updates)


def test_equal_contents_have_no_differences():
    assert differences(BANK, BANK) == []


def test_changed_statement_names_its_fields():
    first, *rest = BANK.questions
    after = changed(questions=(first.model_copy(update={"text": "Else?", "weight": 2.0}), *rest))

    (found,) = differences(BANK, after)

    assert (found.part, found.key, found.change) == ("question", first.code, Change.CHANGED)
    assert found.fields == (Field("text", first.text, "Else?"), Field("weight", "1", "2"))


def test_part_that_comes_goes_or_moves_is_named_once():
    first, second, *rest = BANK.questions
    new = first.model_copy(update={"code": "vc_new"})

    assert [(d.key, d.change) for d in differences(BANK, changed(questions=(second, *rest)))] == [
        (first.code, Change.REMOVED)
    ]
    assert [
        (d.key, d.change) for d in differences(BANK, changed(questions=(new, first, second, *rest)))
    ] == [("vc_new", Change.ADDED)]
    assert [
        (d.key, d.change) for d in differences(BANK, changed(questions=(second, *rest, first)))
    ] == [(first.code, Change.MOVED)]


def test_changed_scale_is_a_change_of_all_that_take_it():
    scale = (BANK.scale[0].model_copy(update={"label": "Not at all"}), *BANK.scale[1:])

    found = differences(BANK, changed(scale=scale))

    takers = [q.code for q in BANK.questions if q.kind == "likert" and not q.options]
    assert [one.key for one in found] == [BANK.key, *takers]


def test_own_scale_that_is_the_questionnaires_is_no_difference():
    questions = tuple(q.model_copy(update={"options": BANK.options_of(q)}) for q in BANK.questions)

    assert differences(BANK, changed(questions=questions)) == []
