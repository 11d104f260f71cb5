"""Questions with the same options, which an organiser maps once, and what values seem to mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.actions.answers import DONT_KNOW
from assessments.models import Outline, Question

from . import tidying
from .columns import importable

# What other tools write for "don't know" or "does not apply", through tidying.value()
NOT_KNOWN = frozenset({
    "n/a", "na", "not applicable", "don’t know", "dont know", "i don’t know", "do not know",
    "unsure", "not sure", "unknown", "prefer not to say", "no opinion", "cannot say", "can’t say",
    "weiß nicht", "weiss nicht", "keine angabe", "k. a", "k.a", "trifft nicht zu", "entfällt",
    "ne sait pas", "je ne sais pas", "sans objet", "non applicable", "nsp", "no sé", "no sabe",
    "no aplica", "n/d", "ns/nc",
})  # fmt: skip
# "5", "5 - Agree", "5 = Agree", "Agree (5)", and LimeSurvey's "A5" or "AO05"
# Before or after it a letter: "1 - 6 months" has no code
_LEADING = re.compile(r"0{0,4}(\d{1,3})(?:\s{0,3}[=.:)]\s{0,3}|\s{1,3}-\s{1,3})[^\W\d_]")
_TRAILING = re.compile(r"[^\W\d_]\s{0,3}[(\[]0{0,4}(\d{1,3})[)\]]\Z")
_CODED = re.compile(r"(?:a|ao)?0{0,4}(\d{1,3})(?:[.,]0)?")


@dataclass(frozen=True)
class Scale:
    """Questions that offer the same options, in the outline's order."""

    key: str
    questions: tuple[Question, ...]

    @property
    def sample(self) -> Question:
        """One of them, which stands for all."""
        return self.questions[0]

    @cached_property
    def labels(self) -> dict[str, int]:
        """The codes by tidied label, in every language; a label of two codes is left out."""
        found: dict[str, set[int]] = {}
        for question in self.questions:
            texts = [(option["label"], option["code"]) for option in question.options]
            texts.append((question.missing_label, DONT_KNOW))
            for said in question.translations.values():
                texts.append((said.get("missing_label", ""), DONT_KNOW))
                texts += [
                    (said.get(f"option.{option['code']}", ""), option["code"])
                    for option in question.options
                ]
            for text, code in texts:
                if text:
                    found.setdefault(tidying.value(text), set()).add(code)
        return {text: codes.pop() for text, codes in found.items() if len(codes) == 1}

    def guess(self, value: str) -> int | None:
        """Return the code that a tidied value seems to mean; KeyError where none suggests itself.

        None is no answer: "don't know", where the question does not offer that.
        """
        if (code := self.labels.get(value)) is not None:
            return code
        if value in NOT_KNOWN:
            return DONT_KNOW if self.sample.missing_label else None
        codes = self.sample.codes()
        for found in (_CODED.fullmatch(value), _LEADING.match(value), _TRAILING.search(value)):
            if found and int(found[1]) in codes:
                return int(found[1])
        raise KeyError(value)


def scales(outline: Outline) -> dict[str, Scale]:
    """Return the scales of an edition by their keys; numbers have none."""
    groups: dict[str, list[Question]] = {}
    for question in importable(outline):
        if question.options:
            groups.setdefault(key(question), []).append(question)
    return {name: Scale(name, tuple(group)) for name, group in groups.items()}


def key(question: Question) -> str:
    """Return what questions with the same options share."""
    options: Sequence[tuple[int, str]] = [(one["code"], one["label"]) for one in question.options]
    several = question.kind == Question.Kind.MULTIPLE
    said = repr((sorted(options), question.missing_label, several))
    return hashlib.sha256(said.encode()).hexdigest()[:12]
