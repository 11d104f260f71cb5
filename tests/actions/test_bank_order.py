"""The order of a draft after any run of changes is that of a list that is changed the same way."""

import random

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from assessments.actions import bank, bank_order, bank_restoring, bank_rows
from assessments.errors import BankError, BrokenDraftError, EditConflictError, NotADraftError
from assessments.models import Edition, Practice, Question

pytestmark = pytest.mark.django_db
SCALE = [{"code": code, "label": str(code)} for code in (1, 2, 3)]
NAMES = ("One", "Two", "Three")


@pytest.fixture
def editor():
    return User.objects.create(username="ed")


@pytest.fixture
def draft(editor):
    """Three practices of three, two and no statements, and a question of none."""
    made = bank.new_questionnaire(title="Ours", lead_in="", language="en", by=editor)
    practices = [
        bank_rows.add_practice(made, values={"name": name, "short_name": name}, by=editor)
        for name in NAMES
    ]
    for text, practice in zip("abcde", [*practices[:1] * 3, *practices[1:2] * 2], strict=True):
        add(made, text, practice, editor)
    add(made, "z", None, editor, kind="text", options=[])
    return made


def add(draft, text, practice, editor, **more):
    values = {"kind": "likert", "text": text, "practice": practice, "options": SCALE} | more
    return bank_rows.add_question(draft, values=values, by=editor)


def shape(draft):
    """Return the practices' names in order, each with its questions' texts; those of none last."""
    groups = {name: [] for name in draft.practices.order_by("position").values_list("name", flat=1)}
    groups[None] = []
    for question in draft.questions.select_related("practice").order_by("position"):
        groups[question.practice and question.practice.name].append(question.text)
    return list(groups.items())


def placed(draft):
    """Tell whether positions count from 0 without a hole, in the order of asking."""
    rows = list(draft.questions.order_by("position").values_list("position", "practice__position"))
    homes = [99 if home is None else home for _, home in rows]
    return [place for place, _ in rows] == list(range(len(rows))) and homes == sorted(homes)


def moved(items, item, to):
    rest = [one for one in items if one != item]
    rest.insert(max(0, to), item)
    return rest


@pytest.mark.parametrize("seed", range(4))
def test_order_follows_a_list_through_any_run_of_moves(draft, editor, seed):
    dice = random.Random(seed)
    model = [(name, list(texts)) for name, texts in shape(draft)]

    for _ in range(12):
        to = dice.choice([-1, 0, 1, 2, 99])
        if dice.random() < 0.4:
            name = dice.choice(NAMES)
            bank_order.move_practice(draft.practices.get(name=name), to=to, by=editor)
            order = moved([one for one, _ in model[:-1]], name, to)
            model = [*((one, dict(model)[one]) for one in order), model[-1]]
        else:
            name, texts = dice.choice([group for group in model if group[1]])
            text = dice.choice(texts)
            bank_order.move_question(draft.questions.get(text=text), to=to, by=editor)
            model = [(one, moved(old, text, to) if one == name else old) for one, old in model]
        assert shape(draft) == model
    assert [p for (p,) in draft.practices.order_by("position").values_list("position")] == [0, 1, 2]
    assert sorted(draft.questions.values_list("position", flat=True)) == list(range(6))


@pytest.mark.parametrize("text", list("abcdez"))
def test_question_deleted_and_brought_back_stands_where_it_was(draft, editor, text):
    before = shape(draft)

    record = bank_rows.delete_question(draft.questions.get(text=text), by=editor)
    between = [one for _, texts in shape(draft) for one in texts]
    bank_restoring.question(draft, record, by=editor)

    assert text not in between
    assert shape(draft) == before
    assert placed(draft)


@pytest.mark.parametrize("text", list("abcdez"))
def test_copy_stands_below_and_changes_no_other_place(draft, editor, text):
    before = [one for _, texts in shape(draft) for one in texts]

    copied = bank_rows.duplicate(draft.questions.get(text=text), by=editor)
    bank_rows.change(copied, revision=copied.revision, values={"text": "copy"}, by=editor)

    place = before.index(text) + 1
    after = [one for _, texts in shape(draft) for one in texts]
    assert after == [*before[:place], "copy", *before[place:]]
    assert placed(draft)


@pytest.mark.parametrize(("text", "to"), [("a", "Two"), ("e", "One"), ("b", "Three")])
def test_question_that_changes_its_practice_comes_among_those_of_the_new_one(
    draft, editor, text, to
):
    row = draft.questions.get(text=text)
    values = {"practice": draft.practices.get(name=to)}

    bank_rows.change(row, revision=row.revision, values=values, by=editor)

    groups = dict(shape(draft))
    assert text in groups[to]
    assert sum(texts.count(text) for texts in groups.values()) == 1
    assert sorted(draft.questions.values_list("position", flat=True)) == list(range(6))


