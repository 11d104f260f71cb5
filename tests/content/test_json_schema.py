"""The published JSON Schema is that of the code: `export_questionnaire --schema` writes it."""

import json
from pathlib import Path

from assessments.content import loader
from assessments.content.formats import csv_format, files, json_schema, plain
from assessments.content.formats.files import Format
from assessments.content.formats.formulas import FORMULA_STARTS
from assessments.reporting import table

PUBLISHED = Path(__file__).parents[2] / "docs" / plain.SCHEMA_NAME


def test_published_schema_is_the_codes():
    assert PUBLISHED.read_bytes() == json_schema.schema_file()


def test_files_name_their_schema():
    content = loader.load_questionnaire()

    assert json.loads(files.write(content, Format.JSON).data)["$schema"] == PUBLISHED.name
    assert f"$schema={PUBLISHED.name}" in files.write(content, Format.YAML).data.decode()


def test_what_is_taken_for_a_formula_is_what_reports_take_for_one():
    assert FORMULA_STARTS == table.FORMULA_STARTS


def test_cells_of_a_csv_are_no_formulas():
    content = loader.load_questionnaire().model_copy(
        update={"lead_in": "=1+1", "title": "@SUM(A1)"}
    )

    written = csv_format.write(content).data.decode("utf-8-sig")

    assert '"\'=1+1"' in written
    assert '"\'@SUM(A1)"' in written
