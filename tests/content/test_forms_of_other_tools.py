"""Forms in the shapes that other tools write, read whole or with a list of what is left out.

The shapes are those of published forms (old headings, phrases as types, media, notes everywhere,
cascades); the words are ours.
"""

import io

import pytest
from form_files import ask, form, notes, read, scale
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

from assessments.content import loader
from assessments.content.formats import files
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.files import Format

YES_NO = scale(["Yes", "No"], "yn")


def codes(found):
    return [question.code for question in found.content.questions]


def exported(content, tmp_path):
    """Return what a form of ours becomes in the reference tool, and its sheets."""
    path = tmp_path / "ours.xlsx"
    path.write_bytes(files.write(content, Format.XLSFORM).data)
    made = convert(xlsform=str(path), validate=False)
    assert made.warnings == []
    return made.xform, load_workbook(path)


def cells(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [
        {name: cell for name, cell in zip(head, row, strict=True) if cell is not None}
        for row in rows
    ]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("select_one yn", "choice"),
        ("select one yn", "choice"),
        ("Select one from yn", "choice"),
        ("add select one prompt using yn", "choice"),
        ("select1 yn", "choice"),
        ("select_multiple yn", "multiple"),
        ("select all that apply yn", "multiple"),
        ("select all that apply from yn", "multiple"),
        ("add select multiple prompt using yn", "multiple"),
    ],
)
def test_phrases_of_older_forms_are_choices(phrase, kind):
    found = read([ask(phrase, "q", "Ready?")], YES_NO)

    assert [question.kind for question in found.content.questions] == [kind]
    assert [option.label for option in found.content.questions[0].options] == ["Yes", "No"]
    assert found.left_out == ()


def test_phrase_without_a_list_is_left_out_with_its_row():
    found = read([ask("select one", "q"), ask("text", "why")], YES_NO)

    assert codes(found) == ["why"]
    assert "survey, row 2: q:" in notes(found.left_out)


def test_old_headings_are_read():
    survey = [{"type": "select_one yn", "name": "q", "caption": "Ready?", "relevance": ""}]
    choices = [{"list": "yn", "value": str(n), "label": word} for n, word in ((1, "Y"), (2, "N"))]

    found = read(survey, choices, settings={"title": "Old form", "id_string": "old"})

    assert (found.content.title, found.content.key) == ("Old form", "old")
    assert [option.code for option in found.content.questions[0].options] == [1, 2]
    assert found.left_out == ()


def test_name_and_value_side_by_side_are_told_apart():
    choices = [
        {"list_name": "yn", "name": name, "label": name, "value": n}
        for n, name in ((7, "yes"), (8, "no"))
    ]
    survey = [ask("select_one yn", "q"), ask("text", "why", relevant="${q} = 'no'")]

    found = read(survey, choices)

    assert found.content.questions[1].show_if.answers == (2,)
    assert notes(found.left_out) == "choices, column “value”: it is not read (2 rows)."


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("media::image", "tower.png"),
        ("audio", "a.mp3"),
        ("constraint_message", "Too much"),
        ("required_message::German (de)", "Bitte"),
        ("guidance_hint", "Look up"),
        ("read_only", "yes"),
        ("repeat_count", "3"),
        ("parameters", "start=1 end=5"),
        ("trigger", "${q}"),
        ("bind::odk:length", "5"),
        ("comments from the team", "x"),
        ("appearance", "minimal"),
    ],
)
def test_column_that_is_not_read_is_named_once(column, cell):
    found = read([ask("text", "q", **{column: cell}), ask("text", "r", **{column: cell})])

    assert notes(found.left_out) == f"survey, column “{column}”: it is not read (2 rows)."


@pytest.mark.parametrize(
    ("column", "cell"), [("appearance", "multiline"), ("media::image", ""), ("source", "us")]
)
def test_column_that_is_read_or_empty_is_not_named(column, cell):
    assert read([ask("text", "q", **{column: cell, "": "x"})]).left_out == ()


