"""An edition whose metrics editors changed: renamed, reordered, one retired, two of their own."""

from sample_banks import publish

from assessments.actions import bank, bank_order, bank_rows
from assessments.models import OWN_METRIC, Edition, Question
from assessments.scoring.values import Metric

NAME = "Time to recover"
ORDERED = {
    "kind": Question.Kind.ORDINAL,
    "metric": OWN_METRIC,
    "short_name": "Rework",
    "text": "How much of your week is rework?",
    "missing_label": "Don’t know",
    "options": [
        {"code": code, "label": label, "value": float(code)}
        for code, label in enumerate(("Most", "Half", "A day", "Hours", "None"), start=1)
    ],
}
NUMBER = {
    "kind": Question.Kind.NUMBER,
    "metric": OWN_METRIC,
    "short_name": "Waiting",
    "text": "How many hours does a change wait?",
    "unit": "hours",
    "minimum": 0.0,
    "maximum": 40.0,
}


def published(by, at):
    """Publish the next edition of the shipped questionnaire, with its metrics changed."""
    draft = bank.begin_next(Edition.objects.published().latest("number"), by=by)
    restore = draft.questions.get(metric=Metric.TIME_TO_RESTORE)
    bank_rows.change(restore, revision=1, values={"short_name": NAME}, by=by)
    retired = draft.questions.get(metric=Metric.CHANGE_FAIL_RATE)
    bank_rows.change(retired, revision=1, values={"active": False}, by=by)
    bank_order.move_question(draft.questions.get(pk=restore.pk), to=0, by=by)
    bank_rows.add_question(draft, values=ORDERED, by=by)
    bank_rows.add_question(draft, values=NUMBER, by=by)
    return publish(Edition.objects.get(pk=draft.pk), by, at)


def own_codes(outline):
    """Return the codes of the two own metrics."""
    return [question.code for question in outline.own_metrics().values()]
