"""Who translates the words of this room, which knows no Django: as in charts/speech.py.

The app names Django's translation at its start. Until then words stay as they are, in English.
"""

from __future__ import annotations

import gettext as catalogues
from typing import Protocol


class Translator(Protocol):
    """What the modules `gettext` and `django.utils.translation` have in common."""

    def gettext(self, message: str, /) -> str:
        """Return a text in the reader's language."""
        ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the form of a text that goes with a number."""
        ...


_named: dict[str, Translator] = {"translator": catalogues.NullTranslations()}


def translate_with(translator: Translator) -> None:
    """Name who translates from now on."""
    _named["translator"] = translator


def gettext(message: str) -> str:
    """Return a text in the reader's language."""
    return _named["translator"].gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a text that goes with a number."""
    return _named["translator"].ngettext(singular, plural, number)


def gettext_noop(message: str) -> str:
    """Mark a text that is translated where it is used, such as one in a table of words."""
    return message
