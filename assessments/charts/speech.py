"""Who translates the words of this room, which knows no Django.

The app names Django's translation at its start. Until then, and where this room is used alone,
words stay as they are written, in English. Catalogues are made by `make messages`.
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

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a text that means different things in different places."""
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


def pgettext(context: str, message: str) -> str:
    """Return a text that means different things in different places."""
    return _named["translator"].pgettext(context, message)


def gettext_noop(message: str) -> str:
    """Mark a text that is translated where it is used, such as one in a table of words."""
    return message
