"""The board report as a PDF: everything that the report says, and nothing fetched for it."""

import io
import socket

import pypdfium2
import pytest
from board_samples import COLOURS, grid, investment, line, pages, report
from formula_corpus import FORMULAS, ODD_TEXTS

from assessments.reporting import paper
from assessments.reporting.board_pdf import board_pdf
from assessments.reporting.board_report import Investment, Movers, Step

MARKUP = '<img src="http://127.0.0.1:9/x.png"/>'


def text(**changed):
    return " ".join(pages(board_pdf(report(**changed), COLOURS)))


def test_report_says_all_of_it():
    found = text()

    for words in (
        "Harbour",
        "Spring survey",
        "answers 1 March 2026 to 14 March 2026",
        "Harbour as a whole is leaning low.",
        "31",
        "≥ 88",
        "too few",
        "Other teams (2 teams)",
        "5 teams by likeliest tier",
        "Ships, Version control: up 8, now 31 (28 to 34)",
        "2 more are in the files.",
        "21 teams moved to a lower tier",
        "Tern Ships Most likely a high performer Leaning low may be chance",
        "And 20 more, all on the page “Teams that moved”.",
        "0 teams moved to a higher tier",
        "2. Automated testing: 49 of 100",
        "Target. 12 below target of 61 by 30 June 2027.",
        "Lowest in Ships (31).",
        "Step 3. Do it. Done when: It is done.",
        "Scores. The mean.",
        "3 of 6 cells have no figure.",
        "Too few answers to show 1 2 1,024 Too few people answered.",
    ):
        assert words in found


def test_every_page_says_what_it_is_of_and_which():
    long = grid(*(line(f"Team {number}", "31", "88") for number in range(100)), left_out=7)

    found = pages(board_pdf(report(grid=long), COLOURS))

    assert len(found) > 3
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert "Harbour · Spring survey · made on 20 March 2026" in page
    assert "Automated testing" in found[1]  # the head again
    assert "7 more rows are in the files." in " ".join(found)


def test_first_survey_has_no_movers():
    found = text(before="", up=Movers((), 0), moved=())

    assert "This is the first survey of this unit." in found
    assert "Up" not in found
    assert "another tier" not in found


def test_moves_that_may_not_be_told_are_said_to_be():
    assert "Tiers were not set by the same rules." in text(
        moved=(), moved_note="Tiers were not set by the same rules."
    )


def test_nothing_to_show_is_a_report_too():
    found = text(tiers=(), investments=(), hidden=(), hidden_words="Nothing is hidden.")

    assert "Nothing is hidden." in found
    assert "likeliest tier" not in found


@pytest.mark.parametrize("name", [MARKUP, "<b>x", "&lt;", "x" * 120, *FORMULAS, *ODD_TEXTS])
def test_names_are_shown_as_written(name):
    found = text(unit=name, grid=grid(line(name, "31", "88"), name=name))

    letters = "".join(name.split()).encode("ascii", "ignore").decode()
    assert letters in "".join(found.split())


def test_markup_that_is_not_escaped_is_seen(monkeypatch):
    monkeypatch.setattr(paper, "escape", lambda words: words)

    assert "<b>x</b>" not in text(why_these="<b>x</b>")


def test_nothing_is_fetched(monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_: asked.append(args))
    monkeypatch.setattr(socket.socket, "connect", lambda *args: asked.append(args))

    text(unit=MARKUP, summary=(MARKUP,), why_these=MARKUP)

    assert asked == []


def test_file_says_its_title_and_carries_its_font():
    pdf = board_pdf(report(), COLOURS)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))

    assert document.get_metadata_dict()["Title"] == "Board report: Harbour"
    assert b"SurveySans" in pdf
    assert b"/FontFile2" in pdf


def test_practice_without_coaching_texts_has_no_empty_headings():
    bare = Investment("Autonomy", "40 of 100", "", "", "", "", "", (Step("", "Ask.", ""),), "")

    words = text(investments=(bare, investment()))

    assert words.count("What it is") == words.count("Why. Why.") == words.count("With care.") == 1
    assert "Ask." in words
    assert words.count("Done when") == 3
