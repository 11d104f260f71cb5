"""An editor carries a questionnaire out, changes the file, and takes it in, in each format."""

import csv
import io
import sys
from pathlib import Path

import pytest
from looking import follow, overflow
from openpyxl import load_workbook
from surveys import editor

sys.path.append(str(Path(__file__).parents[1] / "content"))

from form_files import ask, form, scale

from assessments.actions import bank, bank_rows
from assessments.models import Edition

OLD, NEW = "We test daily.", "We test each hour."
SCALE = [{"code": n, "label": label} for n, label in enumerate(("No", "Partly", "Yes"), start=1)]
FORM = form(
    [
        ask("start", "start"),
        ask("begin group", "flow", "Flow"),
        ask("select_one agree", "f1", "Work flows.", **{"media::image": "a.png"}),
        ask("select_one agree", "f2", "Work waits.", relevant="${f1} = '1'"),
        ask("end group", ""),
        ask("geopoint", "where", "Where?"),
    ],
    scale(),
)


@pytest.fixture
def page(page, sign_in, draft):
    sign_in(page, draft.history.first().history_user)
    return page


@pytest.fixture
def draft(live_server):
    ed = editor()
    made = bank.new_questionnaire(title="Ours", lead_in="Think of May.", language="en", by=ed)
    first = bank_rows.add_practice(made, values={"name": "One", "short_name": "One"}, by=ed)
    for text in (OLD, "We wait."):
        values = {"kind": "likert", "practice": first, "text": text, "options": SCALE}
        bank_rows.add_question(made, values=values, by=ed)
    return made


def exported(page, draft, title):
    """Download a format by its link on the export page."""
    page.goto(f"/bank/editions/{draft.pk}/export/")
    with page.expect_download() as found:
        page.locator(f"a[href$='format={title}']").click()
    return Path(found.value.path()).read_bytes(), found.value.suggested_filename


def in_workbook(data):
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == OLD:
                    cell.value = NEW
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def choose(page, name, data):
    page.goto("/bank/import/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("File", exact=True).set_input_files(file)
    follow(page.get_by_role("button", name="Look what it would change"))


def texts(edition):
    return list(edition.questions.order_by("position").values_list("text", flat=True))


def test_every_format_goes_out_is_changed_looked_at_and_comes_in(page, draft, axe):
    for wanted in ("yaml", "json", "csv", "xlsx", "xlsform"):
        data, name = exported(page, Edition.objects.drafts().get(), wanted)
        choose(page, name, data)
        assert "already as the file says" in page.get_by_role("main").inner_text(), wanted
        assert page.get_by_role("button", name="Import it as a draft").count() == 0

        is_book = name.endswith("xlsx")
        choose(
            page, name, in_workbook(data) if is_book else data.replace(OLD.encode(), NEW.encode())
        )
        assert page.locator("ins").first.inner_text().strip().endswith(NEW), wanted
        assert texts(Edition.objects.drafts().get()) == [OLD, "We wait."]
        if wanted == "yaml":
            assert axe(page) == []
            assert overflow(page) <= 0
        page.get_by_role("checkbox").check()
        follow(page.get_by_role("button", name="Import it as a draft"))
        changed = Edition.objects.drafts().get()
        assert page.url.endswith(f"/bank/{changed.pk}/")
        assert "is a draft now" in page.get_by_role("main").inner_text()
        assert texts(changed) == [NEW, "We wait."]
        row = changed.questions.get(text=NEW)
        bank_rows.change(row, revision=row.revision, values={"text": OLD}, by=editor_of(draft))


def editor_of(draft):
    return draft.history.first().history_user


@pytest.mark.opposite_looks
def test_form_of_another_tool_says_what_is_left_out_and_mistakes_name_row_and_column(page, axe):
    choose(page, "theirs.xlsx", FORM)
    said = page.get_by_role("main").inner_text()
    for words in ("start", "Where", "media::image", "It becomes a statement"):
        assert words.lower() in said.lower(), words
    assert axe(page) == []
    assert overflow(page) <= 0
    follow(page.get_by_role("button", name="Import it as a draft"))
    assert "were left out" in page.get_by_role("main").inner_text()
    assert texts(Edition.objects.drafts().get(questionnaire__key="acme-2026")) == [
        "Work flows.",
        "Work waits.",
    ]

    rows = io.StringIO()
    csv.writer(rows).writerows(
        [
            ["kind", "code", "text", "weight"],
            ["questionnaire", "a", "A", ""],
            ["practice", "one", "One", ""],
            ["likert", "Q 1", "We.", "heavy"],
        ]
    )
    choose(page, "wrong.csv", rows.getvalue().encode())
    said = page.get_by_role("main").inner_text()
    assert "row 4, weight" in said
    assert axe(page) == []
    assert overflow(page) <= 0
    page.go_back()
    assert "/bank/import/" in page.url
