"""An editor changes a draft through its forms, and nothing typed is lost."""

import pytest
from form_data import fields

from assessments.actions import edition_content
from assessments.models import Edition, Question, Questionnaire

pytestmark = pytest.mark.django_db


def named(edition, code):
    return edition.questions.get(code=code)


def address(row):
    kind = "practices" if hasattr(row, "guide") else "questions"
    return f"/bank/{row.edition_id}/{kind}/{row.pk}/"


def codes(edition, practice):
    rows = edition.questions.filter(practice__key=practice).order_by("position")
    return list(rows.values_list("code", flat=True))


def test_next_edition_is_a_copy_that_can_be_changed(browser, published):
    response = browser.post(f"/bank/{published.pk}/next/")

    draft = Edition.objects.drafts().get()
    assert response.url == f"/bank/{draft.pk}/"
    assert (draft.number, draft.based_on) == (published.number + 1, published)
    assert edition_content.content_of(draft) == edition_content.content_of(published)


def test_second_beginning_leads_to_the_draft(browser, published, draft):
    response = browser.post(f"/bank/{published.pk}/next/", follow=True)

    assert response.redirect_chain == [(f"/bank/{draft.pk}/", 302)]
    assert "There is a draft already" in response.content.decode()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("page", ["questions/{q}/", "practices/{p}/", "practices/{p}/guide/"])
def test_form_of_a_published_edition_leads_to_it(browser, published, page):
    question = named(published, "vc1")
    page = page.format(q=question.pk, p=question.practice_id)

    response = browser.get(f"/bank/{published.pk}/{page}")

    assert response.url == f"/bank/{published.pk}/"


def test_saving_into_a_published_edition_is_refused_with_the_text_kept(browser, published):
    question = named(published, "vc1")
    draft_form = fields(browser.get(f"/bank/{published.pk}/questions/new/?x"))  # redirected: empty

    sent = {"kind": "text", "text": "A new text", "practice": question.practice_id, "revision": 1}
    response = browser.post(address(question), sent | draft_form)

    assert response.status_code == 409
    assert "A new text" in response.content.decode()
    assert named(published, "vc1").text == question.text


@pytest.mark.parametrize(
    "code", ["vc1", "role", "deployment_frequency", "change_fail_rate", "vc_comment"]
)
def test_form_saved_as_it_stands_changes_no_word(browser, draft, code):
    question = named(draft, code)
    before = edition_content.content_of(draft)

    response = browser.post(address(question), fields(browser.get(address(question))))

    assert response.status_code == 302
    assert edition_content.content_of(Edition.objects.get(pk=draft.pk)) == before


