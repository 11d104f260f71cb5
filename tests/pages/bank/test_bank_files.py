"""A questionnaire's file: chosen, looked at, confirmed as a draft; refused place by place."""

import html
import io
import re
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

sys.path.append(str(Path(__file__).parents[2] / "content"))

from form_files import ask, form, scale

from assessments.actions import carry, people
from assessments.content.formats import files
from assessments.content.formats.files import Format
from assessments.models import Edition, PendingImport

pytestmark = pytest.mark.django_db
IMPORT, CHECK = "/bank/import/", "/bank/import/check/"
FORM = form(
    [ask("date", "d", "When?"), *(ask("select_one agree", f"q{n}", f"We do {n}.") for n in "12")],
    scale(),
)
OLD, NEW = b"Every change our team makes", b"Each change our team makes"


@pytest.fixture
def edition(shipped):
    return Edition.objects.get()


@pytest.fixture
def browser(edition, account, signed_in):
    eda = account("eda")
    people.make_editor(eda)
    return signed_in(eda)


def text(response):
    return html.unescape(response.content.decode())


def choose(browser, content, name="bank.yaml"):
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def digest(page):
    return re.search(r'name="digest" value="(\w+)"', page)[1]


def changed(edition, new=NEW):
    return carry.write(edition, Format.YAML).data.replace(OLD, new, 1)


def test_file_is_looked_at_and_then_a_draft(browser, edition):
    chosen = choose(browser, changed(edition))
    page = text(browser.get(CHECK))
    before = Edition.objects.count()
    done = browser.post(CHECK, {"digest": digest(page)}, follow=True)

    assert chosen.url == CHECK
    assert "Questions changed: 1" in page
    assert "<ins>Each change our team makes" in page
    assert before == 1
    draft = Edition.objects.drafts().get()
    assert done.redirect_chain == [(f"/bank/{draft.pk}/", 302)]
    assert "edition 2, is a draft now." in text(done)
    assert f"Compared with {edition}: Questions changed: 1." in text(done)
    assert draft.number == 2
    assert not PendingImport.objects.exists()


def test_file_that_cannot_be_read_is_explained(browser, edition):
    response = choose(browser, changed(edition).replace(b"kind: likert", b"kind: stars"))

    assert response.status_code == 422
    assert "Nothing is imported" in text(response)
    assert re.search(r"bank.yaml, line \d+ \(questions, 0, kind\): ", text(response))
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.yaml", "../../x.yaml", "x.exe"])
def test_names_of_files_are_shown_literally(browser, name):
    response = choose(browser, b"x", name)

    assert response.status_code == 422
    assert b"<script>alert" not in response.content


def test_too_large_file_is_explained(browser):
    response = choose(browser, b"x" * (files.LARGEST + 1))

    assert "The file is larger than 5 MB." in text(response)


def test_draft_that_is_there_goes_only_when_that_is_ticked(browser, edition):
    first = carry.apply(io.BytesIO(changed(edition)), "bank.yaml")
    choose(browser, changed(edition, b"Any change our team makes"))
    page = text(browser.get(CHECK))

    refused = browser.post(CHECK, {"digest": digest(page)})
    kept = Edition.objects.drafts().get()
    browser.post(CHECK, {"digest": digest(page), "replace_draft": "on"})

    assert refused.status_code == 409
    assert "There is a draft of this questionnaire already" in text(refused)
    assert kept == first
    assert Edition.objects.drafts().get() != first


@pytest.mark.parametrize("digest", ["", "0" * 64, "\0"])
def test_nothing_is_imported_without_having_looked(browser, edition, digest):
    choose(browser, changed(edition))

    assert browser.post(CHECK, {"digest": digest}).status_code == 409
    assert Edition.objects.count() == 1


def test_xlsform_says_what_it_leaves_out(browser, edition):
    written = carry.write(edition, Format.XLSFORM)
    choose(browser, written.data, "form.xlsx")

    page = text(browser.get(CHECK))

    assert "Practices removed: 1" in page
    assert "Guidance" in page


