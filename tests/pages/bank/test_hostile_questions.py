"""What editors write is text: on every page of theirs it stands as it was typed."""

import html

import pytest
from django.urls import reverse
from payloads import PAYLOADS

from assessments.actions import bank_rows
from assessments.models import Edition

pytestmark = pytest.mark.django_db
HOSTILE = [*PAYLOADS, "{{ settings.SECRET_KEY }}", "{% csrf_token %}", "%(name)s {0}"]


@pytest.fixture
def pages(draft, editor):
    """pages(text): the draft says it everywhere; return the addresses that show it."""

    def write(text):
        question = draft.questions.get(code="vc1")
        values = {"text": text, "help": text, "source": text, "unit": ""}
        values["options"] = [{"code": n, "label": f"{n} {text}"[:120]} for n in range(1, 8)]
        bank_rows.change(question, revision=question.revision, values=values, by=editor)
        practice = question.practice
        named = {"name": text, "source": text}
        practice.refresh_from_db()
        bank_rows.change(practice, revision=practice.revision, values=named, by=editor)
        Edition.objects.filter(pk=draft.pk).update(lead_in=text, languages=["de"])
        key = practice.key
        return {
            reverse("bank:edition", args=[draft.pk]): True,
            reverse("bank:question", args=[draft.pk, question.pk]): True,
            reverse("bank:practice", args=[draft.pk, practice.pk]): True,
            reverse("bank:texts", args=[draft.pk]): True,
            reverse("bank:preview", args=[draft.pk, 1]): True,
            reverse("bank:history", args=[draft.pk]): True,
            reverse("bank:translate", args=[draft.pk, "de"]) + f"?part={key}": True,
            reverse("bank:diff") + f"?from={draft.based_on_id}&to={draft.pk}": False,
        }

    return write


def unescaped(text, content):
    """Return whether a text stands in a page as code: with its own angle brackets or quotes."""
    return any(sign in text for sign in "<>") and text in content


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_stands_literally(browser, pages, text):
    for address, whole in pages(text).items():
        content = browser.get(address).content.decode()
        assert not unescaped(text, content), address
        if whole:
            assert text in html.unescape(content), address


def test_unescaped_text_is_seen():
    assert unescaped(PAYLOADS[0], f"<p>{PAYLOADS[0]}</p>")


@pytest.mark.parametrize("text", HOSTILE[:3], ids=range(3))
def test_deleted_question_is_named_literally(browser, draft, editor, pages, text):
    pages(text)
    question = draft.questions.get(code="vc1")

    response = browser.post(
        reverse("bank:delete_question", args=[draft.pk, question.pk]), follow=True
    )

    assert not unescaped(text, response.content.decode())
    assert response.context["deleted"]["text"] == text