def test_settings_choices_and_sheets_that_are_not_read_are_named():
    raw = form(
        [ask("select_one yn", "q")],
        [one | {"image": "a.png", "region": "north"} for one in YES_NO],
        {"form_title": "A", "form_id": "a", "style": "pages", "version": 3},
    )
    book = load_workbook(io.BytesIO(raw))
    book.create_sheet("entities").append(["list_name"])
    file = io.BytesIO()
    book.save(file)

    found = files.read(io.BytesIO(file.getvalue()), "a.xlsx")

    assert [str(note) for note in found.left_out] == [
        "The sheet “entities” is not read.",
        "settings, column “style”: it is not read (1 row).",
        "settings, column “version”: it is not read (1 row).",
        "choices, column “image”: it is not read (2 rows).",
        "choices, column “region”: it is not read (2 rows).",
    ]


def test_notes_are_kept_where_they_stand_and_none_is_lost():
    found = read(
        [
            ask("note", "n1", "Welcome."),
            ask("note", "n2", "It takes a minute."),
            ask("text", "a", "First?", hint="In short."),
            ask("note", "n3", "Now the second."),
            ask("note", "n4", "Think."),
            ask("text", "b", "Second?", hint="Or not."),
            ask("text", "c", "Third?"),
            ask("note", "n5", "Thank you."),
        ]
    )

    assert found.content.lead_in == "Welcome.\n\nIt takes a minute."
    assert [question.help for question in found.content.questions] == [
        "In short.",
        "Now the second.\n\nThink.\n\nOr not.",
        "",
    ]
    assert notes(found.left_out) == "survey, row 9: n5: no question takes this note."


def test_notes_too_long_to_be_a_help_are_left_out():
    found = read([ask("text", "a"), ask("note", "n", "x" * 1995), ask("text", "b", hint="Why not")])

    assert found.content.questions[1].help == "Why not"
    assert notes(found.left_out) == "survey, row 3: n: no question takes this note."


def test_notes_and_hints_are_read_in_every_language():
    def words(column, one, other):
        return {f"{column}::English (en)": one, f"{column}::Français": other}

    def row(kind, name, *label, **more):
        return {"type": kind, "name": name, **words("label", *label), **more}

    found = read(
        [
            row("note", "open", "Hello", "Bonjour"),
            row("text", "a", "Why?", "Pourquoi ?"),
            row("note", "mid", "Think", "Pensez"),
            row("text", "b", "How?", "Comment ?", **words("hint", "In short", "En bref")),
        ]
    ).content

    assert found.languages == ("fr",)
    assert found.translations == {"fr": {"lead_in": "Bonjour"}}
    assert found.questions[1].help == "Think\n\nIn short"
    assert found.questions[1].translations == {
        "fr": {"text": "Comment ?", "help": "Pensez\n\nEn bref"}
    }


@pytest.mark.parametrize(
    ("said", "required", "left"),
    [
        ("yes", True, False),
        ("TRUE()", True, False),
        ("", False, False),
        ("no", False, False),
        ("${a} = 'x'", False, True),
    ],
)
def test_required_is_read_or_its_rule_is_left_out(said, required, left):
    found = read([ask("text", "a"), ask("text", "b", required=said)])

    assert found.content.questions[1].required is required
    assert ("when one has to" in notes(found.left_out)) is left


