"""The JSON Schema of a questionnaire, which its files name."""

from __future__ import annotations

import json
from typing import Any

from assessments.content.schema import QuestionnaireContent

from .plain import SCHEMA_NAME

SCHEMA_KEY = "$schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a questionnaire."""
    made = QuestionnaireContent.model_json_schema()
    # The file may name its schema; the questionnaire itself has no such part
    made["properties"] = {SCHEMA_KEY: {"type": "string"}} | made["properties"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_NAME} | made


def schema_file() -> bytes:
    """Return the schema as a file."""
    return json_file(schema())


def json_file(data: Any) -> bytes:
    """Return data as a file that people can read."""
    return f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode()
