"""Texts in a CSV that no spreadsheet takes for formulas, and that come back as they were."""

from __future__ import annotations

# What makes a spreadsheet read a cell as a formula, full-width forms too; as reporting has it
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet would calculate it."""
    return f"'{text}" if _calculated(text) else text


def unsafe(text: str) -> str:
    """Return the text that `safe` was given."""
    return text[1:] if text.startswith("'") and _calculated(text) else text


def _calculated(text: str) -> bool:
    return text.lstrip(" '").startswith(FORMULA_STARTS)
