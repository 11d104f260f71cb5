"""Two editors change the same: the second one sees both texts and chooses."""

import pytest
from form_data import fields

from assessments.actions import bank_rows
from assessments.errors import EditConflictError

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(draft):
    return draft.questions.get(code="vc1")


@pytest.fixture
def page(question):
    return f"/bank/{question.edition_id}/questions/{question.pk}/"


@pytest.fixture
def conflict(browser, signed_in, account, page):
    """Both open the form; Eve saves; Ed saves."""
    from assessments.actions import people

    eve = account("eve")
    people.make_editor(eve)
    second = signed_in(eve)
    mine, theirs = fields(browser.get(page)), fields(second.get(page))
    assert second.post(page, theirs | {"text": "Eve’s <b>text</b>"}).status_code == 302
    return browser.post(page, mine | {"text": "Ed’s <b>text</b>", "help": "Ed’s help"})


def test_second_writer_sees_both_texts_and_nothing_is_overwritten(conflict, question):
    question.refresh_from_db()

    assert conflict.status_code == 409
    assert question.text == "Eve’s <b>text</b>"
    shown = {(one.label, one.theirs, one.yours) for one in conflict.context["differences"]}
    assert ("Question or statement", "Eve’s <b>text</b>", "Ed’s <b>text</b>") in shown
    assert ("Help", question.help, "Ed’s help") in shown
    assert "<b>text</b>" not in conflict.content.decode()
    assert conflict.context["by"] == "eve"


def test_mine_can_be_saved_over_it(browser, conflict, question, page):
    response = browser.post(page, fields(conflict))

    question.refresh_from_db()
    assert response.status_code == 302
    assert (question.text, question.help) == ("Ed’s <b>text</b>", "Ed’s help")
    assert question.history.filter(text="Eve’s <b>text</b>").exists()


def test_mine_can_be_edited_further(browser, conflict, question, page):
    response = browser.post(page, fields(conflict) | {"further": "on"})

    question.refresh_from_db()
    assert fields(response)["text"] == "Ed’s <b>text</b>"
    assert fields(response)["revision"] == str(question.revision)
    assert question.text == "Eve’s <b>text</b>"


def test_third_change_meanwhile_is_a_conflict_again(browser, conflict, question, page, editor):
    question.refresh_from_db()
    bank_rows.change(question, revision=question.revision, values={"text": "Third"}, by=editor)

    assert browser.post(page, fields(conflict)).status_code == 409


def test_deleted_meanwhile_is_said_with_the_text(browser, page, question, editor):
    mine = fields(browser.get(page))
    bank_rows.delete_question(question, by=editor)

    response = browser.post(page, mine | {"text": "My long text"})

    assert response.status_code == 409
    assert "My long text" in response.content.decode()
    assert browser.get(page).status_code == 404


def test_form_without_a_revision_saves_nothing(browser, page, question):
    data = fields(browser.get(page)) | {"text": "Forged"}
    del data["revision"]

    response = browser.post(page, data)

    question.refresh_from_db()
    assert response.status_code == 409
    assert question.text != "Forged"


def test_older_revision_is_refused(question, editor):
    bank_rows.change(question, revision=1, values={"text": "One"}, by=editor)

    with pytest.raises(EditConflictError):
        bank_rows.change(question, revision=1, values={"text": "Two"}, by=editor)
