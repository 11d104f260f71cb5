"""Keys made from names: "Lead time (days)" becomes lead_time_days, and each is made once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
LONGEST_SLUG = 40


class Names:
    """Gives each thing a key of its own, and the same thing the same key."""

    def __init__(self, otherwise: str, taken: Iterable[str] = ()) -> None:
        self._otherwise = otherwise
        self._keys: dict[str, str] = {}
        self._taken = set(taken)

    def key(self, name: str) -> str:
        """Return the key of a name; unlike names never share one."""
        if name not in self._keys:
            self._keys[name] = self._free(_key(name) or self._otherwise)
        return self._keys[name]

    def new(self, name: str) -> str:
        """Return a key for another thing of this name."""
        return self._free(_key(name) or self._otherwise)

    def _free(self, wanted: str) -> str:
        key, number = wanted, 2
        while key in self._taken:
            key = f"{wanted[: LONGEST - 5]}_{number}"
            number += 1
        self._taken.add(key)
        return key


def slug(name: str) -> str:
    """Return a name as the key of a questionnaire: small letters, digits and hyphens."""
    return _key(name).replace("_", "-")[:LONGEST_SLUG].strip("-") or "questionnaire"


def short(name: str, longest: int) -> str:
    """Return a name cut at a word, so that it is no longer than this."""
    if len(name) <= longest:
        return name
    cut = name[:longest].rsplit(" ", 1)[0].rstrip(" ,.;:")
    return cut or name[:longest]


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (key if key[:1].isalpha() or not key else f"q_{key}")[:LONGEST].strip("_")
