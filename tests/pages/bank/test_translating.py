"""Editors translate a draft; what two write at once is not lost."""

import pytest
from django.utils import timezone
from form_data import fields

from assessments.actions import bank, bank_publishing, bank_rows
from assessments.content.translatable import digest
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

    kept = question(draft)
    assert kept.translations == shipped | {
        "it": {"text": "Tutto sta in Git.", "text.from": digest(kept.text)}
    }
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


def test_page_names_the_language_that_is_written_and_not_its_own(browser, draft, page):
    response = browser.get(page)

    shown = response.content.decode()
    assert "Into “it”: 0 of" in shown
    assert (shown.count('<html lang="en">'), shown.count('lang="it"')) == (
        1,
        len(response.context["form"].fields),
    )


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


def translated(browser, draft, page, text="Tutto sta in Git."):
    """Translate the first question; return the address of its part and the field's name."""
    part, name = f"{page}?part=version_control", f"question.{question(draft).pk}.text"
    browser.post(part, fields(browser.get(part)) | {name: text})
    return part, name


def reworded(draft, editor, text="All of it is in Git."):
    row = question(draft)
    bank_rows.change(row, revision=row.revision, values={"text": text}, by=editor)


def test_translation_of_a_text_that_was_changed_asks_to_be_looked_at(browser, draft, page, editor):
    part, name = translated(browser, draft, page)
    calm = browser.get(part).content.decode()
    reworded(draft, editor)
    shown = browser.get(part)

    assert "Please look at it again" not in calm
    assert "Please look at it again" in shown.content.decode()
    assert shown.context["outdated"] == 1
    browser.post(part, fields(shown) | {f"still.{name}": "on"})
    assert browser.get(part).context["outdated"] == 0
    assert question(draft).translations["it"]["text"] == "Tutto sta in Git."


def test_saving_other_translations_confirms_nothing(browser, draft, page, editor):
    part, name = translated(browser, draft, page)
    reworded(draft, editor)
    other = f"practice.{draft.practices.get(key='version_control').pk}.name"

    browser.post(part, fields(browser.get(part)) | {other: "Versioni"})

    assert browser.get(part).context["outdated"] == 1
    browser.post(part, fields(browser.get(part)) | {name: "Tutto in Git."})
    assert browser.get(part).context["outdated"] == 0


def test_translation_from_a_file_is_outdated_too_when_its_text_changes(
    browser, draft, page, editor
):
    part = f"{page}?part=version_control"
    draft.questions.filter(code="vc1").update(translations={"it": {"text": "Da un file."}})

    assert browser.get(part).context["outdated"] == 0
    reworded(draft, editor, "First.")
    reworded(draft, editor, "Second.")
    assert browser.get(part).context["outdated"] == 1


def test_mark_survives_publishing_and_the_next_draft(browser, draft, page, editor, publisher):
    translated(browser, draft, page)
    reworded(draft, editor)
    seen = bank_publishing.look(Edition.objects.get(pk=draft.pk))
    same = {change.code: True for change in seen.to_decide}
    done = bank_publishing.publish(
        draft, seen=seen.seen, still_same=same, by=publisher, at=timezone.now()
    )

    after = bank.begin_next(done, by=editor)

    assert browser.get(f"/bank/{after.pk}/translations/it/").context["outdated"] == 1


def test_warning_before_publishing_leads_to_the_part(signed_in, browser, draft, page, editor,
                                                     publisher):  # fmt: skip
    part, name = translated(browser, draft, page)
    reworded(draft, editor)

    warnings = signed_in(publisher).get(f"/bank/{draft.pk}/publish/").context["warnings"]

    found = {one["sentence"]: one["url"] for one in warnings if "/translations/" in one["url"]}
    told = "1 translation is older than the text in it: it was changed after that."
    assert found[told] == part
    assert found["The lead-in has no text in it."] == f"{page}?part=whole"
    assert browser.get(found[told]).context["form"][name]


def test_new_question_knows_the_labels_that_others_have(browser, draft, page, editor):
    part = f"{page}?part=answers"
    sources = browser.get(part).context["form"].sources
    name = next(name for name, source in sources.items() if source == "Strongly agree")
    browser.post(part, fields(browser.get(part)) | {name: "Molto d’accordo"})
    like = question(draft)
    values = {"kind": "likert", "practice": like.practice, "text": "New.", "source": ""}

    added = bank_rows.add_question(draft, values=values | {"options": like.options}, by=editor)
    alone = bank_rows.add_question(
        draft, values=values | {"kind": "text", "practice": None}, by=editor
    )

    assert added.translations["it"]["option.7"] == "Molto d’accordo"
    assert alone.translations == {}
    assert browser.get(part).context["outdated"] == 0


def test_label_that_one_question_lacks_can_be_given_to_it(browser, draft, page):
    part = f"{page}?part=answers"
    sources = browser.get(part).context["form"].sources
    name = next(name for name, source in sources.items() if source == "Strongly agree")
    browser.post(part, fields(browser.get(part)) | {name: "Molto d’accordo"})
    draft.questions.filter(code="vc2").update(translations={})

    shown = browser.get(part)
    browser.post(part, fields(shown) | {f"still.{name}": "on"})

    assert shown.context["outdated"] == 1
    assert draft.questions.get(code="vc2").translations["it"]["option.7"] == "Molto d’accordo"
