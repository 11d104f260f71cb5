"""Input of a unit's targets: a score and a day for each practice, both or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext

from assessments.actions.targets import Wanted
from assessments.models import HIGHEST_TARGET, Practice, Target

if TYPE_CHECKING:
    from django.http import QueryDict


class TargetsForm(forms.Form):
    """The targets of one unit.

    Each field carries what it showed at first, so that only what somebody changed is written:
    two leaders with the same page open do not undo each other.
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        practices: Sequence[Practice],
        stored: Mapping[str, Target],
        told: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.practices = practices
        score = gettext("Please give a whole number from 0 to %(highest)s.")
        score %= {"highest": HIGHEST_TARGET}
        by = gettext("Please give a day of the calendar, as year, month and day: 2027-06-30.")
        for one in practices:
            target = stored.get(one.key)
            self.fields[f"{one.key}-score"] = forms.IntegerField(
                label=gettext("%(practice)s: score") % {"practice": one.short_name},
                min_value=0,
                max_value=HIGHEST_TARGET,
                required=False,
                initial=target and target.score,
                help_text=told[one.key],
                show_hidden_initial=True,
                error_messages={"invalid": score, "min_value": score, "max_value": score},
            )
            self.fields[f"{one.key}-by"] = forms.DateField(
                label=gettext("%(practice)s: by") % {"practice": one.short_name},
                required=False,
                initial=target and target.by,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
                show_hidden_initial=True,
                error_messages={"invalid": by},
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *(Div(f"{one.key}-score", f"{one.key}-by", css_class="target") for one in practices)
        )
        self.helper.add_input(Submit("save", gettext("Save the targets")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for one in self.practices:
            score, by = data.get(f"{one.key}-score"), data.get(f"{one.key}-by")
            if by and score is None and f"{one.key}-score" not in self.errors:
                text = gettext("Please give a score too, or clear the day.")
                self.add_error(f"{one.key}-score", text)
            if score is not None and not by and f"{one.key}-by" not in self.errors:
                text = gettext("Please give a day too, or clear the score.")
                self.add_error(f"{one.key}-by", text)
        return data

    def wanted(self) -> dict[str, Wanted | None]:
        """Return what was changed, None where a target goes; call after is_valid()."""
        return {
            one.key: self._wanted(one.key)
            for one in self.practices
            if {f"{one.key}-score", f"{one.key}-by"} & set(self.changed_data)
        }

    def _wanted(self, key: str) -> Wanted | None:
        score, by = (self.cleaned_data[f"{key}-{part}"] for part in ("score", "by"))
        return None if score is None else Wanted(score, by)
