"""What a change changed, field by field, word by word."""

from __future__ import annotations

from typing import Any

from .word_diff import Piece, pieces

# What changes with every save, or says nothing to a reader
SILENT = {"revision", "digest", "position", "shipped_digest"}


def parts(record: Any, before: Any) -> list[tuple[str, list[Piece]]]:
    delta = record.diff_against(before, foreign_keys_are_objs=False)
    return [
        (change.field.replace("_", " ").capitalize(), pieces(_said(change.old), _said(change.new)))
        for change in delta.changes
        if change.field not in SILENT
    ]


def _said(value: Any) -> str:
    """Return a stored value as a reader can take it in."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return "\n".join(str(one.get("label", one)) for one in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_said(one)}" for key, one in value.items() if one)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
