"""A file of units and teams: chosen, looked at, confirmed; refused line by line."""

import datetime as dt
import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from assessments.actions import people
from assessments.models import PendingImport, Team, Unit
from assessments.pages.manage import import_words

pytestmark = pytest.mark.django_db

IMPORT = "/manage/organisation/import/"
CHECK = f"{IMPORT}check/"
CHANGES = (
    "unit;team;people\nHarbour / Ships;Red;13\nHarbour / Yard;White;6\nHarbour / Yard;Gold;7\n"
)


@pytest.fixture
def browser(organiser, signed_in):
    return signed_in(organiser)


def text(response):
    return html.unescape(response.content.decode())


def choose(browser, content):
    data = content if isinstance(content, bytes) else content.encode()
    return browser.post(IMPORT, {"file": SimpleUploadedFile("organisation.csv", data)})


def digest(page):
    return re.search(r'name="digest" value="(\w+)"', page)[1]


def stand():
    return sorted(Team.objects.values_list("unit__name", "name", "headcount"))


def test_file_is_looked_at_and_then_imported(browser, teams):
    before = stand()

    chosen = choose(browser, CHANGES)
    page = text(browser.get(CHECK))
    looked_at = stand()
    done = browser.post(CHECK, {"digest": digest(page)}, follow=True)

    assert chosen.url == CHECK
    for said in (
        "New units: 1",
        "Harbour / Yard",
        "New teams: 1",
        "Harbour / Yard / Gold: 7 people",
        "Changed numbers of people: 1",
        "Harbour / Ships / Red: 12 → 13",
        "Moved teams: 1",
        "White: Harbour / Ships → Harbour / Yard",
        "Not in the file, left as they are: 2",
        "0 teams of the file stay as they are.",
    ):
        assert said in page
    assert looked_at == before
    assert "The file is imported." in text(done)
    assert stand() == [
        ("Ships", "Red", 13),
        ("Shore", "Blue", 6),
        ("Shore", "Green", 3),
        ("Yard", "Gold", 7),
        ("Yard", "White", 6),
    ]
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "The submitted file is empty."),
        ("unit;team\n", "Line 1: The first line must name the columns: unit, team, people."),
        ("unit;team;people\nShips;Red;x\n", "Line 2: People must be a whole number"),
        ("unit;team;people\nShips;R\0d;5\n", "The file is no text in UTF-8."),
        (b"\xff\xfe", "The file is no text in UTF-8."),
        ("," * 1_000_000, "Line 1: The line is longer than 5,000 characters."),
        ("x" * 5_000_001, "The file is larger than 5 MB."),
        ("unit,team,people\nShips,<script>,x\n", "Line 2: People must be"),
    ],
    ids=range(8),
)
def test_file_that_cannot_be_imported_is_explained(browser, teams, content, complaint):
    before = stand()

    response = choose(browser, content)

    assert response.status_code == 422
    assert complaint in text(response)
    assert "<script>" not in response.content.decode()
    assert stand() == before
    assert not PendingImport.objects.exists()


def test_no_file_is_explained(browser):
    assert "This field is required." in text(browser.post(IMPORT, {}))


def test_many_lines_in_the_way_are_counted(browser, monkeypatch):
    monkeypatch.setattr(import_words, "LISTED", 2)

    page = text(choose(browser, "unit,team,people\n" + "Ships,Red,x\n" * 5))

    assert page.count("Line ") == 2
    assert "And 3 more." in page


def test_refused_file_leaves_the_one_before_to_be_imported(browser, teams):
    choose(browser, CHANGES)

    choose(browser, "unit,team\n")

    assert "Moved teams: 1" in text(browser.get(CHECK))


def test_changed_organisation_is_looked_at_again(browser, teams):
    choose(browser, CHANGES)
    first = digest(text(browser.get(CHECK)))
    Team.objects.filter(name="Red").update(headcount=40)

    refused = browser.post(CHECK, {"digest": first})
    after = stand()
    done = browser.post(CHECK, {"digest": digest(text(refused))})

    assert refused.status_code == 409
    assert "Please look again" in text(refused)
    assert "Harbour / Ships / Red: 40 → 13" in text(refused)
    assert ("Ships", "Red", 40) in after
    assert done.status_code == 302


