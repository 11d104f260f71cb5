"""Texts that try to be code, in every field an editor fills: they stand there and do nothing."""

import json

import pytest
from django.utils import timezone
from looking import follow, overflow
from payloads import PAYLOADS
from surveys import editor

from assessments.actions import bank, bank_publishing, bank_rows, carry
from assessments.content.formats.files import Format
from assessments.models import Edition

SCRIPT_LINKS = "a[href^='javascript:' i], [*|href^='javascript:' i], form[action^='javascript:' i]"
RUNNING = "[onerror], [onload], [onfocus], [ontoggle], main iframe[srcdoc], main svg, main math"
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TEMPLATES = ["{{ settings.SECRET_KEY }}", "{% csrf_token %}", "${x}", "%(name)s"]
# Nothing in them lets a line break
WIDE = ["W" * 110, "https://example.org/" + "a" * 90]
TEXTS = [*PAYLOADS, *TEMPLATES, *WIDE]


@pytest.fixture
def ed(live_server):
    return editor()


@pytest.fixture
def page(page, sign_in, ed):
    sign_in(page, ed)
    return page


def scale(text):
    return [{"code": n, "label": f"{n} {text}"[:120]} for n in (1, 2, 3)]


def values(text, practice):
    """Return a statement that says the text in each of its fields."""
    return {
        "kind": "likert",
        "practice": practice,
        "text": text,
        "help": text,
        "source": text,
        "options": scale(text),
        "missing_label": text,
        "translations": {"de": {"text": text, "help": text, "option.1": text}},
    }


@pytest.fixture
def hostile(ed):
    """A published edition and a draft after it; each text stands in every field of a question."""
    made = bank.new_questionnaire(title=TEXTS[0], lead_in="\n".join(TEXTS), language="en", by=ed)
    guide = {"what": TEXTS[1], "why": TEXTS[2], "caution": TEXTS[3]}
    named = {"name": TEXTS[4], "short_name": TEXTS[5][:24], "source": TEXTS[6], "guide": guide}
    practice = bank_rows.add_practice(made, values=named, by=ed)
    for text in TEXTS:
        bank_rows.add_question(made, values=values(text, practice), by=ed)
    first = made.questions.order_by("position").first()
    after = {"question": first.code, "answers": [1]}
    text = {"kind": "text", "practice": None, "text": TEXTS[7], "show_if": after}
    bank_rows.add_question(made, values=text, by=ed)
    Edition.objects.filter(pk=made.pk).update(languages=["de"])
    look = bank_publishing.look(Edition.objects.get(pk=made.pk))
    bank_publishing.publish(made, seen=look.seen, still_same={}, by=ed, at=timezone.now())
    draft = bank.begin_next(Edition.objects.get(pk=made.pk), by=ed)
    for place, question in enumerate(draft.questions.filter(kind="likert")[:6]):
        changed = {"text": f"{TEXTS[place]} {TEXTS[-1 - place]}", "help": TEXTS[place + 7]}
        bank_rows.change(question, revision=question.revision, values=changed, by=ed)
    return draft


def quiet(page, dialogs):
    """Check that no text of the page has become code, and that all of it is in sight."""
    page.evaluate(TWO_FRAMES)
    assert page.locator(SCRIPT_LINKS).count() == 0
    assert page.locator(RUNNING).count() == 0
    assert dialogs == []
    assert overflow(page) <= 0, page.url


def missing(page, texts=TEXTS):
    shown = page.get_by_role("main").inner_text()
    return [text for text in texts if text not in shown]


