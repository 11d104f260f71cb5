"""The two fields of the third step: what a value means, and which team a name stands for."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.actions.collected.mapping import Meaning
from assessments.actions.collected.scales import Scale
from assessments.actions.collected.teams import Teams, name_of

UNDECIDED, NO_ANSWER = "", "none"
LEAVE_OUT = "-"


class TeamField(forms.CharField):
    """A team by its name or path; None leaves its rows out, "" decides nothing yet."""

    def __init__(self, teams: Teams, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "teams", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, max_length=2_000, **kwargs)
        self._teams = teams

    def clean(self, value: Any) -> Any:
        """Return the team's id, None or ""."""
        text = super().clean(value)
        if text in {UNDECIDED, LEAVE_OUT}:
            return None if text else UNDECIDED
        found = self._teams.find(name_of(text))
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                "There are several such teams. Please write the units above it, too: “Unit / Team”."
            )
        raise forms.ValidationError("There is no such team. Add it under “Units and teams” first.")


def value_field(scale: Scale, value: str, meaning: Meaning) -> forms.Field:
    options = [(str(one["code"]), f"{one['code']}: {one['label']}") for one in scale.sample.options]
    if scale.sample.missing_label:
        options.append(("0", scale.sample.missing_label))
    choices = [(UNDECIDED, "not understood"), *options, (NO_ANSWER, "no answer")]
    return forms.ChoiceField(
        label=value, choices=choices, required=False, initial=_initial(scale, value, meaning)
    )


def _initial(scale: Scale, value: str, meaning: Meaning) -> str:
    said = meaning.values.get(scale.key, {})
    try:
        code = said[value] if value in said else scale.guess(value)
    except KeyError:
        return UNDECIDED
    return NO_ANSWER if code is None else str(code)


def order(scale: Scale, value: str, meaning: Meaning) -> tuple[int, str]:
    """Order what is not understood first, then by code."""
    initial = _initial(scale, value, meaning)
    return (-1 if initial == UNDECIDED else int(initial) if initial.isdecimal() else 0, value)
