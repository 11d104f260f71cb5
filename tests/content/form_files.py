"""XLSForms as people write them in a spreadsheet, made row by row."""

import io

from openpyxl import Workbook

from assessments.content.formats import files

AGREE = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
SETTINGS = {"form_title": "Work at Acme", "form_id": "Acme_2026"}


def form(survey, choices=(), settings=None):
    """Return a form's bytes; rows are dictionaries, as in a spreadsheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (
        ("survey", survey),
        ("choices", choices),
        ("settings", [settings or SETTINGS]),
    ):
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(key for row in rows for key in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def scale(labels=AGREE, name="agree", start=1):
    return [
        {"list_name": name, "name": number, "label": label}
        for number, label in enumerate(labels, start=start)
    ]


def ask(kind, name, label="Why?", /, **more):
    return {"type": kind, "name": name, "label": label, **more}


def read(*sheets, **options):
    return files.read(io.BytesIO(form(*sheets, **options)), "form.xlsx")


def notes(found):
    return "\n".join(str(note) for note in found)
