"""The question form: a metric of one's own, its name, and retiring a question."""

import pytest
from form_data import fields

pytestmark = pytest.mark.django_db

ORDERED = {
    "kind": "ordinal",
    "text": "How much is rework?",
    "options": "1 = Most\n2 = Half\n3 = None",
    "metric": "own",
    "short_name": "Rework",
    "active": "on",
}
NUMBER = {
    "kind": "number",
    "text": "How many hours?",
    "metric": "own",
    "short_name": "Waiting",
    "unit": "hours",
    "minimum": "0",
    "maximum": "40",
    "active": "on",
}


@pytest.fixture
def add(browser, draft):
    """add(values): what came of sending the form of a new question."""
    address = f"/bank/{draft.pk}/questions/new/"

    def send(values):
        return browser.post(address, fields(browser.get(address)) | values)

    return send


@pytest.mark.parametrize("values", [ORDERED, NUMBER])
def test_own_metric_is_added(add, draft, values):
    assert add(values).status_code == 302

    added = draft.questions.get(text=values["text"])
    assert (added.metric, added.short_name, added.active) == ("own", values["short_name"], True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (ORDERED | {"short_name": ""}, "needs a name for its figure"),
        (ORDERED | {"kind": "choice", "options": "A\nB"}, "ordered choice or a number"),
        (
            ORDERED | {"options": "\n".join(f"{n} = Answer {n}" for n in range(12))},
            "11 answers at most",
        ),
        (NUMBER | {"maximum": ""}, "in bands between both bounds"),
        (NUMBER | {"metric": "lead_time"}, "published metrics are choices"),
    ],
)
def test_what_an_own_metric_needs_is_said(add, draft, values, said):
    response = add(values)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not draft.questions.filter(text=values["text"]).exists()


def test_published_metric_is_renamed_and_retired(browser, draft):
    question = draft.questions.get(metric="lead_time")
    address = f"/bank/{draft.pk}/questions/{question.pk}/"
    sent = fields(browser.get(address))
    assert sent["active"] == "on"
    del sent["active"]

    assert browser.post(address, sent | {"short_name": "Cycle time"}).status_code == 302

    question.refresh_from_db()
    draft.refresh_from_db()
    assert (question.short_name, question.active) == ("Cycle time", False)
    assert question.code not in {one.code for one in draft.outline().questions}


def test_name_of_what_is_no_metric_is_dropped(add, draft):
    assert add(ORDERED | {"metric": ""}).status_code == 302
    assert draft.questions.get(text=ORDERED["text"]).short_name == ""


def test_question_that_another_depends_on_is_not_retired(add, browser, draft):
    add(ORDERED)
    asked = draft.questions.get(text=ORDERED["text"])
    add(NUMBER | {"after": asked.code, "answers": "Half"})
    address = f"/bank/{draft.pk}/questions/{asked.pk}/"
    sent = fields(browser.get(address))
    del sent["active"]

    response = browser.post(address, sent)

    assert response.status_code == 422
    assert "depends on a question that is not asked" in response.content.decode()


def test_publishing_warns_where_too_few_metrics_place_a_team(browser, publisher, signed_in, draft):
    draft.questions.filter(metric__in=["lead_time", "change_fail_rate"]).update(active=False)

    page = signed_in(publisher).get(f"/bank/{draft.pk}/publish/").content.decode()

    assert "too few of the four published metrics to place a team" in page
