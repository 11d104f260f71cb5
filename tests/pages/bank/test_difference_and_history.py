"""Two editions side by side, and who changed what."""

import pytest

from assessments.actions import bank_order, bank_rows, bank_translations

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(draft, editor):
    question = draft.questions.get(code="vc1")
    text = f"{question.text} <b>Always</b>."
    bank_rows.change(question, revision=1, values={"text": text}, by=editor)
    bank_rows.delete_question(draft.questions.get(code="vc2"), by=editor)
    practice = draft.practices.get(key="version_control")
    bank_order.move_practice(practice, to=1, by=editor)
    return draft


def test_difference_names_what_changed_and_nothing_else(browser, published, changed):
    response = browser.get("/bank/diff/", {"from": published.pk, "to": changed.pk})

    labels = [label for section in response.context["sections"] for label, _ in section.parts]
    assert labels[0] == "vc1: Question or statement"
    assert all(label.startswith("vc2: ") for label in labels[1:])
    page = response.content.decode()
    assert "&lt;b&gt;Always&lt;/b&gt;" in page
    assert "<b>Always" not in page
    assert '<ins><span class="visually-hidden"> added: </span>' in page


def test_same_edition_has_no_difference(browser, published):
    response = browser.get("/bank/diff/", {"from": published.pk, "to": published.pk})

    assert "No difference" in response.content.decode()


@pytest.mark.parametrize("asked", [{"from": "x", "to": "y"}, {"from": "1"}, {"to": "999999"}])
def test_unknown_edition_is_refused(browser, published, asked):
    assert browser.get("/bank/diff/", asked).status_code == 422


def test_history_tells_who_changed_what(browser, changed):
    entries = browser.get(f"/bank/{changed.pk}/history/").context["entries"]

    told = [(one.by, one.verb, [label for label, _ in one.parts]) for one in entries]
    assert ("ed", "changed", ["Text"]) in told
    assert ("ed", "deleted", []) in told


def test_history_tells_a_translation_and_not_what_it_was_made_of(browser, draft, editor):
    draft.refresh_from_db()
    slots = bank_translations.slots(draft, "fr")
    slot = next(one for one in slots if one.label == "ca4: question")
    texts = {slot.name: (slot.stored, slot.stored.replace("le jour même", "sur-le-champ"))}
    bank_translations.save(draft, "fr", texts, by=editor)

    entries = browser.get(f"/bank/{draft.pk}/history/").context["entries"]

    [told] = [one.parts for one in entries if one.verb == "changed" and one.parts]
    assert [label for label, _ in told] == ["Translations"]
    # Of a question's many texts the one, and not by what it is known to be of its present source
    assert "".join(piece.text for piece in told[0][1] if piece.kind != "gone") == (
        "fr: text: Un changement prêt est approuvé sur-le-champ."
    )
    assert [piece.text for piece in told[0][1] if piece.kind == "gone"] == ["le jour même."]


def test_history_is_paged_and_brings_back(browser, changed):
    first = browser.get(f"/bank/{changed.pk}/history/")
    record = next(one.bring_back for one in first.context["entries"] if one.bring_back)

    assert first.context["page"].has_next()
    assert browser.get(f"/bank/{changed.pk}/history/?page=2").status_code == 200
    browser.post(f"/bank/{changed.pk}/restore/", {"record": record})
    assert changed.questions.filter(code="vc2").exists()


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_same_few_times(many, browser, draft, editor, django_assert_num_queries):
    for number in range(many):
        row = draft.questions.get(code="vc1")
        values = {"text": f"Text {number}"}
        bank_rows.change(row, revision=row.revision, values=values, by=editor)
        copied = bank_rows.duplicate(row, by=editor)
        bank_rows.delete_question(copied, by=editor)
        bank_rows.duplicate(draft.questions.get(code="vc2"), by=editor)
    pages = {
        "/bank/": 5,
        f"/bank/{draft.pk}/": 9,
        f"/bank/{draft.pk}/history/": 9,
        f"/bank/{draft.pk}/questions/{row.pk}/": 7,
        f"/bank/diff/?from={draft.based_on_id}&to={draft.pk}": 9,
        f"/bank/{draft.pk}/preview/1/": 4,
    }
    for page, number in pages.items():
        browser.get(page)
        with django_assert_num_queries(number):
            browser.get(page)