def test_file_that_was_fine_and_is_no_more_says_why(browser, teams):
    choose(browser, CHANGES)
    Unit.objects.filter(name="Ships").update(retired_at=dt.datetime(2026, 3, 5, tzinfo=dt.UTC))

    page = browser.get(CHECK)

    assert page.status_code == 409
    assert "Line 2: “Harbour / Ships” is retired." in text(page)


@pytest.mark.parametrize("digest", ["", "0" * 64, "\0"])
def test_nothing_is_imported_without_having_looked(browser, teams, digest):
    choose(browser, CHANGES)
    before = stand()

    assert browser.post(CHECK, {"digest": digest}).status_code == 409
    assert stand() == before


def test_file_that_changes_nothing_says_so(browser, teams):
    choose(browser, "unit,team,people\nHarbour / Ships,Red,12\n")

    page = text(browser.get(CHECK))

    assert "The organisation is already as the file says." in page
    assert "1 team of the file stays as it is." in page
    assert "Import it" not in page


def test_files_of_two_organisers_are_apart_and_go_after_a_day(
    browser, account, signed_in, teams, clock
):
    otto = account("otto")
    people.make_organiser(otto)
    choose(browser, CHANGES)

    of_otto = signed_in(otto).get(CHECK)
    clock.shift(dt.timedelta(days=1, seconds=1))
    choose(signed_in(otto), CHANGES)

    assert of_otto.url == IMPORT
    assert [waiting.user for waiting in PendingImport.objects.all()] == [otto]


def test_names_are_kept_as_typed_and_shown_literally(browser, teams):
    choose(browser, 'unit,team,people\n=1+1,"<b>&",5\n')

    page = browser.get(CHECK).content.decode()
    browser.post(CHECK, {"digest": digest(page)})

    assert "=1+1 / &lt;b&gt;&amp;: 5 people" in page
    assert Team.objects.get(name="<b>&").unit.name == "=1+1"


def test_organisation_as_it_stands_can_be_imported(browser, teams):
    current = browser.get(f"{IMPORT}current/")

    page = choose(browser, current.content)

    assert current["Content-Disposition"] == 'attachment; filename="organisation.csv"'
    assert page["Location"] == CHECK
    assert "The organisation is already as the file says." in text(browser.get(CHECK))


def test_sample_can_be_imported(browser, db):
    choose(browser, browser.get(f"{IMPORT}sample/").content)

    page = text(browser.get(CHECK))

    assert "New teams: 4" in page
    assert "Insurance / Claims / Motor / Heron: 9 people" in page


@pytest.mark.parametrize("many", [1, 300])
def test_look_at_a_file_costs_the_same_whatever_it_holds(
    browser, teams, many, django_assert_num_queries
):
    lines = "".join(f"Harbour / Unit {number},Team {number},5\n" for number in range(many))
    choose(browser, f"unit,team,people\n{lines}")

    with django_assert_num_queries(9):
        page = text(browser.get(CHECK))

    assert ("And 200 more." in page) is (many == 300)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "organisation.csv"
    path.write_text(CHANGES)
    return path


def run(*words):
    printed = io.StringIO()
    call_command("import_organisation", *words, stdout=printed)
    return printed.getvalue()


def test_command_says_what_it_would_change_and_changes_it(teams, file):
    before = stand()

    dry = run(str(file), "--dry-run")
    unchanged = stand() == before
    wet = run(str(file))

    assert dry.splitlines() == [
        "new unit: Harbour / Yard",
        "new team: Harbour / Yard / Gold (7)",
        "changed: Harbour / Ships / Red, 13 people",
        "moved: White to Harbour / Yard",
        "unchanged teams: 0",
        "teams not in the file, left as they are: 2",
        "Nothing was changed.",
    ]
    assert unchanged
    assert wet.endswith("Imported.\n")
    assert ("Yard", "Gold", 7) in stand()


def test_command_names_every_line_in_the_way(db, file, tmp_path):
    file.write_text("unit,team,people\nShips,Red,x\nShips,White,0\n")

    with pytest.raises(CommandError) as refused:
        run(str(file))
    with pytest.raises(CommandError, match="The file cannot be read"):
        run(str(tmp_path / "missing.csv"))

    assert str(refused.value).splitlines()[0] == "Nothing is imported."
    assert [line[:7] for line in str(refused.value).splitlines()[1:]] == ["line 2:", "line 3:"]
