"""Questionnaires carried in and out: looked at, made a draft, never a published edition changed."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from assessments.actions import carry, edition_content
from assessments.content import loader
from assessments.content.differences import Change
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.files import Format
from assessments.errors import BankImportError, BankImportOutdatedError
from assessments.models import Edition, Practice, Questionnaire

pytestmark = pytest.mark.django_db
OLD, NEW = "Every change our team makes", "Each change our team makes"


@pytest.fixture
def edition(shipped):
    return Edition.objects.get()


def exported(edition, wanted=Format.YAML):
    return carry.write(edition, wanted).data


def changed(edition):
    data = exported(edition)
    assert OLD.encode() in data
    return data.replace(OLD.encode(), NEW.encode(), 1)


def apply(data, name="bank.yaml", **options):
    return carry.apply(io.BytesIO(data), name, **options)


def look(data, name="bank.yaml"):
    return carry.look(io.BytesIO(data), name)


@pytest.mark.parametrize("wanted", [Format.YAML, Format.JSON, Format.XLSX, Format.CSV])
def test_exported_edition_changes_nothing(edition, wanted):
    seen = look(exported(edition, wanted), f"bank.{wanted.extension}")

    assert (seen.base, seen.found, seen.changes_nothing) == (edition, (), True)


def test_changed_file_becomes_the_next_draft(edition):
    before = edition_content.content_of(edition)
    editor = User.objects.create(username="eda")

    seen = look(changed(edition))
    draft = apply(changed(edition), by=editor, expected=seen.digest)

    assert [(one.key, one.change) for one in seen.found] == [("vc1", Change.CHANGED)]
    assert (draft.number, draft.state, draft.based_on) == (2, Edition.State.DRAFT, edition)
    assert edition_content.content_of(draft) == seen.content
    assert edition_content.content_of(Edition.objects.get(pk=edition.pk)) == before
    assert draft.history.latest().history_user == editor


def test_new_questionnaire_gets_its_first_draft(db):
    data = loader.FOLDER.joinpath("questionnaire.yaml").read_bytes()

    draft = apply(data)

    assert (draft.number, draft.based_on, Questionnaire.objects.count()) == (1, None, 1)


def test_draft_is_replaced_only_where_that_is_said(edition):
    first = apply(changed(edition))
    other = exported(edition).replace(OLD.encode(), b"Any change our team makes", 1)

    with pytest.raises(BankImportError, match="There is a draft"):
        apply(other)
    kept = Edition.objects.drafts().get()
    second = apply(other, replace_draft=True)

    assert kept == first
    assert Edition.objects.drafts().get() == second
    assert (second.number, second.based_on) == (2, edition)


def test_look_that_is_no_longer_true_is_refused(edition):
    seen = look(changed(edition))
    apply(exported(edition).replace(OLD.encode(), b"Any change our team makes", 1))

    with pytest.raises(BankImportOutdatedError):
        apply(changed(edition), expected=seen.digest, replace_draft=True)


def test_file_that_changes_nothing_makes_no_draft(edition):
    with pytest.raises(BankImportError, match="already as the file says"):
        apply(exported(edition))

    assert Edition.objects.count() == 1


def test_refused_file_leaves_nothing_behind(edition):
    with pytest.raises(FileRefusedError):
        apply(changed(edition).replace(b"kind: likert", b"kind: stars"))

    assert Edition.objects.count() == 1


def test_csv_keeps_the_guidance_that_it_cannot_hold(edition):
    data = exported(edition, Format.CSV).replace(OLD.encode(), NEW.encode(), 1)

    seen = look(data, "bank.csv")
    draft = apply(data, "bank.csv")

    assert "Guidance and translations are kept from" in str(seen.carried.decisions[0])
    old, new = (Practice.objects.get(edition=e, key="version_control") for e in (edition, draft))
    assert new.guide == old.guide != {}


def run(*words):
    printed = io.StringIO()
    call_command(*words, stdout=printed)
    return printed.getvalue()


def test_commands_carry_out_and_in(edition, tmp_path):
    path = tmp_path / "bank.yaml"

    said = run("export_questionnaire", "devops-practices", "--output", str(path))
    path.write_bytes(path.read_bytes().replace(OLD.encode(), NEW.encode(), 1))
    dry = run("import_questionnaire", str(path), "--dry-run")
    count = Edition.objects.count()
    done = run("import_questionnaire", str(path))

    assert "edition 1" in said
    assert "changed: question vc1" in dry
    assert "Nothing was changed." in dry
    assert count == 1
    assert "edition 2" in done


def test_export_says_what_is_left_out(edition, tmp_path):
    words = ("--format", "xlsform", "--output", str(tmp_path / "bank.xlsx"))

    assert "the guidance of practices" in run("export_questionnaire", "devops-practices", *words)


def test_commands_explain_what_stands_in_the_way(edition, tmp_path):
    path = tmp_path / "bank.csv"
    path.write_text("kind,code,text\nquestionnaire,a,b\nlikert,Q 1,c\nnumber,q2,\n")

    with pytest.raises(CommandError, match="row 3, code") as refused:
        run("import_questionnaire", str(path))
    with pytest.raises(CommandError, match="no published edition"):
        run("export_questionnaire", "nothing", "--output", str(tmp_path / "a"))
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_questionnaire", str(tmp_path / "missing.csv"))

    assert "row 4, text" in str(refused.value)


def titled(edition, title, data=None):
    old = f"title: {edition.questionnaire.title}".encode()
    return (data or exported(edition)).replace(old, f"title: {title}".encode())


def test_title_of_a_file_is_told_apart_from_what_it_asks(edition):
    seen = look(titled(edition, "Ours"))

    assert (seen.new_title, seen.found, seen.changes_nothing) == ("Ours", (), True)
    assert seen.content.title == edition.questionnaire.title
    assert seen.digest != look(exported(edition)).digest


def test_file_renames_only_where_that_is_said(edition):
    data = titled(edition, "Ours", changed(edition))
    name = edition.questionnaire.title

    draft = apply(data)
    kept = Questionnaire.objects.get().title
    again = apply(data.replace(b"Each change", b"Any change"), replace_draft=True, rename=True)

    assert (draft.questionnaire.title, kept) == (name, name)
    assert again.questionnaire.title == Questionnaire.objects.get().title == "Ours"


def test_name_of_another_questionnaire_is_refused_and_nothing_is_imported(edition):
    Questionnaire.objects.create(key="other", title="Taken")

    with pytest.raises(BankImportError, match="of that name"):
        apply(titled(edition, "Taken", changed(edition)), rename=True)

    assert Edition.objects.count() == 1


def test_command_says_what_a_title_would_do_and_does_it_when_asked(edition, tmp_path):
    path = tmp_path / "bank.yaml"
    path.write_bytes(titled(edition, "Ours"))

    dry = run("import_questionnaire", str(path), "--dry-run")
    done = run("import_questionnaire", str(path), "--rename")

    assert "the file says “Ours”" in dry
    assert "Renamed: Ours, edition 1" in done
    assert Edition.objects.count() == 1
