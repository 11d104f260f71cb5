"""What a change changed, field by field, word by word."""

from __future__ import annotations

from typing import Any

from assessments.content.translatable import MADE_FROM

from .word_diff import Piece, pieces

# What changes with every save, or says nothing to a reader
SILENT = {"revision", "digest", "position", "shipped_digest"}


def parts(record: Any, before: Any) -> list[tuple[str, list[Piece]]]:
    delta = record.diff_against(before, foreign_keys_are_objs=False)
    told = [
        (change.field.replace("_", " ").capitalize(), *_apart(change.old, change.new))
        for change in delta.changes
        if change.field not in SILENT
    ]
    words = ((label, _said(old), _said(new)) for label, old, new in told)
    return [(label, pieces(old, new)) for label, old, new in words if old != new]


def _apart(old: Any, new: Any) -> tuple[Any, Any]:
    """Return what differs of two values: of the texts of a row, which are long, only those."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old, new
    differing = [key for key in old | new if old.get(key) != new.get(key)]
    apart = {key: _apart(old.get(key), new.get(key)) for key in differing}
    return {key: pair[0] for key, pair in apart.items()}, {
        key: pair[1] for key, pair in apart.items()
    }


def _said(value: Any) -> str:
    """Return a stored value as a reader can take it in."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return "\n".join(str(one.get("label", one)) for one in value)
    if isinstance(value, dict):
        # By what text a translation was made of, only the page of translations goes
        shown = [(key, one) for key, one in value.items() if one and not key.endswith(MADE_FROM)]
        return "\n".join(f"{key}: {_said(one)}" for key, one in shown)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
