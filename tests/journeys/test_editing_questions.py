"""An editor writes a questionnaire in a real browser: order, mistakes, two at once, publishing."""

import pytest
from django.contrib.sessions.models import Session
from looking import focus, follow, overflow
from surveys import editor

from assessments.actions import bank, bank_rows
from assessments.models import Edition, Question

SCALE = [{"code": n, "label": label} for n, label in enumerate(("No", "Partly", "Yes"), start=1)]
TEXTS = ["We test daily.", "We wait for others.", "We learn from failure."]


@pytest.fixture
def ed(live_server):
    return editor()


@pytest.fixture
def draft(ed):
    """Two practices: one with three statements, one with none."""
    made = bank.new_questionnaire(title="Ours", lead_in="Think of May.", language="en", by=ed)
    first, _ = (
        bank_rows.add_practice(made, values={"name": name, "short_name": name}, by=ed)
        for name in ("Testing", "Learning")
    )
    for text in TEXTS:
        bank_rows.add_question(made, values=statement(text, first), by=ed)
    return made


def statement(text, practice):
    return {"kind": "likert", "practice": practice, "text": text, "options": SCALE}


@pytest.fixture
def page(page, sign_in, ed):
    sign_in(page, ed)
    return page


def asked(edition):
    rows = Question.objects.filter(edition=edition).order_by("position")
    return [(one.practice.name if one.practice else "", one.text) for one in rows]


def order(edition):
    return [TEXTS.index(text) for _, text in asked(edition)]


def edit(page, draft, text=TEXTS[0]):
    page.goto(f"/bank/{draft.pk}/")
    follow(page.get_by_role("link", name=f"Change: {text}"))


def save(page):
    follow(page.get_by_role("button", name="Save the question"))


STATEMENT = "Question or statement"


def no_barriers(page, axe):
    """Check what every editor's page has to keep."""
    assert axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.opposite_looks
def test_questions_are_put_in_order_copied_deleted_and_brought_back(page, draft, axe, look):
    page.goto(f"/bank/{draft.pk}/")
    no_barriers(page, axe)
    if not look.touch:
        items = page.locator("[data-drag]")
        with page.expect_navigation():
            items.nth(2).drag_to(items.nth(0), target_position={"x": 40, "y": 2})
        assert order(draft) == [2, 0, 1]
        page.get_by_role("button", name=f"Down: {TEXTS[2]}").press("Enter")
        page.wait_for_url("**/#question-*")
        page.get_by_role("button", name=f"Down: {TEXTS[2]}").press("Enter")
        page.wait_for_function("!document.querySelector(\"[aria-label^='Down: We learn']\")")
    assert order(draft) == [0, 1, 2]

    follow(page.get_by_role("button", name=f"Up: {TEXTS[1]}"))
    assert order(draft) == [1, 0, 2]
    assert focus(page)["text"].startswith(TEXTS[1]) or page.url.endswith(
        f"#question-{draft.questions.get(text=TEXTS[1]).pk}"
    )
    follow(page.get_by_role("button", name=f"Copy: {TEXTS[2]}"))
    assert [text for _, text in asked(draft)].count(TEXTS[2]) == 2
    follow(page.get_by_role("button", name=f"Delete: {TEXTS[2]}").last)
    assert f"Deleted: {TEXTS[2]}" in page.get_by_role("status").inner_text()
    no_barriers(page, axe)
    follow(page.get_by_role("button", name="Undo"))
    assert [text for _, text in asked(draft)].count(TEXTS[2]) == 2

    edit(page, draft, TEXTS[1])
    page.get_by_label("Practice").select_option("Learning")
    save(page)
    assert asked(draft)[-1] == ("Learning", TEXTS[1])


@pytest.mark.opposite_looks
def test_typed_text_survives_leaving_mistakes_and_a_session_that_ended(page, draft, axe, sign_in,
                                                                       ed):  # fmt: skip
    warned = []

    def leave(dialog):
        warned.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    edit(page, draft)
    address = page.url
    page.get_by_label(STATEMENT).fill("Typed and left.")
    page.get_by_label("Reversed").check()
    page.goto(f"/bank/{draft.pk}/")
    page.goto(address)

    assert warned == ["beforeunload"]
    assert page.get_by_label(STATEMENT).input_value() == TEXTS[0]
    no_barriers(page, axe)
    page.get_by_role("button", name="Bring it back").click()
    assert page.get_by_label(STATEMENT).input_value() == "Typed and left."
    assert page.get_by_label("Reversed").is_checked()

    page.get_by_label("Answers", exact=False).first.fill("Only one")
    save(page)
    summary = page.get_by_role("alert")
    assert "Answers" in summary.inner_text()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    no_barriers(page, axe)
    summary.get_by_role("link").first.click()
    assert focus(page)["name"] == "options"
    assert page.get_by_label(STATEMENT).input_value() == "Typed and left."

    page.get_by_label("Answers", exact=False).first.fill("No\nPartly\nYes")
    Session.objects.all().delete()
    save(page)
    assert "/accounts/" in page.url or "sign in" in page.title().lower()
    assert draft.questions.filter(text=TEXTS[0]).exists()
    sign_in(page, ed)
    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()
    save(page)
    assert draft.questions.get(text="Typed and left.").reverse

    edit(page, draft, "Typed and left.")
    assert page.get_by_role("button", name="Bring it back").count() == 0
    assert warned == ["beforeunload"]


