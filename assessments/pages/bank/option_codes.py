"""Which code an answer has after an editor changed the lines: stored answers keep theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.models import Question

HIGHEST_CODE = 100  # that a content may have


def codes(labels: Sequence[str], kind: str, before: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the codes of labels: known ones keep theirs, points of a scale are counted."""
    if kind == Question.Kind.LIKERT or not before:
        return list(range(1, len(labels) + 1))
    if len(labels) == len(before) and not _only_moved(labels, before):
        return _kept_places(labels, before)
    known = {option["label"]: option["code"] for option in before}
    free = iter(
        range(max(option["code"] for option in before) + 1, 10 * HIGHEST_CODE)
    )  # too high: the schema says so
    return [known[label] if label in known else next(free) for label in labels]


def _only_moved(labels: Sequence[str], before: Sequence[Mapping[str, Any]]) -> bool:
    return {option["label"] for option in before} == set(labels)


def _kept_places(labels: Sequence[str], before: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return codes where as many lines stand as before: labels that stay, then places."""
    known = {option["label"]: option["code"] for option in before}
    left = [option["code"] for option in before if option["label"] not in labels]
    return [known[label] if label in known else left.pop(0) for label in labels]
