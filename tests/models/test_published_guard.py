"""Published editions never change, whoever writes to the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions import content, edition_content
from assessments.models import Edition, Practice, Question, published_guard

pytestmark = pytest.mark.django_db
EDITIONS = Edition.objects
STATES = Edition.State


@pytest.fixture
def published():
    content.load(at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    return Edition.objects.get()


@pytest.fixture
def draft(published):
    draft = Edition.objects.create(
        questionnaire=published.questionnaire, number=2, digest="new", based_on=published
    )
    edition_content.fill(draft, edition_content.content_of(published))
    return draft


def copy_of(question):
    question.pk, question.code, question.position = None, "another", 900
    return question


FORBIDDEN = {
    "question changed": lambda e: e.questions.update(text="Something else"),
    "question changed by its model": lambda e: e.questions.first().save(),
    "question gone": lambda e: e.questions.all().delete(),
    "question come": lambda e: copy_of(e.questions.first()).save(),
    "question moved in": lambda e: Question.objects.exclude(edition=e).update(edition=e, code="x"),
    "question moved out": lambda e: e.questions.filter(code="lead_time").update(
        edition=Edition.objects.drafts().get(), code="other", position=900
    ),
    "practice changed": lambda e: e.practices.update(name="Something else"),
    "practice gone": lambda e: Practice.objects.filter(edition=e)._raw_delete("default"),
    "text changed": lambda e: EDITIONS.filter(pk=e.pk).update(lead_in="Think of nothing."),
    "back to a draft": lambda e: EDITIONS.filter(pk=e.pk).update(state=STATES.DRAFT),
    "retired with another text": lambda e: EDITIONS.filter(pk=e.pk).update(
        state=STATES.RETIRED, lead_in="Think of nothing."
    ),
    "gone": lambda e: EDITIONS.filter(pk=e.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("change", FORBIDDEN.values(), ids=FORBIDDEN)
def test_published_edition_is_kept_by_the_database(published, draft, change):
    before = edition_content.content_of(published)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        change(published)

    assert edition_content.content_of(published) == before


@pytest.mark.parametrize("name", ["question changed", "practice changed", "text changed"])
def test_without_the_guard_it_would_change(published, thawed, name):
    before = edition_content.content_of(published)

    FORBIDDEN[name](published)

    published.refresh_from_db()
    assert edition_content.content_of(published) != before


def test_draft_may_change_be_published_and_then_be_retired(draft):
    draft.questions.filter(code="lead_time").delete()
    draft.questions.update(text="Something else")
    EDITIONS.filter(pk=draft.pk).update(state=STATES.PUBLISHED, published_at="2026-05-01T00:00Z")
    EDITIONS.filter(pk=draft.pk).update(state=STATES.RETIRED)

    assert EDITIONS.get(pk=draft.pk).state == STATES.RETIRED


def test_draft_may_go(draft):
    draft.delete()

    assert EDITIONS.count() == 1


def test_guard_is_on_after_migrations_and_can_be_put_on_again():
    on = published_guard.installed(connection)

    published_guard.install(connection)

    assert published_guard.installed(connection) == on
    assert {table for _, table in on} == {published_guard.EDITIONS, *published_guard.PARTS}
    published_guard.remove(connection)
    assert published_guard.installed(connection) == []
