"""Answers collected elsewhere: a file, its columns, its values, the look, and then they are in."""

import datetime as dt
import html
import io
import re

import pytest
from collected_files import in_words, plain
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from small_organisation import alike

from assessments.actions import organisation, people, releases, residue
from assessments.models import Campaign, Edition, PendingImport, Question, Result, Team, bank
from assessments.pages.manage import collected, collected_words
from assessments.reporting.csv_table import csv_table

pytestmark = pytest.mark.django_db

UPLOAD = "/manage/campaigns/collected/"
COLUMNS, VALUES, CHECK = (f"{UPLOAD}{step}/" for step in ("columns", "values", "check"))
SECRET = "Wednesday-is-cursed"


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


@pytest.fixture
def outline(teams):
    return Edition.objects.current().outline()


@pytest.fixture(autouse=True)
def _files_are_not_scrubbed(request, monkeypatch):
    """Leave out what no transaction may hold, but where a test has none."""
    if not request.node.get_closest_marker("django_db").kwargs.get("transaction"):
        monkeypatch.setattr(residue, "clear", lambda *_: None)


def text(response):
    return html.unescape(response.content.decode())


def content(outline, **changes):
    """Return a file as a tool exports it: texts above, labels below, a day and words beside."""
    counts = {"Red": 9, "White": 6, "Harbour / Shore / Blue": 4} | changes
    sheets = [(team, alike(outline)) for team, number in counts.items() for _ in range(number)]
    header, *rows = in_words(outline, sheets, before=[("Timestamp", "3/14/2025 9:12")])
    return csv_table([*header, "Anything else?"], [[*row, SECRET] for row in rows]).encode()


def choose(browser, data, **changes):
    edition = Edition.objects.current()
    data = data if isinstance(data, bytes) else data.encode()
    said = {
        "name": "Last year",
        "first": "2025-03-01",
        "last": "2025-03-31",
        "edition": edition.pk,
        "benchmark": browser.get(UPLOAD).context["form"]["benchmark"].value(),
        "smallest_group": 5,
        "file": SimpleUploadedFile(
            "answers.csv", data if isinstance(data, bytes) else data.encode()
        ),
    }
    return browser.post(UPLOAD, said | changes)


def shown(browser, address):
    """Return what the form of a page would send as it is."""
    form = browser.get(address).context["form"]
    return {
        field.html_name: field.value() or ""
        for field in form
        if field.value() not in (False, None, ())
    }


def through(browser, data, *, columns=None, values=None, **changes):
    """Go as far as the look, with some fields said otherwise."""
    choose(browser, data, **changes)
    browser.post(COLUMNS, shown(browser, COLUMNS) | (columns or {}))
    browser.post(VALUES, shown(browser, VALUES) | (values or {}))
    return text(browser.get(CHECK))


def digest(page):
    return re.search(r'name="digest" value="(\w+)"', page)[1]


@pytest.mark.django_db(transaction=True)
def test_file_is_brought_in_step_by_step(browser, outline, lead, signed_in):
    chosen = choose(browser, content(outline, Rust=2))
    columns = text(browser.get(COLUMNS))
    browser.post(COLUMNS, shown(browser, COLUMNS))
    values = text(browser.get(VALUES))
    refused = text(browser.get(CHECK))
    names = [row.html_name for row in browser.get(VALUES).context["form"].team_rows()]
    saved = browser.post(VALUES, shown(browser, VALUES) | {names[0]: "Shore / Green"})
    page = text(browser.get(CHECK))
    done = browser.post(CHECK, {"digest": digest(page)}, follow=True)

    assert chosen["Location"] == COLUMNS
    assert "many different values" not in columns
    assert "month first: 3/31/2025" in columns
    assert "“somewhat agree”" in values
    assert "35 questions" not in values
    assert "Some teams are not known." in refused
    assert "Bring them in" not in refused
    assert saved["Location"] == CHECK
    for said in (
        "Last year: 21 of 21 rows",
        "1 March 2025 to 31 March 2025; in the file 14 March 2025 to 14 March 2025",
        "Harbour / Ships / Red",
        "2 teams with fewer than 5 rows can never be shown on their own.",
    ):
        assert said in page
    assert "The answers are in, sealed and released." in text(done)
    assert "Collected elsewhere: brought in from a file" in text(done)
    assert "1 March 2025 to 31 March 2025" in text(done)
    assert "collected elsewhere" in text(browser.get("/manage/campaigns/"))
    campaign = Campaign.objects.get()
    assert campaign.state == Campaign.State.RELEASED
    assert not PendingImport.objects.exists()
    result = text(signed_in(lead).get(f"/teams/{Team.objects.get(name='Red').pk}/", follow=True))
    assert "Collected elsewhere, until" in result
    assert SECRET not in result
    assert "invited" not in result.lower().replace("were invited", "")