def test_whole_form_as_people_write_them_is_read_and_its_export_is_valid(tmp_path):
    found = read(
        [
            ask("start", "start"),
            ask("calculate", "score", calculation="1 + 1"),
            ask("select_one yn", "uses", "Do you deploy?", required="yes"),
            ask("begin group", "flow", "Flow", relevant="${uses} = '1'", appearance="field-list"),
            ask("select_one agree", "f1", "Work flows."),
            ask("select_one agree", "f2", "Work waits.", relevant="selected(${f1}, '1')"),
            ask("end group", ""),
            ask("begin repeat", "tools", "Tools"),
            ask("text", "tool", "Which?"),
            ask("end repeat", ""),
            ask("integer", "many", "How many?", constraint=". >= 0 and . < 100"),
            ask("select_multiple yn or_other", "both", "Which of both?"),
            ask("geopoint", "where", "Where?"),
            ask("note", "bye", "Bye."),
        ],
        [*scale(), {"list_name": "agree", "name": "dk", "label": "Don't know"}, *YES_NO],
    )

    assert codes(found) == ["uses", "f1", "f2", "many", "both"]
    told = notes(found.left_out)
    for name in (
        "start",
        "score",
        "tool",
        "where",
        "bye",
        "f1: everybody",
        "“other”",
        "appearance",
    ):
        assert name in told
    xform, book = exported(found.content, tmp_path)
    rows = {row.get("name"): row for row in cells(book["survey"])}
    assert list(rows)[1:3] == ["f1", "f2"]
    assert rows["f2"]["relevant"] == "${f1} = '1'"
    assert rows["uses"]["required"] == "yes"
    assert rows["many"]["constraint"] == ". >= 0 and . <= 99"
    assert 'required="true()"' in xform
    assert "selected" in xform or "= '1'" in xform


def test_export_holds_languages_conditions_and_lists_for_the_reference_tool(tmp_path):
    shipped = loader.load_guided_questionnaire()
    first, *rest = shipped.questions
    german = {"de": {"text": "Alles in Git?", "option.1": "Nie", "text.from": "0" * 12}}
    content = shipped.model_copy(
        update={
            "languages": ("de",),
            "questions": (first.model_copy(update={"translations": german}), *rest),
        }
    )

    xform, book = exported(content, tmp_path)
    rows = {row.get("name"): row for row in cells(book["survey"])}
    settings = cells(book["settings"])[0]

    assert rows[first.code]["label::Deutsch (de)"] == "Alles in Git?"
    assert rows[first.code]["label::English (en)"] == first.text
    assert settings["default_language"] == "English (en)"
    assert '<translation lang="Deutsch (de)">' in xform
    assert "text.from" not in xform
    assert "Left out: of which texts the translations were made." in notes(
        files.left_out(content, Format.XLSFORM)
    )
    back = files.read(io.BytesIO(files.write(content, Format.XLSFORM).data), "a.xlsx").content
    assert back.questions[0].translations["de"]["text"] == "Alles in Git?"


def test_book_without_a_survey_is_no_form():
    file = io.BytesIO()
    Workbook().save(file)

    with pytest.raises(FileRefusedError, match="neither a sheet"):
        files.read(io.BytesIO(file.getvalue()), "a.xlsx")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("weight", "heavy"),
        ("weight", "-1"),
        ("weight", "101"),
        ("metric", "kg"),
        ("metric", "lead_time"),
        ("reverse", "yes"),
        ("wording_version", "0"),
        ("wording_version", "1.5"),
    ],
)
def test_column_of_ours_that_others_use_otherwise_is_left_out_and_refuses_nothing(column, cell):
    found = read([ask("text", "q", **{column: cell})])

    assert codes(found) == ["q"]
    assert notes(found.left_out) == (
        f"survey, row 2: q: the column “{column}” says nothing that is known here."
    )


@pytest.mark.parametrize(
    ("said", "kind"), [("likert", "choice"), ("ordinal", "choice"), ("house", "choice")]
)
def test_kind_that_the_answers_do_not_fit_is_passed_over(said, kind):
    choices = [{"list_name": "l", "name": n, "label": f"no {n}"} for n in (3, 7)]

    found = read([ask("select_one l", "q", kind=said)], choices)

    assert [question.kind for question in found.content.questions] == [kind]


@pytest.mark.parametrize("weight", ["0", "2", "1.5", "100"])
def test_column_of_ours_is_read_where_it_fits(weight):
    rows = [ask("select_one agree", "q", kind="likert", reverse="yes", weight=weight)]

    found = read(rows, scale())

    (question,) = found.content.questions
    assert (question.reverse, question.weight) == (True, float(weight))
    assert found.left_out == ()
