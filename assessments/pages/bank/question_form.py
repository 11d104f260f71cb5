"""A question as a form; the style sheet shows the fields that its kind has, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext, gettext_lazy

from assessments.content.schema_question import MOST_POINTS
from assessments.models import OWN_METRIC, Edition, Practice, Question
from assessments.scoring.values import Metric

from . import option_lines
from .forms import PlainText, RevisionForm, helper
from .question_fields import OF_KIND, PLAIN, WITHOUT, Kind, metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_PRACTICE = gettext_lazy("Not a practice: about the team or the person")


class QuestionForm(RevisionForm):
    """All of a question. What its kind has no use for is neither checked nor kept."""

    kind = forms.ChoiceField(label=gettext_lazy("How it is answered"), choices=Kind.choices)
    practice = forms.ModelChoiceField(
        Practice.objects.none(),
        label=gettext_lazy("Practice"),
        required=False,
        empty_label=NO_PRACTICE,
    )
    text = PlainText(label=gettext_lazy("Question or statement"))
    help = PlainText(label=gettext_lazy("Help"), rows=2, required=False)
    options = PlainText(
        label=gettext_lazy("Answers"),
        rows=7,
        required=False,
        max_length=20_000,
        help_text=(
            gettext_lazy(
                "One a line, the lowest first. In an ordered choice each with its value, "
                "like “12 = Once a month”."
            )
        ),
    )
    missing_label = forms.CharField(
        label=gettext_lazy("What “don’t know” is called"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave it empty to offer none."),
    )
    metric = forms.ChoiceField(
        label=gettext_lazy("Measures"),
        choices=metrics,
        required=False,
        help_text=(
            gettext_lazy(
                "The four published metrics place a team in a tier, because their tables "
                "are published. A metric of our own is shown with its middle answer and "
                "takes no part in the placement: it is an ordered choice, or a number with "
                "both bounds, which is shown in bands between them."
            )
        ),
    )
    short_name = forms.CharField(
        label=gettext_lazy("What its figure is called"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "Heads the figure of a metric. Leave it empty for the published name."
        ),
    )
    reverse = forms.BooleanField(label=gettext_lazy("Reversed: agreeing is worse"), required=False)
    weight = forms.FloatField(
        label=gettext_lazy("Weight"),
        required=False,
        min_value=0,
        max_value=100,
        initial=1,
        help_text=gettext_lazy(
            "How much it counts in its practice’s score: 1 like the others, 2 twice as much."
        ),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit of measurement"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Like “hours” or “%”."),
    )
    minimum = forms.FloatField(label=gettext_lazy("Smallest number"), required=False)
    maximum = forms.FloatField(label=gettext_lazy("Largest number"), required=False)
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    active = forms.BooleanField(
        label=gettext_lazy("Asked"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Take the mark off to retire the question: it is kept and not asked."
        ),
    )
    after = forms.ChoiceField(
        label=gettext_lazy("Ask only after an answer to"),
        required=False,
        help_text=gettext_lazy("An earlier question with answers to choose from."),
    )
    answers = PlainText(
        label=gettext_lazy("Ask only after these answers"),
        required=False,
        help_text=gettext_lazy("The labels of that question’s answers, one a line."),
    )
    source = PlainText(
        label=gettext_lazy("Source"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Who worded it, or from which instrument it comes."),
    )

    helper = helper(gettext_lazy("Save the question"))

    def __init__(
        self,
        data: Any = None,
        *,
        edition: Edition,
        row: Question | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.row, self.others = row, _others(edition, row)
        given = _initial(row, self.others) if row else _fresh(self.others)
        super().__init__(data, initial=given | (initial or {}))
        practices = edition.practices.order_by("position")
        self.fields["practice"].queryset = practices  # type: ignore[attr-defined]
        chosen = [(one.code, _short(one.text)) for one in self.others if one.options]
        self.fields["after"].choices = [("", gettext("Always")), *chosen]  # type: ignore[attr-defined]
        self.helper = helper(gettext("Save the question"))
        self.helper.layout = Layout(*(_placed(name) for name in self.fields))

    def clean(self) -> dict[str, Any]:
        """Read what the kind has, and set the rest to nothing."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind is None:
            return cleaned
        for name, kinds in OF_KIND.items():
            if kind not in kinds:
                self.errors.pop(name, None)
                cleaned[name] = WITHOUT[name]
        if kind not in OF_KIND["missing_label"] and self.row:
            cleaned["missing_label"] = self.row.missing_label
        self._clean_options(cleaned, kind)
        self._clean_metric(cleaned)
        self._clean_condition(cleaned)
        if cleaned.get("weight") is None:
            cleaned["weight"] = 1.0
        if kind == Kind.LIKERT and not cleaned.get("practice") and "practice" not in self.errors:
            self.add_error(
                "practice", gettext("A statement belongs to a practice. Please choose one.")
            )
        self._clean_bounds(cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the fields of the model."""
        cleaned = super().values()
        cleaned["show_if"] = cleaned.pop("condition")
        return {name: value for name, value in cleaned.items() if name not in {"after", "answers"}}

    def _clean_options(self, cleaned: dict[str, Any], kind: str) -> None:
        if kind not in OF_KIND["options"] or "options" in self.errors:
            return
        before = self.row.options if self.row else ()
        try:
            cleaned["options"] = option_lines.read(cleaned.get("options", ""), kind, before)
        except forms.ValidationError as error:
            self.add_error("options", error)

    def _clean_metric(self, cleaned: dict[str, Any]) -> None:
        metric = cleaned.get("metric")
        if not metric or metric == OWN_METRIC:
            cleaned["short_name"] = cleaned.get("short_name", "") if metric else ""
            if metric:
                self._clean_own_metric(cleaned)
            return
        if cleaned.get("kind") == Kind.NUMBER:
            self.add_error(
                "metric", gettext("The published metrics are choices. Please choose our own.")
            )
            return
        taken = next((one for one in self.others if one.metric == metric), None)
        if taken:
            self.add_error(
                "metric",
                gettext("“%(short)s” measures it already.") % {"short": _short(taken.text)},
            )
        codes = {option["code"] for option in cleaned.get("options") or ()}
        best = 8 if metric == Metric.CHANGE_FAIL_RATE else 6
        if isinstance(cleaned.get("options"), list) and codes != set(range(1, best + 1)):
            self.add_error(
                "options",
                gettext("This metric has %(best)s published answers: give as many.")
                % {"best": best},
            )

    def _clean_own_metric(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["short_name"] and "short_name" not in self.errors:
            self.add_error(
                "short_name", gettext("A metric of our own needs a name for its figure.")
            )
        if cleaned.get("kind") == Kind.CHOICE:
            self.add_error(
                "metric", gettext("A metric of our own is an ordered choice or a number.")
            )
        if len(cleaned.get("options") or ()) > MOST_POINTS:
            self.add_error(
                "options",
                gettext("A metric has %(most_points)s answers at most.")
                % {"most_points": MOST_POINTS},
            )
        for name in ("minimum", "maximum") if cleaned.get("kind") == Kind.NUMBER else ():
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, gettext("Its figure is shown in bands between both bounds."))

    def _clean_condition(self, cleaned: dict[str, Any]) -> None:
        cleaned["condition"] = {}
        if not (code := cleaned.get("after")):
            return
        asked = next(one for one in self.others if one.code == code)
        codes = {option["label"]: option["code"] for option in asked.options}
        labels = [line.strip() for line in cleaned.get("answers", "").splitlines() if line.strip()]
        unknown = [label for label in labels if label not in codes]
        if unknown or not labels:
            said = gettext("Please give its answers. These are: %(offered)s.")
            if unknown:
                said = gettext("“%(label)s” is no answer to it. These are: %(offered)s.")
            named = {"label": unknown[0] if unknown else "", "offered": "; ".join(codes)}
            self.add_error("answers", said % named)
            return
        cleaned["condition"] = {"question": code, "answers": [codes[label] for label in labels]}

    def _clean_bounds(self, cleaned: dict[str, Any]) -> None:
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and low >= high:
            self.add_error(
                "maximum", gettext("The largest number has to be larger than the smallest.")
            )


def _others(edition: Edition, row: Question | None) -> list[Question]:
    rows = edition.questions.order_by("position")
    return list(rows.exclude(pk=row.pk) if row else rows)


def _initial(row: Question, others: Iterable[Question]) -> dict[str, Any]:
    asked = next((one for one in others if one.code == row.show_if.get("question")), None)
    labels = {option["code"]: option["label"] for option in asked.options} if asked else {}
    return {name: getattr(row, name) for name in PLAIN} | {
        "practice": row.practice_id,
        "options": option_lines.lines_of(row.options),
        "after": asked.code if asked else "",
        "answers": "\n".join(labels[code] for code in row.show_if.get("answers", ()) if asked),
    }


def _fresh(others: Sequence[Question]) -> dict[str, Any]:
    """Return what a new statement begins with: the scale of the others."""
    last = next((one for one in reversed(others) if one.kind == Kind.LIKERT), None)
    if last is None:
        return {}
    return {"options": option_lines.lines_of(last.options), "missing_label": last.missing_label}


def _placed(name: str) -> Any:
    if name not in OF_KIND:
        return Field(name)
    kinds = " ".join(f"for-{kind}" for kind in OF_KIND[name])
    return Div(Field(name), css_class=f"for-kind {kinds}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 (a line of a menu)
