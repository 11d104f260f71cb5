"""A question's traits in words."""

from __future__ import annotations

from assessments.models import Question

KINDS = {
    Question.Kind.LIKERT: "statement",
    Question.Kind.ORDINAL: "ordered choice",
    Question.Kind.CHOICE: "choice of one",
    Question.Kind.MULTIPLE: "choice of several",
    Question.Kind.NUMBER: "number",
    Question.Kind.SHORT: "short text",
    Question.Kind.TEXT: "long text",
}


def tags(question: Question) -> tuple[str, ...]:
    """Return a question's traits in words."""
    points = len(question.options)
    words = [KINDS[Question.Kind(question.kind)]]
    words += [f"{points} points"] if question.kind == Question.Kind.LIKERT else []
    metric = "metric of our own" if question.is_own_metric else question.metric.replace("_", " ")
    words += [metric] if metric else []
    words += [f"shown as “{question.short_name}”"] if question.short_name else []
    words += [] if question.active else ["retired: not asked"]
    words += ["reversed"] if question.reverse else []
    words += [f"weight {question.weight:g}"] if question.weight != 1 else []
    words += ["must be answered"] if question.required else []
    words += ["asked after an answer"] if question.show_if else []
    return tuple(words)
