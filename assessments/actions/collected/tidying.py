"""Texts made alike, so that "Strongly  agree " finds "strongly agree"."""

from __future__ import annotations

import unicodedata

from assessments.content.formats.formulas import unsafe

LONGEST = 500
# What people and tools write for the same signs
_ALIKE = str.maketrans("'‘`´“”„«»–—−\u00a0", '’’’’"""""---\u0020')


def value(cell: str) -> str:
    """Return a cell's value or a label in small letters, with single spaces and plain signs.

    Signs stay: "<1" and ">1" differ.
    """
    text = unicodedata.normalize("NFKC", unsafe(cell)[:LONGEST]).translate(_ALIKE)
    return " ".join(text.casefold().split()).rstrip(".:;, ")


def name(text: str) -> str:
    """Return the letters and digits of a header, a code or a question's text, and nothing else."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
