"""Which format a file is in, by its content and its name, and who reads and writes it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from assessments.content.schema import QuestionnaireContent

from . import (
    csv_format,
    json_format,
    workbook,
    xlsform_left_out,
    xlsform_read,
    xlsform_write,
    xlsx_format,
)
from . import yaml_format as yaml
from .carried import MOST_BYTES, Carried, Note, Written, refuse

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = workbook.MOST_BYTES


class Format(StrEnum):
    """What a questionnaire can be written as."""

    YAML = "yaml"
    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"
    XLSFORM = "xlsform"

    @property
    def extension(self) -> str:
        """What a file's name ends with."""
        return "xlsx" if self is Format.XLSFORM else self.value

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return {
            Format.YAML: "application/yaml",
            Format.JSON: "application/json",
            Format.CSV: "text/csv; charset=utf-8",
        }.get(self, XLSX_TYPE)


def write(content: QuestionnaireContent, wanted: Format) -> Written:
    """Return a questionnaire as a file, and what the format cannot say."""
    writers = {
        Format.YAML: yaml.write,
        Format.JSON: json_format.write,
        Format.CSV: csv_format.write,
        Format.XLSX: xlsx_format.write,
        Format.XLSFORM: xlsform_write.write,
    }
    return writers[wanted](content)


def left_out(content: QuestionnaireContent, wanted: Format) -> tuple[Note, ...]:
    """Return what a format cannot say of a questionnaire."""
    if wanted is Format.CSV:
        return csv_format.left_out(content)
    return xlsform_left_out.left_out(content) if wanted is Format.XLSFORM else ()


def read(file: BinaryIO, filename: str) -> Carried:
    """Return the questionnaire of a file that can be rewound.

    Raises:
        FileRefusedError: each problem with its place.
    """
    name = PurePath(filename.replace("\\", "/")).name[:80] or "the file"
    ending = PurePath(name).suffix.casefold()
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _OLD_EXCEL:
        raise refuse(name, "this is an old Excel file. Please save it as XLSX.")
    if start == _ZIP:
        return _read_workbook(file.read(workbook.MOST_BYTES + 1), name)
    if ending == ".csv":
        return csv_format.read(file, name)
    readers = {".yaml": yaml.read, ".yml": yaml.read, ".json": json_format.read}
    if ending in readers:
        return readers[ending](file.read(MOST_BYTES + 1), name)
    if ending == ".xlsx":
        raise refuse(name, "this is no workbook (XLSX), or it is damaged.")
    raise refuse(name, "its name must end in .yaml, .json, .csv or .xlsx.")


def _read_workbook(raw: bytes, name: str) -> Carried:
    book = workbook.Workbook(raw, name)
    if xlsx_format.QUESTIONS in book:
        return xlsx_format.read(book)
    if xlsform_read.SURVEY in book:
        return xlsform_read.read(book)
    raise refuse(name, "it has neither a sheet “Questions” nor an XLSForm’s “survey”.")