def test_only_what_is_moved_is_noted_in_the_history(draft, editor):
    before = Question.history.count()

    bank_order.move_question(draft.questions.get(text="a"), to=2, by=editor)

    noted = Question.history.all()[: Question.history.count() - before]
    assert [(one.text, one.history_change_reason) for one in noted] == [("a", "moved")]


def test_moving_to_where_it_stands_changes_no_place(draft, editor):
    before = list(draft.questions.order_by("pk").values_list("pk", "position"))

    bank_order.move_question(draft.questions.get(text="b"), to=1, by=editor)
    bank_order.tidy(draft)

    assert list(draft.questions.order_by("pk").values_list("pk", "position")) == before


GONE = {
    "move": lambda row, ed: bank_order.move_question(row, to=0, by=ed),
    "copy": lambda row, ed: bank_rows.duplicate(row, by=ed),
    "delete": lambda row, ed: bank_rows.delete_question(row, by=ed),
    "change": lambda row, ed: bank_rows.change(row, revision=1, values={"text": "x"}, by=ed),
}


@pytest.mark.parametrize("act", GONE)
def test_what_is_deleted_meanwhile_is_said_and_nothing_else_moves(draft, editor, act):
    row = draft.questions.get(text="b")
    bank_rows.delete_question(draft.questions.get(text="b"), by=editor)
    before = shape(draft)

    with pytest.raises((BankError, EditConflictError)):
        GONE[act](row, editor)

    assert shape(draft) == before


@pytest.mark.parametrize("act", GONE)
def test_nothing_of_a_published_edition_moves(draft, editor, act):
    row = draft.questions.get(text="b")
    changed = {"state": Edition.State.PUBLISHED, "published_at": timezone.now()}
    Edition.objects.filter(pk=draft.pk).update(**changed)
    before = shape(draft)

    with pytest.raises(NotADraftError):
        GONE[act](row, editor)

    assert shape(draft) == before


def test_condition_is_not_moved_before_its_question_by_any_way(draft, editor):
    first, second = (draft.questions.get(text=text) for text in "ad")
    after = {"show_if": {"question": first.code, "answers": [1]}}
    bank_rows.change(second, revision=second.revision, values=after, by=editor)
    before = shape(draft)
    two, nobody = draft.practices.get(name="Two"), {"practice": None, "kind": "choice"}
    fresh = Question.objects.get(pk=first.pk)

    for act in (
        lambda: bank_order.move_practice(two, to=0, by=editor),
        lambda: bank_rows.delete_question(first, by=editor),
        lambda: bank_rows.change(fresh, revision=fresh.revision, values=nobody, by=editor),
    ):
        with pytest.raises(BrokenDraftError, match=r"depends on (no earlier question|an answer)"):
            act()
    assert shape(draft) == before


def test_practice_comes_back_after_the_others_and_only_once(draft, editor):
    record = bank_rows.delete_practice(draft.practices.get(name="Three"), by=editor)
    bank_order.move_practice(draft.practices.get(name="One"), to=1, by=editor)

    bank_restoring.practice(draft, record, by=editor)

    assert [name for name, _ in shape(draft)] == ["Two", "One", "Three", None]
    with pytest.raises(BankError, match="nothing to bring back"):
        bank_restoring.practice(draft, record, by=editor)
    assert Practice.objects.filter(edition=draft).count() == 3


def test_question_of_a_deleted_practice_waits_for_it(draft, editor):
    question = bank_rows.delete_question(draft.questions.get(text="d"), by=editor)
    bank_rows.delete_question(draft.questions.get(text="e"), by=editor)
    practice = bank_rows.delete_practice(draft.practices.get(name="Two"), by=editor)

    with pytest.raises(BankError, match="bring the practice back first"):
        bank_restoring.question(draft, question, by=editor)
    bank_restoring.practice(draft, practice, by=editor)
    bank_restoring.question(draft, question, by=editor)

    assert dict(shape(draft))["Two"] == ["d"]


def test_record_of_another_draft_brings_nothing_back(draft, editor):
    record = bank_rows.delete_question(draft.questions.get(text="a"), by=editor)
    other = bank.new_questionnaire(title="Theirs", lead_in="", language="en", by=editor)

    with pytest.raises(BankError, match="nothing to bring back"):
        bank_restoring.question(other, record, by=editor)
