"""What stands in one cell: options, conditions, numbers, yes and no."""

from __future__ import annotations

import re
from typing import Any

NONE_OFFERED = "(none)"
YES, NO = "yes", "no"
_YES = {YES, "y", "true", "1", "x"}
_NO = {NO, "n", "false", "0", ""}
# Bounded, so that none is slow on a hostile text (ACCEPTANCE 27)
_CODED = re.compile(r"(\d{1,3})\s{0,9}=\s?(.*)", re.DOTALL)
_VALUED = re.compile(r" \[(-?[0-9.]{1,40})\]\Z")
_CONDITION = re.compile(
    r"(?<![a-z0-9_])([a-z][a-z0-9_]{0,59})\s{0,9}=\s{0,9}"
    r"(\d{1,3}(?:\s{0,9},\s{0,9}\d{1,3}){0,98})"
)


def options_cell(options: list[dict[str, Any]]) -> str:
    """Return options as "1 = Strongly disagree | 2 = Disagree", values as "1 = Rarely [2.5]"."""
    return " | ".join(
        f"{option['code']} = {_escaped(option['label'])}"
        + (f" [{number_cell(option['value'])}]" if option.get("value") is not None else "")
        for option in options
    )


def options_of(cell: str, *, valued: bool) -> list[dict[str, Any]]:
    """Return the options of a cell; without codes they are counted from one."""
    if not cell.strip():
        return []
    parts = _split(cell)
    return [_option(part, number, valued=valued) for number, part in enumerate(parts, start=1)]


def _option(part: str, number: int, *, valued: bool) -> dict[str, Any]:
    coded = _CODED.fullmatch(part.lstrip())
    code, label = (int(coded[1]), coded[2]) if coded else (number, part.strip())
    found = _VALUED.search(label) if valued else None
    if found is None:
        return {"code": code, "label": label}
    return {"code": code, "label": label[: found.start()], "value": number_of(found[1])}


def _escaped(label: str) -> str:
    return label.replace("\\", "\\\\").replace("|", "\\|")


def _split(cell: str) -> list[str]:
    parts, part, at = [], "", 0
    while at < len(cell):
        if cell[at] == "\\" and at + 1 < len(cell):
            part += cell[at + 1]
            at += 1
        elif cell[at] == "|":
            parts.append(part.removesuffix(" "))
            part = ""
            at += cell[at + 1 : at + 2] == " "
        else:
            part += cell[at]
        at += 1
    return [*parts, part]


def missing_cell(label: str | None) -> str:
    """Return what "don't know" is called: empty is the questionnaire's, "(none)" offers none."""
    if label is None:
        return ""
    return NONE_OFFERED if not label else f"\\{label}" if _is_odd(label) else label


def missing_of(cell: str) -> str | None:
    """Return what `missing_cell` was given."""
    if not cell:
        return None
    return "" if cell == NONE_OFFERED else cell.removeprefix("\\")


def _is_odd(label: str) -> bool:
    return label == NONE_OFFERED or label.startswith("\\")


def condition_cell(condition: dict[str, Any] | None) -> str:
    """Return a condition as "earlier_question = 1, 2"."""
    if not condition:
        return ""
    return f"{condition['question']} = {', '.join(map(str, condition['answers']))}"


def condition_of(cell: str) -> dict[str, Any] | None:
    """Return the condition of a cell; raise ValueError where it says something else."""
    if not cell.strip():
        return None
    found = _CONDITION.fullmatch(cell.strip())
    if found is None:
        raise ValueError("please write it as “earlier_question = 1, 2”, with codes of its answers")
    return {"question": found[1], "answers": [int(code) for code in found[2].split(",")]}


def number_cell(number: float | None) -> str | int | float:
    """Return a number as a cell."""
    return "" if number is None else number


def number_of(cell: str) -> int | float | None:
    """Return the number of a cell; raise ValueError where it is none."""
    text = cell.strip()
    if not text:
        return None
    try:
        return float(text) if not text.isdecimal() else int(text[:20])
    except ValueError:
        raise ValueError(f"“{text[:20]}” is no number") from None


def flag_of(cell: str) -> bool:
    """Return yes or no; raise ValueError where it is neither."""
    word = cell.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(f"please write yes or no, not “{word[:20]}”")
    return word in _YES