@pytest.mark.parametrize("wanted", Format)
def test_every_format_is_given_out(browser, edition, wanted):
    page = text(browser.get(f"/bank/editions/{edition.pk}/export/"))
    response = browser.get(f"/bank/editions/{edition.pk}/export/?format={wanted}")

    assert f"?format={wanted}" in page
    assert response["Content-Type"] == wanted.media_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="devops-practices-edition-1.{wanted.extension}"'
    )
    assert response.content[:2] == b"PK" or b"devops-practices" in response.content


def test_unknown_format_or_edition_is_not_there(browser, edition):
    assert browser.get(f"/bank/editions/{edition.pk}/export/?format=exe").status_code == 404
    assert browser.get("/bank/editions/999/export/").status_code == 404


def test_schema_is_given_out(browser):
    response = browser.get("/bank/questionnaire.schema.json")

    assert response.json()["$id"] == "questionnaire.schema.json"


def test_file_of_units_is_no_questionnaire_that_waits(browser, clock, edition):
    PendingImport.objects.keep(
        people.User.objects.get(username="eda"), b"unit,team,people\n", at=clock_now(clock)
    )

    assert browser.get(CHECK).url == IMPORT


def clock_now(_clock):
    from django.utils import timezone

    return timezone.now()


@pytest.mark.parametrize("many", [1, 40])
def test_look_at_a_file_costs_the_same_whatever_it_holds(
    browser, edition, many, django_assert_num_queries
):
    choose(browser, changed(edition).replace(b"Our ", b"My ", many))

    with django_assert_num_queries(9):
        browser.get(CHECK)


TITLE = "Team practices, our way"


def titled(edition, data=None):
    data = data or carry.write(edition, Format.YAML).data
    return data.replace(
        f"title: {edition.questionnaire.title}".encode(), f"title: {TITLE}".encode()
    )


def test_other_title_changes_nothing_unless_that_is_ticked(browser, edition):
    name = edition.questionnaire.title
    choose(browser, titled(edition, changed(edition)))
    page = text(browser.get(CHECK))

    browser.post(CHECK, {"digest": digest(page)})

    assert f"The file calls it “{TITLE}”." in page
    assert [str(one) for one in Edition.objects.newest_first()] == [
        f"{name}, edition 2",
        f"{name}, edition 1",
    ]


def test_other_title_is_taken_for_all_editions_where_it_is_ticked(browser, edition):
    choose(browser, titled(edition, changed(edition)))
    page = text(browser.get(CHECK))

    done = browser.post(CHECK, {"digest": digest(page), "rename": "on"}, follow=True)

    assert f"The questionnaire is called “{TITLE}” now." in text(done)
    assert [str(one) for one in Edition.objects.newest_first()] == [
        f"{TITLE}, edition 2",
        f"{TITLE}, edition 1",
    ]


def test_file_with_nothing_but_another_title_only_changes_the_name(browser, edition):
    choose(browser, titled(edition))
    page = text(browser.get(CHECK))

    refused = browser.post(CHECK, {"digest": digest(page)})
    done = browser.post(CHECK, {"digest": digest(page), "rename": "on"}, follow=True)

    assert refused.status_code == 409
    assert done.redirect_chain == [(f"/bank/{edition.pk}/", 302)]
    assert "is a draft now" not in text(done)
    assert [str(one) for one in Edition.objects.all()] == [f"{TITLE}, edition 1"]


def test_what_was_left_out_is_said_on_the_draft(browser, edition):
    choose(browser, FORM, "form.xlsx")
    page = text(browser.get(CHECK))

    done = browser.post(CHECK, {"digest": digest(page)}, follow=True)

    assert "Work at Acme, edition 1, is a draft now." in text(done)
    assert "Compared with" not in text(done)
    assert "1 thing of the file cannot be asked here and were left out" not in text(done)
    assert "1 thing of the file cannot be asked here and was left out." in text(done)
