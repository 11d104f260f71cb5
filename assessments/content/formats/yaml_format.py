"""A whole questionnaire as YAML that people read: blocks, no anchors, texts as they are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from assessments.content import yaml_reader
from assessments.content.schema import QuestionnaireContent
from assessments.content.schema_base import ContentError

from .carried import MOST_BYTES, Carried, Written, refuse
from .plain import SCHEMA_NAME, Path, checked, plain, text_of

# Editors that know the schema complete and check what is typed
HEAD = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"
NEVER_FOLDED = 1_000_000


class _Dumper(yaml.SafeDumper):
    """The emitter in Python, because the one in C folds and quotes a little differently."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (the library's own)
        """Indent lists below their key."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    lines = text.split("\n")
    is_block = len(lines) > 1 and all(line.isprintable() for line in lines) and lines[0][:1] != " "
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if is_block else None)


def _number(dumper: _Dumper, number: float) -> yaml.Node:
    # Without an exponent, which the reader takes for a text
    digits = format(Decimal(repr(number)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", digits)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)


def write(content: QuestionnaireContent) -> Written:
    """Return the questionnaire as a file; nothing is left out."""
    text = yaml.dump(
        plain(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=NEVER_FOLDED
    )
    return Written((HEAD + text).encode())


def read(raw: bytes, name: str) -> Carried:
    """Return the questionnaire of a file.

    Raises:
        FileRefusedError: each problem with its line.
    """
    text = text_of(raw, name)
    try:
        document = yaml_reader.read(text, name, limit=MOST_BYTES)
    except ContentError as error:
        raise refuse("", str(error)) from error

    def place(path: Path) -> str:
        return document.place(path)

    return Carried(checked(document.data, place))
