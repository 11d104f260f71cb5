"""What a change changed, field by field, word by word."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop

from assessments.content.translatable import MADE_FROM

from .word_diff import Piece, pieces

# What changes with every save, or says nothing to a reader
SILENT = {"revision", "digest", "position", "shipped_digest"}
NAMES = {
    "active": gettext_noop("Asked"),
    "code": gettext_noop("Code"),
    "guide": gettext_noop("Coaching texts"),
    "help": gettext_noop("Help"),
    "kind": gettext_noop("Kind"),
    "languages": gettext_noop("Languages"),
    "lead_in": gettext_noop("Lead in"),
    "maximum": gettext_noop("Maximum"),
    "metric": gettext_noop("Metric"),
    "minimum": gettext_noop("Minimum"),
    "missing_label": gettext_noop("Missing label"),
    "name": gettext_noop("Name"),
    "options": gettext_noop("Options"),
    "practice": gettext_noop("Practice"),
    "published_at": gettext_noop("Published at"),
    "required": gettext_noop("Required"),
    "reverse": gettext_noop("Reverse"),
    "short_name": gettext_noop("Short name"),
    "show_if": gettext_noop("Show if"),
    "source": gettext_noop("Source"),
    "state": gettext_noop("State"),
    "text": gettext_noop("Text"),
    "translations": gettext_noop("Translations"),
    "unit": gettext_noop("Unit of measurement"),
    "weight": gettext_noop("Weight"),
}


def label(field: str) -> str:
    """Return what a stored field is called; one without a name by its own."""
    named = NAMES.get(field)
    return gettext(named) if named else field.replace("_", " ").capitalize()


def parts(record: Any, before: Any) -> list[tuple[str, list[Piece]]]:
    delta = record.diff_against(before, foreign_keys_are_objs=False)
    told = [
        (label(change.field), *_apart(change.old, change.new))
        for change in delta.changes
        if change.field not in SILENT
    ]
    words = ((named, _said(old), _said(new)) for named, old, new in told)
    return [(named, pieces(old, new)) for named, old, new in words if old != new]


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
