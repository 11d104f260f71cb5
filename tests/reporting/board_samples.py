"""A board report as values, and the colours it is drawn with."""

import datetime as dt
import io
from pathlib import Path

import pypdfium2

from assessments.charts.theme import light_tokens
from assessments.reporting.board_report import (
    BoardReport,
    Grid,
    HiddenReason,
    Investment,
    Line,
    MovedTeams,
    Mover,
    Movers,
    Square,
    Step,
    TierTeams,
)

COLOURS = light_tokens((Path(__file__).parents[2] / "static/css/tokens.css").read_text())
MOVED_HEAD = ("Team", "Unit", "Before", "Now", "How sure")
MOVED_ROW = ("Tern", "Ships", "Most likely a high performer", "Leaning low", "may be chance")
PRACTICES = ("Version control", "Automated testing")


def line(name, *scores, look="score-3", bar=(("tier-low", 40.0), ("tier-none", 60.0))):
    squares = [Square(score, look, "10–19", "▲ 8") for score in scores]
    return Line(name, "75% or more answered", (Square("Low", "tier-low", "10–19"), *squares), bar)


def hidden_line(name):
    return Line(name, "", tuple(Square("too few", look) for look in ("tier-none", *2 * ["hidden"])))


def grid(*lines, name="Harbour", left_out=0):
    lines = lines or (line("Ships", "31", "≥ 88"), hidden_line("Shore"))
    scores = 2 * (Square("50", "score-3"),)
    rest = Line("Other teams (2 teams)", "", (Square("–", "tier-none"), *scores))
    return Grid(("Name", "Performance", *PRACTICES), line(name, "46", "49"), lines, rest, left_out)


def investment(name="Automated testing"):
    steps = tuple(Step(f"Step {n}", "Do it.", "It is done.") for n in (1, 2, 3))
    return Investment(
        name,
        "49 of 100",
        "12 below target of 61 by 30 June 2027.",
        "Ships (31)",
        "What.",
        "Why.",
        "Looks.",
        steps,
        "With care.",
    )


def report(**changed):
    return BoardReport(
        **{
            "unit": "Harbour",
            "survey": "Spring survey",
            "answers_taken": "1 March 2026 to 14 March 2026",
            "rule_set": "State of DevOps 2022",
            "made_on": dt.date(2026, 3, 20),
            "summary": ("Harbour as a whole is leaning low.",),
            "grid": grid(),
            "tiers": (
                TierTeams("tier-low", "Low", 2, 40.0),
                TierTeams("tier-none", "Not placed", 3, 60.0),
            ),
            "before": "Autumn survey",
            "up": Movers((Mover("Ships", "Version control", "up 8, now 31 (28 to 34)"),), 2),
            "down": Movers((), 0),
            "moved": (
                MovedTeams("▼ 21 teams moved to a lower tier", MOVED_HEAD, (MOVED_ROW,), 20),
                MovedTeams("▲ 0 teams moved to a higher tier", MOVED_HEAD, (), 0),
            ),
            "moved_note": "",
            "investments": (investment("Version control"), investment()),
            "why_these": "The two lowest.",
            "methods": (("Scores", "The mean."),),
            "hidden": (
                HiddenReason("Too few answers to show", 1, 2, 1_024, "Too few people answered."),
            ),
            "hidden_words": "3 of 6 cells have no figure.",
        }
        | changed
    )


def pages(pdf):
    """The text of each page, as one line."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
