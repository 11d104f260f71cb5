"""Reports, pictures and workbooks in the reader's language; the figures in them stay the same."""

import gettext
import io
import re
from pathlib import Path

import pypdfium2
import pytest
from board_samples import COLOURS, pages, report
from openpyxl import load_workbook

from assessments.charts import speech
from assessments.reporting.board_pdf import board_pdf
from assessments.reporting.table import ExportTable
from assessments.reporting.xlsx_table import xlsx_table

LOCALE = Path(__file__).parents[2] / "locale"
FIGURES = re.compile(r"\d+")


@pytest.fixture
def reader(monkeypatch):
    """reader(language): who reads from now on."""

    def set_to(language):
        catalogue = LOCALE / language / "LC_MESSAGES/django.mo"
        with catalogue.open("rb") as file:
            monkeypatch.setitem(speech._named, "translator", gettext.GNUTranslations(file))
        monkeypatch.setitem(speech._formats, "date", "{:%d.%m.%Y}".format)
        monkeypatch.setitem(speech._formats, "number", lambda n: f"{n:,}".replace(",", "."))

    return set_to


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            ["Wo investieren", "Was nicht gezeigt wird, und warum", "Seite 1 von", "Fertig, wenn:"],
        ),
        ("fr", ["Où investir", "Ce qui n’est pas affiché, et pourquoi", "Page 1 sur"]),
        (
            "es",
            ["Dónde invertir", "Qué no se muestra y por qué", "Página 1 de", "Está hecho cuando:"],
        ),
    ],
)
def test_report_speaks_the_language(reader, language, said):
    english = [*("Where to invest", "What is not shown", "Page 1 of"), "Done when:"]
    reader(language)

    text = " ".join(pages(board_pdf(report(language=language), COLOURS)))

    assert [one for one in said if one not in text] == []
    assert [one for one in english if one in text] == []
    assert "20.03.2026" in text
    assert "1.024" in text


def test_report_names_its_language_for_screen_readers(reader):
    reader("de")

    document = pypdfium2.PdfDocument(board_pdf(report(language="de"), COLOURS))

    assert document.get_metadata_value("Title") == "Bericht für die Leitung: Harbour"
    assert b"/Lang (de)" in board_pdf(report(language="de"), COLOURS)
    assert b"/Lang (en)" in board_pdf(report(), COLOURS)


def test_figures_are_those_of_the_english_report(reader):
    english = " ".join(pages(board_pdf(report(), COLOURS)))
    reader("de")
    german = " ".join(pages(board_pdf(report(), COLOURS)))

    # Dates differ, and where a page ends may
    rare = {"20", "03", "2026", "1", "2", "3", "4", "024"}
    assert set(FIGURES.findall(german)) - rare == set(FIGURES.findall(english)) - rare


def test_workbook_says_what_it_is_in_the_language(reader):
    table = ExportTable("Heatmap", ["Name", "Wert"], [["Rot", 38]], about=[("Umfrage", "Herbst")])
    reader("de")

    book = load_workbook(io.BytesIO(xlsx_table(table)))

    assert book.sheetnames == ["Heatmap", "Über"]
    assert [cell.value for cell in book["Über"][1]] == ["Was", "Welches"]
    assert book["Heatmap"]["B2"].value == 38


def test_sheet_that_is_called_as_the_other_keeps_its_name(reader):
    reader("de")

    book = load_workbook(io.BytesIO(xlsx_table(ExportTable("über", ["Name"], [["Rot"]]))))

    assert book.sheetnames == ["über", "Über diese Datei"]
