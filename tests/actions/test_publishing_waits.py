"""An edition is not published while a change to one of its questions is under way."""

import pytest
from django.db import OperationalError, connection, transaction
from small_organisation import OPENS, in_threads

from assessments.actions import edition_content
from assessments.models import Edition

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def draft(shipped):
    published = Edition.objects.get()
    draft = Edition.objects.create(
        questionnaire=published.questionnaire, number=2, digest="new", based_on=published
    )
    edition_content.fill(draft, edition_content.content_of(published))
    return draft


def publish_soon(draft):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    Edition.objects.filter(pk=draft.pk).update(state="published", published_at=OPENS)


def test_publishing_waits_for_a_question_that_is_being_changed(draft):
    def try_to():
        with pytest.raises(OperationalError, match="lock timeout"):
            publish_soon(draft)

    with transaction.atomic():
        draft.questions.filter(code="lead_time").update(text="How long does it take?")
        in_threads([try_to], 1)

    publish_soon(draft)
    assert Edition.objects.get(pk=draft.pk).state == "published"
