"""Input of the pages about units and teams; cleaned here, saved by actions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from assessments.models import Team, Unit
from assessments.models.organisation import LARGEST_TEAM

from .forms import helper
from .unit_choice import UnitChoice

TEAM_SIZE = format_lazy(
    gettext_lazy("Please give a whole number of people from 1 to {largest_team}."),
    largest_team=LARGEST_TEAM,
)


class UnitForm(forms.ModelForm):
    """A unit and the unit it belongs to."""

    parent = UnitChoice(
        label=gettext_lazy("Part of"),
        required=False,
        empty_label=gettext_lazy("None: it is a top of the organisation"),
    )

    helper = helper(gettext_lazy("Add the unit"))

    class Meta:
        model = Unit
        fields = ["name", "parent"]
        labels = {"name": gettext_lazy("Name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitChoice", self.fields["parent"]).offer()


class RenameForm(forms.ModelForm):
    """A unit's name."""

    helper = helper(gettext_lazy("Save the name"))

    class Meta:
        model = Unit
        fields = ["name"]
        labels = {"name": gettext_lazy("Name")}


class TeamForm(forms.ModelForm):
    """A team, its unit and its size."""

    unit = UnitChoice(label=gettext_lazy("Unit"))

    helper = helper(gettext_lazy("Save the team"))

    class Meta:
        model = Team
        fields = ["name", "unit", "headcount"]
        labels = {"name": gettext_lazy("Name"), "headcount": gettext_lazy("People")}
        error_messages = {
            "headcount": dict.fromkeys(("min_value", "max_value", "invalid"), TEAM_SIZE)
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitChoice", self.fields["unit"]).offer()
