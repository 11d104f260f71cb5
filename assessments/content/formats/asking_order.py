"""The order in which plain data's questions are asked: by practice, at the end those of none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Record = dict[str, Any]


def as_asked(practices: Iterable[Record], questions: Iterable[Record]) -> list[Record]:
    """Return the questions in the order of asking; within a practice they stay as they are."""
    place = {practice["key"]: number for number, practice in enumerate(practices)}
    return sorted(questions, key=lambda one: place.get(one["practice"], len(place)))


def looking_ahead(practices: Iterable[Record], questions: Iterable[Record]) -> list[Record]:
    """Return the questions that depend on an answer which is given after them."""
    earlier: set[str] = set()
    found = []
    for question in as_asked(practices, questions):
        condition = question.get("show_if")
        if condition and condition["question"] not in earlier:
            found.append(question)
        earlier.add(question["code"])
    return found
