"""Who translates the words of this room, which knows no Django.

The app names Django's translation at its start. Until then, and where this room is used alone,
words stay as they are written, in English. Catalogues are made by `make messages`.
"""

from __future__ import annotations

import datetime as dt
import gettext as catalogues
from collections.abc import Callable
from typing import Protocol, TypedDict


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


class _Formats(TypedDict):
    date: Callable[[dt.date], str]
    number: Callable[[int], str]


_formats: _Formats = {"date": "{:%-d %B %Y}".format, "number": "{:,}".format}


def format_with(*, date: Callable[[dt.date], str], number: Callable[[int], str]) -> None:
    """Name who writes dates and large numbers from now on."""
    _formats.update({"date": date, "number": number})


def date_text(day: dt.date) -> str:
    """Return a day as the reader’s language writes it: "30 June 2027"."""
    return _formats["date"](day)


def number_text(number: int) -> str:
    """Return a whole number with its thousands parted: "1,200"."""
    return _formats["number"](number)


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
