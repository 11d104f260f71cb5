"""Input of moving and merging: what to look for, and where something goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext, gettext_lazy

from assessments.models import Unit

if TYPE_CHECKING:
    from .tree_steps import Step

# More than this many make no list to choose from: one searches first.
OFFERED = 300


class FindForm(forms.Form):
    """What to look for among units and teams, by a part of the name."""

    q = forms.CharField(label=gettext_lazy("Find a unit or team"), max_length=120, required=False)
    retired = forms.BooleanField(required=False)


class TargetForm(forms.Form):
    """Where something goes: chosen first, confirmed then."""

    target = forms.ModelChoiceField(Unit.objects.none())
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: Step, find: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        # Without `confirmed`: a choice that was refused is told about again.
        self.helper.layout = Layout("target")
        self.helper.add_input(Submit("go", gettext("Continue")))
        field = cast("forms.ModelChoiceField", self.fields["target"])
        field.label, field.required = step.asks, step.top is None
        field.queryset = step.offered
        offered = step.choices(find, OFFERED + 1)
        self.too_many = len(offered) > OFFERED
        field.widget.choices = [("", step.top or gettext("Please choose")), *offered[:OFFERED]]
