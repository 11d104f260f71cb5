"""Editors translate a draft; what two write at once is not lost."""

import pytest
from form_data import fields

from assessments.models import Edition

pytestmark = pytest.mark.django_db


# Of the languages that ship every text is translated already
@pytest.fixture
def page(draft):
    Edition.objects.filter(pk=draft.pk).update(languages=["it"])
    return f"/bank/{draft.pk}/translations/it/"


def question(draft):
    return draft.questions.get(code="vc1")


def test_translation_is_kept_with_its_question(browser, draft, page):
    part = f"{page}?part=version_control"
    name = f"question.{question(draft).pk}.text"
    shipped = question(draft).translations

    browser.post(part, fields(browser.get(part)) | {name: "Tutto sta in Git."})

    assert question(draft).translations == shipped | {"it": {"text": "Tutto sta in Git."}}
    assert fields(browser.get(part))[name] == "Tutto sta in Git."
    browser.post(part, fields(browser.get(part)) | {name: " "})
    assert question(draft).translations == shipped


def test_label_is_translated_for_every_question_that_has_it(browser, draft, page):
    part = f"{page}?part=answers"
    form = browser.get(part).context["form"]
    name = next(name for name, source in form.sources.items() if source == "Strongly agree")

    browser.post(part, fields(browser.get(part)) | {name: "Del tutto d’accordo"})

    likert = draft.questions.filter(kind="likert")
    assert {q.translations["it"]["option.7"] for q in likert} == {"Del tutto d’accordo"}


def test_share_that_is_done_is_told(browser, draft, page):
    before = browser.get(page).context
    name = f"edition.{draft.pk}.lead_in"
    browser.post(page, fields(browser.get(page)) | {name: "Ci pensi."})

    after = browser.get(page).context
    assert (before["done"], after["done"], after["count"]) == (0, 1, before["count"])


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_language_that_ships_is_whole_from_the_start(browser, draft, language):
    context = browser.get(f"/bank/{draft.pk}/translations/{language}/").context

    assert (context["percent"], context["done"]) == (100, context["count"])


def test_second_translator_sees_the_first_ones_words(browser, draft, page):
    part = f"{page}?part=version_control"
    name = f"question.{question(draft).pk}.text"
    mine, theirs = fields(browser.get(part)), fields(browser.get(part))
    browser.post(part, theirs | {name: "Parole <b>sue</b>"})

    refused = browser.post(part, mine | {name: "Parole mie"})

    assert refused.status_code == 422
    assert "Parole &lt;b&gt;sue&lt;/b&gt;" in refused.content.decode()
    assert question(draft).translations["it"]["text"] == "Parole <b>sue</b>"
    assert fields(refused)[name] == "Parole mie"
    assert browser.post(part, fields(refused)).status_code == 302
    assert question(draft).translations["it"]["text"] == "Parole mie"


def test_language_that_was_not_added_has_no_page(browser, draft, page):
    assert browser.get(page.replace("/it/", "/pt/")).status_code == 404
