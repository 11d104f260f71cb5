"""What two contents of a questionnaire say differently, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .schema import QuestionnaireContent
from .schema_question import QuestionContent
from .speech import gettext_noop

# Fields whose change no answer survives, with the reason in words
BREAKS = {
    "kind": gettext_noop("It is answered in another way."),
    "points": gettext_noop("Its scale has another number of answers."),
    "values": gettext_noop("Its answers count differently."),
    "reverse": gettext_noop("It is reversed now, or is not any more."),
    "weight": gettext_noop("Its weight is another one."),
    "practice": gettext_noop("It belongs to another practice."),
    "metric": gettext_noop("It measures something else."),
}
LABELS = {
    "text": gettext_noop("Question or statement"),
    "help": gettext_noop("Help"),
    "options": gettext_noop("Answers"),
    "missing_label": gettext_noop("What “don’t know” is called"),
    "required": gettext_noop("Must be answered"),
    "unit": gettext_noop("Unit of measurement"),
    "minimum": gettext_noop("Smallest number"),
    "maximum": gettext_noop("Largest number"),
    "show_if": gettext_noop("Asked only after"),
    "kind": gettext_noop("How it is answered"),
    "reverse": gettext_noop("Reversed"),
    "weight": gettext_noop("Weight"),
    "practice": gettext_noop("Practice"),
    "metric": gettext_noop("Measures"),
}


@dataclass(frozen=True)
class FieldChange:
    """A field of a question in both contents, as text; "" is nothing."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return LABELS[self.field]


@dataclass(frozen=True)
class QuestionChange:
    """A question that both contents have, and say differently."""

    code: str
    fields: tuple[FieldChange, ...]
    reasons: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Whether the change breaks the comparison whatever anybody thinks of it."""
        return bool(self.reasons)


def changed_questions(
    before: QuestionnaireContent, after: QuestionnaireContent
) -> tuple[QuestionChange, ...]:
    """Return what both ask, and ask differently, in the order of `after`."""
    old = {question.code: question for question in before.questions}
    return tuple(
        change
        for question in after.questions
        if question.code in old
        and (change := _change(before, old[question.code], after, question)) is not None
    )


def _change(
    before: QuestionnaireContent,
    old: QuestionContent,
    after: QuestionnaireContent,
    new: QuestionContent,
) -> QuestionChange | None:
    was, now = said(before, old), said(after, new)
    fields = tuple(
        FieldChange(name, was[name], now[name]) for name in LABELS if was[name] != now[name]
    )
    traits = zip(_traits(before, old), _traits(after, new), strict=True)
    reasons = tuple(BREAKS[name] for (name, one), (_, two) in traits if one != two)
    return QuestionChange(new.code, fields, reasons) if fields or reasons else None


def said(content: QuestionnaireContent, question: QuestionContent) -> dict[str, str]:
    """Return a question's fields as text."""
    condition = question.show_if
    return {
        "text": question.text,
        "help": question.help,
        "options": "\n".join(_option_lines(content, question)),
        "missing_label": content.missing_label_of(question) if content.options_of(question) else "",
        "required": "yes" if question.required else "no",
        "unit": question.unit,
        "minimum": "" if question.minimum is None else f"{question.minimum:.15g}",
        "maximum": "" if question.maximum is None else f"{question.maximum:.15g}",
        "show_if": _condition_words(content, question) if condition else "",
        "kind": question.kind.value,
        "reverse": "yes" if question.reverse else "no",
        "weight": f"{question.weight:.15g}",
        "practice": question.practice or "",
        "metric": question.metric.value.replace("_", " ") if question.metric else "",
    }


def _option_lines(content: QuestionnaireContent, question: QuestionContent) -> Iterator[str]:
    for option in content.options_of(question):
        value = "" if option.value is None else f"{option.value:.15g} = "
        yield f"{value}{option.label}"


def _condition_words(content: QuestionnaireContent, question: QuestionContent) -> str:
    condition = question.show_if
    asked = next((q for q in content.questions if condition and q.code == condition.question), None)
    if condition is None or asked is None:
        return ""
    labels = [o.label for o in content.options_of(asked) if o.code in condition.answers]
    return f"{asked.text} {'; '.join(labels)}"


def _traits(
    content: QuestionnaireContent, question: QuestionContent
) -> tuple[tuple[str, object], ...]:
    options = content.options_of(question)
    return (
        ("kind", question.kind),
        ("points", len(options)),
        ("values", sorted((option.code, option.value) for option in options if option.value)),
        ("reverse", question.reverse),
        ("weight", question.weight),
        ("practice", question.practice),
        ("metric", question.metric),
    )