def kept():
    return bytes(PendingImport.objects.get().content)


def test_file_that_waits_can_be_read_by_nobody_else(
    browser, outline, account, signed_in, organiser
):
    choose(browser, content(outline))
    cookie = browser.cookies["collected"]
    other = account("otto")
    people.make_organiser(other)
    stranger = signed_in(other)
    stranger.cookies["collected"] = cookie.value
    same_person_elsewhere = signed_in(organiser)

    assert SECRET.encode() not in kept()
    assert b"Strongly" not in kept()
    assert b"Last year" not in kept()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", UPLOAD)
    for address in (COLUMNS, VALUES, CHECK):
        assert browser.get(address).status_code == 200
        for somebody in (stranger, same_person_elsewhere):
            assert somebody.get(address)["Location"] == UPLOAD
            assert somebody.post(address, {"digest": "0" * 64})["Location"] == UPLOAD


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "\0"])
def test_wrong_key_opens_nothing(browser, outline, token):
    choose(browser, content(outline))
    browser.cookies["collected"] = token

    assert browser.get(CHECK)["Location"] == UPLOAD


def test_file_is_gone_after_a_day(browser, outline, clock):
    choose(browser, content(outline))
    clock.shift(dt.timedelta(days=1, seconds=1))

    assert browser.get(COLUMNS)["Location"] == UPLOAD
    call_command("close_campaigns", stdout=io.StringIO())
    assert not PendingImport.objects.exists()


def test_file_of_this_morning_is_kept(browser, outline, clock):
    choose(browser, content(outline))
    clock.shift(dt.timedelta(hours=10))
    call_command("close_campaigns", stdout=io.StringIO())

    assert PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "changes", "complaint"),
    [
        ("", {}, "The submitted file is empty."),
        (b"\xff\xfe", {}, "this is not UTF-8 text."),
        (b"PK\x03\x04", {}, "this is no workbook (XLSX), or it is damaged."),
        ("a,b\n1,2\n1,2,3\n", {}, "answers.csv, row 3: there are more cells"),
        ("a,b\n", {"name": ""}, "This field is required."),
        ("a,b\n", {"last": "2025-02-01"}, "The last day is before the first one."),
        ("a,b\n", {"last": "2026-03-05"}, "The last day has to be over."),
        ("a,b\n", {"first": "0001-01-01"}, "Please choose a year from 2000 to 2099."),
        ("a,b\n", {"smallest_group": "4"}, "greater than or equal to 5"),
        ("a,b\n", {"file": ""}, "This field is required."),
    ],
    ids=range(10),
)
def test_file_that_cannot_be_taken_is_explained(browser, outline, data, changes, complaint):
    response = choose(browser, data, **changes)

    assert response.status_code == 422
    assert complaint in text(response)
    assert not PendingImport.objects.exists()


def test_too_large_a_file_points_to_the_command(browser, outline, monkeypatch):
    monkeypatch.setattr("assessments.pages.manage.collected_form.LARGEST_FILE", 10)

    assert "use the command import_answers" in text(choose(browser, b"a,b\n" * 10))


