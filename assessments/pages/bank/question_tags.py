"""A question's traits in words."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext

from assessments.charts import words
from assessments.models import Question
from assessments.scoring.values import Metric

KINDS = {
    Question.Kind.LIKERT: gettext_noop("statement"),
    Question.Kind.ORDINAL: gettext_noop("ordered choice"),
    Question.Kind.CHOICE: gettext_noop("choice of one"),
    Question.Kind.MULTIPLE: gettext_noop("choice of several"),
    Question.Kind.NUMBER: gettext_noop("number"),
    Question.Kind.SHORT: gettext_noop("short text"),
    Question.Kind.TEXT: gettext_noop("long text"),
}


def tags(question: Question) -> tuple[str, ...]:
    """Return a question's traits in words."""
    points = len(question.options)
    said = [gettext(KINDS[Question.Kind(question.kind)])]
    said += (
        [ngettext("%(n)s point", "%(n)s points", points) % {"n": points}]
        if question.kind == Question.Kind.LIKERT
        else []
    )
    said += [_metric(question)] if question.metric else []
    said += (
        [gettext("shown as “%(short_name)s”") % {"short_name": question.short_name}]
        if question.short_name
        else []
    )
    said += [] if question.active else [gettext("retired: not asked")]
    said += [gettext("reversed")] if question.reverse else []
    weight = number_format(f"{question.weight:g}")
    said += [gettext("weight %(weight)s") % {"weight": weight}] if question.weight != 1 else []
    said += [gettext("must be answered")] if question.required else []
    said += [gettext("asked after an answer")] if question.show_if else []
    return tuple(said)


def _metric(question: Question) -> str:
    own = question.is_own_metric
    return gettext("metric of our own") if own else words.metric_name(Metric(question.metric))
