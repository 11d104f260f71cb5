"""A practice's coaching texts as a form: what it is, what it looks like, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from .forms import PlainText, RevisionForm, helper

if TYPE_CHECKING:
    from assessments.models import Practice

LEVELS = {
    "low": gettext_noop("At a low level"),
    "medium": gettext_noop("At a medium level"),
    "high": gettext_noop("At a high level"),
}
MOST_STEPS = 12
STEP = {
    "title": gettext_noop("what to do"),
    "text": gettext_noop("how"),
    "done_when": gettext_noop("done when"),
}


class GuideForm(RevisionForm):
    """The texts of a guide; each level has room for one step more than it has."""

    what = PlainText(label=gettext_lazy("What it is"), required=False)
    why = PlainText(label=gettext_lazy("Why it matters"), required=False)
    source = PlainText(label=gettext_lazy("Source"), required=False)
    source_url = forms.RegexField(
        r"^(https://\S+)?$",
        label=gettext_lazy("Address of the source"),
        max_length=300,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Please give an address that begins with https://.")
        },
    )
    caution = PlainText(label=gettext_lazy("What to be careful about"), required=False)

    helper = helper(gettext_lazy("Save the coaching texts"))

    def __init__(self, data: Any = None, *, row: Practice) -> None:
        guide = row.guide or {}
        initial = {name: guide.get(name, "") for name in self.base_fields} | {
            "revision": row.revision
        }
        levels = guide.get("levels", {})
        super().__init__(data, initial=initial)
        self.rooms = {}
        for level, words in LEVELS.items():
            known = levels.get(level, {})
            looks = PlainText(
                label=gettext("%(level)s, it looks like") % {"level": gettext(words)},
                required=False,
            )
            looks.initial = known.get("looks_like", "")
            self.fields[f"{level}_looks_like"] = looks
            steps = known.get("steps", ())
            self.rooms[level] = min(MOST_STEPS, max(len(steps), _sent(data, level)) + 1)
            for number in range(self.rooms[level]):
                self._add_step(level, number, steps[number] if number < len(steps) else {})

    def _add_step(self, level: str, number: int, step: dict[str, str]) -> None:
        for name, words in STEP.items():
            named = {"level": gettext(LEVELS[level]), "number": number + 1, "part": gettext(words)}
            label = gettext("%(level)s, step %(number)s: %(part)s") % named
            field: forms.CharField = (
                forms.CharField(label=label, max_length=120, required=False)
                if name == "title"
                else PlainText(label=label, rows=2, required=False)
            )
            field.initial = step.get(name, "")
            self.fields[f"{level}_{number}_{name}"] = field

    def values(self) -> dict[str, Any]:
        """Return the guide; steps without a word are left out."""
        texts = {name: self.cleaned_data[name] for name in GuideForm.base_fields}
        del texts["revision"]
        return {"guide": texts | {"levels": {level: self._level(level) for level in LEVELS}}}

    def _level(self, level: str) -> dict[str, Any]:
        steps = [
            {name: self.cleaned_data[f"{level}_{number}_{name}"] for name in STEP}
            for number in range(self.rooms[level])
        ]
        return {
            "looks_like": self.cleaned_data[f"{level}_looks_like"],
            "steps": [step for step in steps if any(step.values())],
        }


def _sent(data: Any, level: str) -> int:
    """Return how many steps a sent form has: they are read, whatever the row has by now."""
    return sum(f"{level}_{number}_title" in (data or {}) for number in range(MOST_STEPS))
