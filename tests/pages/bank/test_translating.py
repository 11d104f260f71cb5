"""Editors translate a draft; what two write at once is not lost."""

import pytest
from form_data import fields

from assessments.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(draft):
    Edition.objects.filter(pk=draft.pk).update(languages=["de"])
    return f"/bank/{draft.pk}/translations/de/"


def question(draft):
    return draft.questions.get(code="vc1")


def test_translation_is_kept_with_its_question(browser, draft, page):
    part = f"{page}?part=version_control"
    name = f"question.{question(draft).pk}.text"

    browser.post(part, fields(browser.get(part)) | {name: "Alles liegt in Git."})

    assert question(draft).translations == {"de": {"text": "Alles liegt in Git."}}
    assert fields(browser.get(part))[name] == "Alles liegt in Git."
    browser.post(part, fields(browser.get(part)) | {name: " "})
    assert question(draft).translations == {}


def test_label_is_translated_for_every_question_that_has_it(browser, draft, page):
    part = f"{page}?part=answers"
    form = browser.get(part).context["form"]
    name = next(name for name, source in form.sources.items() if source == "Strongly agree")

    browser.post(part, fields(browser.get(part)) | {name: "Stimme voll zu"})

    likert = draft.questions.filter(kind="likert")
    assert {q.translations["de"]["option.7"] for q in likert} == {"Stimme voll zu"}


def test_share_that_is_done_is_told(browser, draft, page):
    before = browser.get(page).context
    name = f"edition.{draft.pk}.lead_in"
    browser.post(page, fields(browser.get(page)) | {name: "Denken Sie daran."})

    after = browser.get(page).context
    assert (before["done"], after["done"], after["count"]) == (0, 1, before["count"])


def test_second_translator_sees_the_first_ones_words(browser, draft, page):
    part = f"{page}?part=version_control"
    name = f"question.{question(draft).pk}.text"
    mine, theirs = fields(browser.get(part)), fields(browser.get(part))
    browser.post(part, theirs | {name: "Ihre <b>Worte</b>"})

    refused = browser.post(part, mine | {name: "Meine Worte"})

    assert refused.status_code == 422
    assert "Ihre &lt;b&gt;Worte&lt;/b&gt;" in refused.content.decode()
    assert question(draft).translations["de"]["text"] == "Ihre <b>Worte</b>"
    assert fields(refused)[name] == "Meine Worte"
    assert browser.post(part, fields(refused)).status_code == 302
    assert question(draft).translations["de"]["text"] == "Meine Worte"


def test_language_that_was_not_added_has_no_page(browser, draft, page):
    assert browser.get(page.replace("/de/", "/fr/")).status_code == 404
