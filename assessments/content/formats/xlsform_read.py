"""An XLSForm as a questionnaire, as far as one can say it.

Groups become practices, where statements or ordered choices are in them. What was decided is said,
and so is each row that is left out, with the reason.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from .carried import Carried, FileRefusedError, Note
from .naming import short, slug
from .plain import checked
from .workbook import Workbook
from .xlsform_questions import Reader
from .xlsform_sheets import SURVEY
from .xlsform_sheets import read as read_sheets

__all__ = ["SURVEY", "read"]
LONGEST_TITLE = 120


def read(book: Workbook) -> Carried:
    """Return the questionnaire of a form.

    Raises:
        FileRefusedError: each problem with its sheet and row.
    """
    sheets = read_sheets(book)
    reader = Reader(sheets)
    for record in sheets.survey:
        reader.take(record)
    reader.finish()
    if not reader.questions:
        raise FileRefusedError(
            [Note("", "No question of this form can be asked here."), *reader.left_out]
        )
    title = sheets.settings.get("form_title", "").strip() or book.name.rsplit(".", 1)[0]
    data: dict[str, Any] = {
        "key": slug(sheets.settings.get("form_id", "").strip() or title),
        "title": short(title, LONGEST_TITLE),
        "lead_in": reader.notes.opening(),
        "missing_label": "",
        "scale": [],
        "practices": reader.practices,
        "questions": reader.questions,
        "language": sheets.language,
        "languages": sheets.others,
    }
    if translations := reader.notes.translations():
        data["translations"] = translations
    _share(data)

    def place(path: tuple[str | int, ...]) -> str:
        row = reader.places.get(path[:2], "")
        inside = ", ".join(str(step) for step in path[2:])
        return f"{row} ({inside})" if inside else row

    lacks = {"guides"} if sheets.others else {"guides", "translations"}
    left_out = (*sheets.left_out, *reader.left_out)
    return Carried(checked(data, place), tuple(reader.decisions), left_out, frozenset(lacks))


def _share(data: dict[str, Any]) -> None:
    """Say once, of the whole questionnaire, what most of its questions say."""
    scales = Counter(
        tuple((option["code"], option["label"]) for option in question["options"])
        for question in data["questions"]
        if question["kind"] == "likert"
    )
    if scales:
        scale = scales.most_common(1)[0][0]
        data["scale"] = [{"code": code, "label": label} for code, label in scale]
    labels = Counter(q["missing_label"] for q in data["questions"] if "missing_label" in q)
    if labels:
        data["missing_label"] = labels.most_common(1)[0][0]
    for question in data["questions"]:
        if question["kind"] == "likert" and question["options"] == data["scale"]:
            question["options"] = []
        if question.get("missing_label") == data["missing_label"]:
            del question["missing_label"]
