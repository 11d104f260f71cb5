"""What is different between two contents of a questionnaire, part by part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .schema import QuestionnaireContent


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a part says, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is different: "questionnaire", "practice" or "question", its key and its name.

    `fields` are what changed in it; none where it is new, gone, or only in another place.
    """

    part: str
    key: str
    name: str
    change: Change
    fields: tuple[Field, ...] = ()


def differences(before: QuestionnaireContent, after: QuestionnaireContent) -> list[Difference]:
    """Return what is different: first the questionnaire, then practices and questions in order."""
    fields = _fields(_own(before), _own(after))
    own = [Difference("questionnaire", after.key, after.title, Change.CHANGED, fields)]
    return [
        *(own if fields else []),
        *_of_parts("practice", _practices(before), _practices(after)),
        *_of_parts("question", _questions(before), _questions(after)),
    ]


Parts = dict[str, tuple[str, dict[str, Any]]]


def _own(content: QuestionnaireContent) -> dict[str, Any]:
    # The key names the line of editions; it is no part of what an edition says.
    data = content.model_dump(mode="json", exclude={"practices", "questions", "key"})
    return data | {"scale": _options(data["scale"])}


def _practices(content: QuestionnaireContent) -> Parts:
    return {one.key: (one.name, one.model_dump(mode="json")) for one in content.practices}


def _questions(content: QuestionnaireContent) -> Parts:
    return {
        one.code: (
            one.text,
            # As they are asked: whether a scale is its own or the questionnaire's says nothing
            one.model_dump(mode="json")
            | {
                "options": _options(
                    [option.model_dump(mode="json") for option in content.options_of(one)]
                ),
                "missing_label": content.missing_label_of(one),
            },
        )
        for one in content.questions
    }


def _of_parts(part: str, before: Parts, after: Parts) -> list[Difference]:
    found = [
        Difference(part, key, name, Change.REMOVED)
        for key, (name, _) in before.items()
        if key not in after
    ]
    moved = _moved(before, after)
    for key, (name, data) in after.items():
        if key not in before:
            found.append(Difference(part, key, name, Change.ADDED))
        elif fields := _fields(before[key][1], data):
            found.append(Difference(part, key, name, Change.CHANGED, fields))
        elif key in moved:
            found.append(Difference(part, key, name, Change.MOVED))
    return found


def _moved(before: Parts, after: Parts) -> set[str]:
    """Return the fewest parts that have to move so that the old order becomes the new one."""
    place = {key: number for number, key in enumerate(before)}
    kept = [key for key in after if key in place]
    # The longest run of parts in their old order stays (patience sorting)
    tails: list[int] = []
    runs: list[tuple[str, ...]] = []
    for key in kept:
        at = bisect_left(tails, place[key])
        run = (*(runs[at - 1] if at else ()), key)
        tails[at : at + 1], runs[at : at + 1] = [place[key]], [run]
    return set(kept) - set(runs[-1] if runs else ())


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Field, ...]:
    old, new = dict(_flat(before)), dict(_flat(after))
    return tuple(
        Field(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    )


def _flat(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Return each text in a value with its path, "guide low steps 1 title"."""
    if isinstance(value, Mapping):
        pairs = [(str(key).replace("_", " "), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        pairs = [(str(number), inner) for number, inner in enumerate(value, start=1)]
    else:
        return [(path, _words(value))]
    return [found for key, inner in pairs for found in _flat(inner, f"{path} {key}".strip())]


def _options(options: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{one['code']} = {one['label']}"
        + (f" ({_words(one['value'])})" if one["value"] is not None else "")
        for one in options
    )


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