def test_statement_is_changed_and_the_outline_follows(browser, draft):
    question = named(draft, "vc1")
    draft.outline()

    data = fields(browser.get(address(question))) | {"text": "We keep all of it.", "weight": "2"}
    response = browser.post(address(question), data)

    changed = Edition.objects.get(pk=draft.pk)
    assert response.url == f"/bank/{draft.pk}/#question-{question.pk}"
    assert next(q for q in changed.outline().questions if q.code == "vc1").text == (
        "We keep all of it."
    )
    assert named(draft, "vc1").weight == 2
    assert named(draft, "vc1").history.latest().history_user.username == "ed"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "This field is required"),
        ({"options": "One"}, "Please give 2 to 11 answers"),
        ({"options": "\n".join(str(n) for n in range(12))}, "Please give 2 to 11 answers"),
        ({"options": "Yes\nYes"}, "is there twice"),
        ({"practice": ""}, "A statement belongs to a practice"),
        ({"weight": "-1"}, "greater than or equal to 0"),
        ({"kind": "ordinal", "options": "Never\nOften"}, "needs a value and a label"),
        ({"kind": "choice", "metric": "lead_time"}, "measures it already"),
        ({"kind": "choice", "metric": "lead_time"}, "has 6 published answers"),
        ({"kind": "number", "minimum": "5", "maximum": "1"}, "has to be larger"),
        ({"after": "role", "answers": "Astronaut"}, "is no answer to it"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browser, draft, changes, said):
    question = named(draft, "vc1")
    typed = fields(browser.get(address(question))) | {"help": "Typed <b>words</b>"} | changes

    response = browser.post(address(question), typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert fields(response) | {"save": ""} == {
        name: value for name, value in typed.items() if name != "save"
    } | {"save": ""}
    assert named(draft, "vc1").text == question.text


def test_new_question_begins_with_the_scale_of_the_others(browser, draft):
    practice = draft.practices.get(key="version_control")
    page = f"/bank/{draft.pk}/questions/new/?practice={practice.pk}"
    data = fields(browser.get(page)) | {"kind": "likert", "text": "All of it is reviewed."}

    browser.post(page, data)

    added = draft.questions.get(text="All of it is reviewed.")
    assert added.options == named(draft, "vc1").options
    assert codes(draft, "version_control")[-1] == added.code
    positions = list(
        draft.questions.order_by("position").values_list("practice__position", flat=True)
    )
    assert [p for p in positions if p is not None] == sorted(p for p in positions if p is not None)


def test_questions_move_up_and_down_in_their_practice(browser, draft):
    before = codes(draft, "version_control")

    browser.post(f"{address(named(draft, before[1]))}move/", {"to": "0"})
    assert codes(draft, "version_control") == [before[1], before[0], *before[2:]]

    browser.post(f"{address(named(draft, before[1]))}move/", {"to": "99"})
    assert codes(draft, "version_control") == [before[0], *before[2:], before[1]]


def test_practices_move_with_their_questions(browser, draft):
    first = draft.practices.order_by("position").first()

    browser.post(f"{address(first)}move/", {"to": "1"})

    assert list(draft.practices.order_by("position"))[1] == first
    asked = list(draft.questions.order_by("position").values_list("practice_id", flat=True))
    assert asked[0] != first.pk


def test_question_moves_to_another_practice(browser, draft):
    question = named(draft, "vc1")
    target = draft.practices.get(key="automated_testing")

    data = fields(browser.get(address(question))) | {"practice": str(target.pk)}
    browser.post(address(question), data)

    assert "vc1" in codes(draft, "automated_testing")


def test_copy_stands_below_and_is_a_question_of_its_own(browser, draft):
    question = named(draft, "vc1")

    browser.post(f"{address(question)}copy/")

    second = codes(draft, "version_control")[1]
    assert named(draft, second).text == question.text
    assert second != "vc1"


def test_deleted_question_comes_back_where_it_was(browser, draft):
    before = edition_content.content_of(draft)

    response = browser.post(f"{address(named(draft, 'vc2'))}delete/", follow=True)
    assert "vc2" not in codes(draft, "version_control")
    record = response.context["deleted"]
    browser.post(f"/bank/{draft.pk}/restore/", {"record": f"question-{record['record']}"})

    assert edition_content.content_of(Edition.objects.get(pk=draft.pk)) == before
    again = browser.post(
        f"/bank/{draft.pk}/restore/", {"record": f"question-{record['record']}"}, follow=True
    )
    assert "nothing to bring back" in again.content.decode()


def test_practice_with_questions_is_not_deleted_but_an_empty_one_is(browser, draft):
    full = draft.practices.get(key="version_control")
    assert "has questions" in browser.post(f"{address(full)}delete/", follow=True).content.decode()

    data = {"name": "Platform", "short_name": "Platform", "active": "on"}
    browser.post(f"/bank/{draft.pk}/practices/new/", data)
    empty = draft.practices.get(key="platform")
    response = browser.post(f"{address(empty)}delete/", follow=True)
    assert not draft.practices.filter(key="platform").exists()
    record = response.context["deleted"]["record"]
    browser.post(f"/bank/{draft.pk}/restore/", {"record": f"practice-{record}"})

    assert draft.practices.filter(key="platform").exists()


def test_question_that_another_depends_on_is_neither_deleted_nor_moved_behind_it(browser, draft):
    first, second = codes(draft, "version_control")[:2]
    label = named(draft, first).options[0]["label"]
    data = fields(browser.get(address(named(draft, second)))) | {"after": first, "answers": label}
    browser.post(address(named(draft, second)), data)
    assert named(draft, second).show_if == {"question": first, "answers": [1]}

    for step, sent in [("delete/", {}), ("move/", {"to": "4"})]:
        response = browser.post(f"{address(named(draft, first))}{step}", sent, follow=True)
        assert "depends on no earlier question" in response.content.decode()
    assert codes(draft, "version_control")[:2] == [first, second]


def test_coaching_texts_are_changed_and_steps_added(browser, draft):
    practice = draft.practices.get(key="version_control")
    page = f"{address(practice)}guide/"
    before = practice.guide
    data = fields(browser.get(page))
    free = len(before["levels"]["low"]["steps"])

    browser.post(page, data)
    practice.refresh_from_db()
    assert practice.guide == before
    data = fields(browser.get(page)) | {f"low_{free}_title": "One more", "what": "It is this."}
    browser.post(page, data)

    practice.refresh_from_db()
    assert practice.guide["what"] == "It is this."
    assert practice.guide["levels"]["low"]["steps"][free] == {
        "title": "One more",
        "text": "",
        "done_when": "",
    }


def test_new_questionnaire_begins_empty(browser, shipped):
    response = browser.post("/bank/new/", {"title": "Onboarding", "language": "de", "lead_in": ""})

    draft = Edition.objects.drafts().get()
    assert response.url == f"/bank/{draft.pk}/"
    assert (draft.questionnaire.key, draft.language) == ("onboarding", "de")
    again = browser.post("/bank/new/", {"title": "Onboarding", "language": "de"})
    assert again.status_code == 422


def test_draft_is_deleted_after_asking(browser, draft):
    assert "is lost" in browser.get(f"/bank/{draft.pk}/discard/").content.decode()

    browser.post(f"/bank/{draft.pk}/discard/")

    assert not Edition.objects.drafts().exists()
    assert Questionnaire.objects.count() == 1
    assert Question.objects.exists()


def test_every_change_gives_the_draft_another_digest(browser, draft):
    seen = {draft.digest}
    for step in [f"{address(named(draft, 'vc1'))}copy/", f"{address(named(draft, 'vc2'))}delete/"]:
        browser.post(step)
        seen.add(Edition.objects.get(pk=draft.pk).digest)

    assert len(seen) == 3