def test_forgotten_text_is_not_offered_again(page, draft):
    page.on("dialog", lambda dialog: dialog.accept())
    edit(page, draft)
    address = page.url
    page.get_by_label(STATEMENT).fill("Never mind.")
    page.goto(f"/bank/{draft.pk}/")
    page.goto(address)
    page.get_by_role("button", name="Forget it").click()

    assert page.get_by_label(STATEMENT).input_value() == TEXTS[0]
    page.reload()
    assert page.locator("[data-typed]").is_hidden()


@pytest.mark.opposite_looks
def test_second_editor_sees_both_texts_and_edits_further(page, draft, axe, ed):
    edit(page, draft)
    row = draft.questions.get(text=TEXTS[0])
    bank_rows.change(row, revision=row.revision, values={"text": "Theirs."}, by=ed)
    page.get_by_label(STATEMENT).fill("Mine.")
    save(page)

    cells = page.get_by_role("row").filter(has_text=STATEMENT).get_by_role("cell")
    assert cells.all_inner_texts() == ["Theirs.", "Mine."]
    no_barriers(page, axe)
    follow(page.get_by_role("button", name="Edit mine further"))
    assert page.get_by_label(STATEMENT).input_value() == "Mine."
    page.get_by_label(STATEMENT).fill("Theirs and mine.")
    save(page)
    assert draft.questions.filter(text="Theirs and mine.").count() == 1


@pytest.mark.opposite_looks
def test_draft_is_translated_previewed_published_compared_and_restored(page, draft, axe, look, ed):
    page.on("dialog", lambda dialog: dialog.accept())
    bank_rows.delete_practice(draft.practices.get(name="Learning"), by=ed)
    row = draft.questions.get(text=TEXTS[2])
    Edition.objects.filter(pk=draft.pk).update(languages=["de"])
    page.goto(f"/bank/{draft.pk}/translations/de/?part=testing")
    field = page.locator(f"[name='question.{row.pk}.text']")
    field.fill("Wir lernen.")
    follow(page.get_by_role("button", name="Save the translations"))
    row.refresh_from_db()
    row.translations["de"]["text"] = "Ihr lernt."
    row.save()
    field.fill("Wir lernen mehr.")
    follow(page.get_by_role("button", name="Save the translations"))
    assert "Somebody else has written “Ihr lernt.”" in page.get_by_role("alert").inner_text()
    assert field.input_value() == "Wir lernen mehr."
    no_barriers(page, axe)
    follow(page.get_by_role("button", name="Save the translations"))

    page.goto(f"/bank/{draft.pk}/preview/")
    frame = page.frame_locator("iframe")
    frame.get_by_role("group", name=TEXTS[0]).get_by_label("Partly").check()
    frame.get_by_role("button", name="Check and send").or_(
        frame.get_by_role("button", name="Continue")
    ).click()
    assert page.locator("iframe").bounding_box()["width"] <= 392
    no_barriers(page, axe)

    published(page, draft)
    page.goto(f"/bank/{draft.pk}/")
    follow(page.get_by_role("button", name="Begin"))
    after = Edition.objects.drafts().get()
    for old, new in ((TEXTS[0], "We test hourly."), (TEXTS[1], "We wait long.")):
        edit(page, after, old)
        page.get_by_label(STATEMENT).fill(new)
        save(page)
    page.goto(f"/bank/{after.pk}/publish/")
    follow(page.get_by_role("button", name="Publish"))
    assert focus(page)["tag"] == "div" or page.get_by_role("alert").count()
    no_barriers(page, axe)
    page.get_by_role("group", name="We test hourly.").get_by_label("Still means").check()
    page.get_by_role("group", name="We wait long.").get_by_label("Breaks").check()
    follow(page.get_by_role("button", name="Publish"))
    versions = dict(after.questions.values_list("text", "wording_version"))
    assert (versions["We test hourly."], versions["We wait long."]) == (1, 2)

    page.goto(f"/bank/diff/?from={draft.pk}&to={after.pk}")
    added = [one.split()[-1] for one in page.locator("ins").all_inner_texts()]
    assert added == ["hourly.", "long."]
    no_barriers(page, axe)
    page.goto(f"/bank/{draft.pk}/")
    follow(page.get_by_role("button", name="Restore"))
    assert set(asked(Edition.objects.drafts().get())) == set(asked(draft))


def published(page, draft):
    page.goto(f"/bank/{draft.pk}/publish/")
    follow(page.get_by_role("button", name="Publish"))
    draft.refresh_from_db()
    assert draft.state == Edition.State.PUBLISHED