def test_columns_have_to_make_sense(browser, outline):
    code = outline.questions[0].code
    choose(browser, f"a,b,{code}\nRed,x,5\n")

    def complaint(**uses):
        response = browser.post(COLUMNS, {"days": "2026-03-31"} | uses)
        return text(response) if response.status_code == 422 else response["Location"]

    assert "Please say which column names the team." in complaint()
    assert "Please say which columns hold answers." in complaint(column0="team")
    assert "Another column stands for this already." in complaint(column0="team", column1="team")
    assert "Select a valid choice." in complaint(column0="team", column1="question:nothing")
    comment = next(one for one in outline.questions if one.is_text)
    assert "Select a valid choice." in complaint(column1=f"question:{comment.code}")
    assert complaint(column0="team", column2=f"question:{code}") == VALUES


def test_value_is_given_a_meaning_or_left_out(browser, outline):
    code = outline.questions[0].code
    page = through(browser, f"team,{code}\nRed,Totally\nRed,5\n")
    name = next(
        field.html_name
        for group in browser.get(VALUES).context["form"].groups()
        for field in group.fields
        if field.label == "totally"
    )

    assert f"Row 2, {code}: “Totally”" in page
    assert "Values that are not understood: 1" in page
    browser.post(VALUES, shown(browser, VALUES) | {name: "7"})
    assert "Last year: 2 of 2 rows" in text(browser.get(CHECK))
    browser.post(VALUES, shown(browser, VALUES) | {name: "", "unknown_values_out": "on"})
    page = text(browser.get(CHECK))
    assert "Last year: 1 of 2 rows" in page
    assert "They count as no answer." in page
    assert "Bring them in" in page


def test_unknown_team_is_named_left_out_or_refused(browser, outline):
    code = outline.questions[0].code
    through(browser, f"team,{code}\nRed,5\nRust,5\n")
    (field,) = browser.get(VALUES).context["form"].team_rows()

    def said(team):
        return browser.post(VALUES, shown(browser, VALUES) | {field.html_name: team})

    organisation.add_team(name="Red", unit=Team.objects.get(name="Blue").unit, headcount=5)
    assert "There is no such team." in text(said("Rusty"))
    assert "There are several such teams." in text(said("red"))
    said("Ships/Red")
    assert said("ships / RED")["Location"] == CHECK
    said("-")
    page = text(browser.get(CHECK))
    assert "1 row: the team is left out" in page
    assert Team.objects.count() == 5


def test_rows_alike_may_be_left_out(browser, outline):
    page = through(browser, content(outline))

    assert "equal an earlier one in every cell and count all the same." in page
    browser.post(VALUES, shown(browser, VALUES) | {"same_rows_out": "on"})
    assert "Last year: 3 of 19 rows" in text(browser.get(CHECK))


@pytest.mark.parametrize("sent", ["", "0" * 64, "\0"])
def test_nothing_comes_in_without_having_looked(browser, outline, sent):
    through(browser, content(outline))

    response = browser.post(CHECK, {"digest": sent})

    assert response.status_code == 409
    assert "Something has changed since you looked." in text(response)
    assert not Campaign.objects.exists()
    assert PendingImport.objects.exists()


def test_what_has_changed_since_is_looked_at_again(browser, outline):
    before = digest(through(browser, content(outline)))
    Team.objects.filter(name="Red").update(name="Rust")

    response = browser.post(CHECK, {"digest": before})

    assert response.status_code == 409
    assert "Some teams are not known." in text(response)
    assert not Campaign.objects.exists()