@pytest.mark.opposite_looks
def test_hostile_texts_stand_on_every_page_of_the_editors(page, hostile, dialogs):
    question = hostile.questions.order_by("position").first()
    practice = question.practice
    root, before = f"/bank/{hostile.pk}", hostile.based_on_id
    whole = {f"{root}/", f"{root}/preview/1/", f"{root}/translations/de/?part={practice.key}"}
    pages = [
        "/bank/",
        *whole,
        f"{root}/texts/",
        f"{root}/practices/{practice.pk}/",
        f"{root}/practices/{practice.pk}/guide/",
        f"{root}/questions/{question.pk}/",
        f"{root}/questions/new/?practice={practice.pk}",
        f"{root}/translations/de/?part=answers",
        f"{root}/preview/",
        f"{root}/preview/2/",
        f"{root}/publish/",
        f"{root}/history/",
        f"{root}/discard/",
        f"/bank/{before}/",
        f"/bank/diff/?from={before}&to={hostile.pk}",
        f"/bank/editions/{hostile.pk}/export/",
    ]

    for address in pages:
        page.goto(address)
        for summary in page.locator("main summary").all():
            summary.click()
        quiet(page, dialogs)
        if address in whole:
            assert missing(page) == []
    page.goto(f"{root}/history/")
    assert missing(page, TEXTS[:3]) == []


@pytest.mark.opposite_looks
def test_hostile_texts_come_back_from_forms_conflicts_and_what_was_kept(page, hostile, dialogs, ed):
    question = hostile.questions.order_by("position").last()
    address = f"/bank/{hostile.pk}/questions/{question.pk}/"
    everything = "\n".join(TEXTS)
    page.goto(address)
    for field in page.locator("main textarea").all():
        if field.is_visible():
            field.fill(everything)
    follow(page.get_by_role("button", name="Save the question"))
    quiet(page, dialogs)
    assert page.locator("[name=text]").input_value() == everything

    bank_rows.change(question, revision=question.revision, values={"text": TEXTS[2]}, by=ed)
    page.locator("[name=answers]").fill(f"1 {TEXTS[0]}"[:120])
    page.locator("[name=after]").select_option(index=1)
    page.locator("[name=help]").fill(TEXTS[9])
    page.locator("[name=source]").fill(TEXTS[10])
    follow(page.get_by_role("button", name="Save the question"))
    quiet(page, dialogs)
    assert page.title().startswith("Two changes at once")
    assert missing(page) == []

    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()
    quiet(page, dialogs)
    assert page.locator("[name=text]").input_value() == everything


@pytest.mark.opposite_looks
def test_hostile_files_say_what_they_say_and_nothing_happens(page, hostile, dialogs):
    data = json.loads(carry.write(hostile, Format.JSON).data)
    data["title"] = TEXTS[11]
    data["lead_in"] = "\n".join(reversed(TEXTS))
    for question, text in zip(data["questions"], reversed(TEXTS), strict=False):
        question["text"] = text
    wrong = {**data, TEXTS[0]: 1, "key": TEXTS[1]}
    csv = f"kind,code,text,{TEXTS[4]}\n"

    def choose(name, content):
        page.goto("/bank/import/")
        file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
        page.get_by_label("File", exact=True).set_input_files(file)
        follow(page.get_by_role("button", name="Look what it would change"))
        quiet(page, dialogs)

    choose("<img src=x onerror=alert(1)>.json", json.dumps(wrong))
    choose("a.csv", csv)
    assert missing(page, [TEXTS[4]]) == []
    choose("a.json", json.dumps(data))
    assert missing(page, [TEXTS[11], TEXTS[0], TEXTS[-1]]) == []
    page.locator("[name=replace_draft]").check()
    page.locator("[name=rename]").check()
    follow(page.get_by_role("button", name="Import it as a draft"))
    quiet(page, dialogs)
    assert missing(page, [TEXTS[11]]) == []
    draft = Edition.objects.drafts().get()
    assert str(draft).startswith(TEXTS[11])
    follow(page.get_by_role("button", name=f"Delete: {TEXTS[0]}", exact=True).first)
    quiet(page, dialogs)
    assert f"Deleted: {TEXTS[0]}" in page.get_by_role("main").inner_text()


def test_long_word_pushes_the_page_wide_where_nothing_breaks_it(page, hostile, change):
    """The negative control of the width."""
    page.set_viewport_size({"width": 390, "height": 844})
    change("**/components.css", "overflow-wrap: anywhere", "overflow-wrap: normal")
    page.goto(f"/bank/{hostile.pk}/preview/1/")

    assert overflow(page) > 0
