"""Sentences with places in them: a translated text and what stands at its named places.

Each language orders the places as it needs. What is to lead somewhere is a `Part` with its place,
or stands in the text itself between <a> and </a>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assessments.charts.finding_values import Part, Place, Sentence
from assessments.charts.speech import gettext, pgettext

LINK = re.compile(r"</?a>")
NAMED = re.compile(r"%\((\w+)\)s")
Said = str | int | Part | Sequence[Part]


def told(text: str, place: Place | None = None, /, **named: Said) -> Sentence:
    """Return a text as parts, its places filled; <a>…</a> in it leads to `place`.

    Texts that lead nowhere and stand side by side become one part. Raises KeyError for a place
    that nothing is named for.
    """
    parts: list[Part] = []
    for number, piece in enumerate(LINK.split(text)):
        if number % 2:
            parts.append(Part("".join(part.text for part in _filled(piece, named)), place))
        else:
            parts += _filled(piece, named)
    return tuple(_joined(parts))


def listed(parts: Sequence[Part]) -> list[Part]:
    """Return "a", "a and b" or "a, b and c", each part still leading where it does."""
    *head, last = parts
    if not head:
        return [last]
    commas = [part for one in head for part in (Part(", "), one)][1:]
    return list(told(gettext("%(words)s and %(last)s"), words=commas, last=last))


def semicolon() -> str:
    """Return what stands between two parts of a sentence, with the spaces of the language."""
    return pgettext("between two parts", "; ")


def named(name: str, said: str) -> str:
    """Return what is said of something that has a name: "Trust: 38"."""
    return gettext("%(name)s: %(said)s") % {"name": name, "said": said}


def _filled(text: str, named: dict[str, Said]) -> Iterator[Part]:
    for number, piece in enumerate(NAMED.split(text)):
        said = named[piece] if number % 2 else piece
        if isinstance(said, Part):
            yield said
        elif isinstance(said, str | int):
            yield Part(str(said))
        else:
            yield from said


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    for place, same in groupby((part for part in parts if part.text), key=lambda part: part.place):
        if place is None:
            yield Part("".join(part.text for part in same))
        else:
            yield from same