def test_interrupted_release_goes_on_from_the_campaigns_page(browser, outline, monkeypatch):
    page = through(browser, content(outline))
    with monkeypatch.context() as broken:
        broken.setattr(releases, "seal", lambda *_: (_ for _ in ()).throw(OSError("full")))
        held_up = browser.post(CHECK, {"digest": digest(page)}, follow=True)
    campaign = Campaign.objects.get()
    browser.post(f"/manage/campaigns/{campaign.public_id}/release/")

    assert "the release was held up" in text(held_up)
    assert "Finish the release" in text(held_up)
    assert Campaign.objects.get().state == Campaign.State.RELEASED
    assert not PendingImport.objects.exists()


def workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_workbook_of_another_tool_comes_in(browser, outline):
    """As Microsoft Forms writes it: a number and a moment in front, days as days."""
    sheets = [("Red", alike(outline))] * 6
    moment = dt.datetime(2025, 3, 3, 9, 12)  # noqa: DTZ001 (workbooks know no zones)
    before = [("ID", 1), ("Start time", moment), ("Name", "anonymous")]
    header, *rows = in_words(outline, sheets, before=before)
    header[1] = "Completion time"
    data = workbook([header, *([number, *row[1:]] for number, row in enumerate(rows))])

    page = through(browser, data, file=SimpleUploadedFile("Survey(1-6).xlsx", data))
    done = browser.post(CHECK, {"digest": digest(page)})

    assert "Last year: 6 of 6 rows" in page
    assert "in the file 3 March 2025 to 3 March 2025" in page
    campaign = Campaign.objects.get()
    assert done["Location"] == f"/manage/campaigns/{campaign.public_id}/"
    assert Result.objects.filter(node__campaign=campaign, node__name="Red", reason="").exists()


def test_formula_in_a_workbook_is_never_calculated(browser, outline):
    code = outline.questions[0].code
    data = workbook([["team", code], ["Red", "=3+2"], ["=Red", 5]])

    page = through(browser, data, file=SimpleUploadedFile("answers.xlsx", data))

    # Nothing was calculated, so the cells hold no value
    assert "Last year: 0 of 2 rows" in page
    assert "No row would come in." in page


def test_labels_in_another_language_are_understood(browser, outline, thawed):
    first = outline.questions[0]
    words = {"text": "Alles liegt im Repo.", "option.7": "Stimme voll zu"}
    Question.objects.filter(pk=first.pk).update(translations={"de": words})
    bank._outline.cache_clear()

    page = through(browser, "Ihr Team;Alles liegt im Repo.\nRed;stimme voll zu\nRed;Weiß nicht\n")

    assert "Last year: 1 of 2 rows" in page
    assert "1 row: it has no answer that counts" in page
    assert "Bring them in" in page


def test_answers_already_turned_round_are_ticked(browser, outline):
    reverse = next(one for one in outline.questions if one.reverse)
    through(browser, f"team,{reverse.code}\nRed,7\n")

    browser.post(VALUES, shown(browser, VALUES) | {"turned": [reverse.code]})

    assert browser.get(VALUES).context["form"]["turned"].value() == (reverse.code,)
    page = text(browser.get(CHECK))
    browser.post(CHECK, {"digest": digest(page)})
    assert Campaign.objects.filter(collected_elsewhere=True).exists()


def test_other_files_that_wait_are_not_taken_for_answers(browser, outline, teams):
    choose(browser, content(outline))
    unit = SimpleUploadedFile("teams.csv", b"unit,team,people\nHarbour / Ships,Red,13\n")
    browser.post("/manage/organisation/import/", {"file": unit})

    assert browser.get(CHECK)["Location"] == UPLOAD
    choose(browser, content(outline))
    waiting = browser.get("/manage/organisation/import/check/")
    assert "The file is no text in UTF-8." in text(waiting)
    assert SECRET not in text(waiting)


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=1+1", "{{ 7*7 }}"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_cells_are_shown_literally_on_every_page(browser, outline, hostile):
    codes = [one.code for one in outline.questions[:2]]
    rows = [[hostile, hostile, 5, hostile], ["Red", hostile, 5, hostile]]
    header = ["team", *codes, hostile]
    choose(browser, csv_table(header, rows), name=hostile)
    browser.post(COLUMNS, shown(browser, COLUMNS))
    pages = [browser.get(address).content.decode() for address in (COLUMNS, VALUES, CHECK)]

    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert ">49<" not in page
    folded = hostile.casefold()
    assert all(hostile in html.unescape(page) for page in (pages[0], pages[2]))
    assert folded in html.unescape(pages[1])


def test_words_and_names_are_not_shown_as_examples(browser, outline):
    header, *rows = plain(outline, [("Red", alike(outline))] * 2)
    names = [[*row, f"Bob {number}"] for number, row in enumerate(rows)]

    choose(browser, csv_table([*header, "Who"], names))

    assert "Bob" not in text(browser.get(COLUMNS))


@pytest.mark.parametrize("many", [1, 300])
def test_pages_cost_the_same_whatever_the_file_holds(
    browser, outline, many, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(collected_words, "LISTED", 2)
    monkeypatch.setattr(collected, "MOST_OFFERED", 2)
    code = outline.questions[0].code
    rows = "".join(f"Team {number},5\n" for number in range(many))
    through(browser, f"team,{code}\nRed,5\nBlue,5\nWhite,5\n{rows}")

    for address, count in ((COLUMNS, 7), (VALUES, 9), (CHECK, 11)):
        with django_assert_num_queries(count):
            page = text(browser.get(address))
    assert ("And 298 more." in page) is (many == 300)


@pytest.fixture
def file(outline, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(content(outline))
    return path


def run(*words):
    printed = io.StringIO()
    call_command("import_answers", *map(str, words), stdout=printed)
    return printed.getvalue().splitlines()


DAYS = ("--first", "2025-03-01", "--last", "2025-03-31")


def test_command_says_what_would_come_in_and_brings_it_in(file):
    dry = run(file, "Last year", *DAYS, "--dry-run")
    nothing_yet = not Campaign.objects.exists()
    wet = run(file, "Last year", *DAYS)

    assert dry[0] == "rows: 19, of which come in: 19"
    assert "team: Harbour / Ships / Red: 9" in dry
    assert dry[-2:] == ["values not understood: 0", "Nothing was brought in."]
    assert nothing_yet
    campaign = Campaign.objects.get()
    assert wet == [f"Brought in and released: {campaign.public_id}"]
    assert Result.objects.filter(node__campaign=campaign, node__name="Red", reason="").exists()


def test_command_takes_a_meaning_that_it_wrote(file, tmp_path):
    meaning = tmp_path / "meaning.json"
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace("Red", "Rust"), encoding="utf-8")
    run(file, "Last year", *DAYS, "--write-meaning", meaning)
    written = meaning.read_text(encoding="utf-8")
    red = Team.objects.get(name="Red").pk
    meaning.write_text(written.replace('"teams": {}', f'"teams": {{"rust": {red}}}'))

    assert "unknown team: rust: 9" in run(file, "Last year", *DAYS, "--dry-run")
    dry = run(file, "Last year", *DAYS, "--dry-run", "--meaning", meaning)
    assert "team: Harbour / Ships / Red: 9" in dry
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--smallest-group", "4"), "The smallest group shown is 5 people or more."),
        (("--edition", "99"), "There is no such published edition."),
        (("--time-zone", "Mars/Olympus"), "No time zone found"),
        (("--days", "2026-03-31"), "No row would come in."),
        (("--meaning", "{other}"), "another number of columns"),
        (("--meaning", "{nothing}"), "No such file"),
    ],
)
def test_command_that_cannot_do_it_says_why(file, tmp_path, words, complaint):
    other = tmp_path / "other.json"
    other.write_text('{"columns": ["team"]}')
    words = [word.format(other=other, nothing=tmp_path / "nothing") for word in words]

    with pytest.raises(CommandError, match=complaint):
        run(file, "Last year", *DAYS, *words)

    assert not Campaign.objects.exists()
