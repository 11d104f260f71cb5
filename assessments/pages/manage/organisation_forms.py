"""Input of the pages about units and teams; cleaned here, saved by actions."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.models import Team, Unit
from assessments.models.organisation import LARGEST_TEAM

from .forms import helper
from .unit_choice import UnitChoice

TEAM_SIZE = f"Please give a whole number of people from 1 to {LARGEST_TEAM}."


class UnitForm(forms.ModelForm):
    """A unit and the unit it belongs to."""

    parent = UnitChoice(
        label="Part of", required=False, empty_label="None: it is a top of the organisation"
    )

    helper = helper("Add the unit")

    class Meta:
        model = Unit
        fields = ["name", "parent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitChoice", self.fields["parent"]).offer()


class RenameForm(forms.ModelForm):
    """A unit's name."""

    helper = helper("Save the name")

    class Meta:
        model = Unit
        fields = ["name"]


class TeamForm(forms.ModelForm):
    """A team, its unit and its size."""

    unit = UnitChoice()

    helper = helper("Save the team")

    class Meta:
        model = Team
        fields = ["name", "unit", "headcount"]
        error_messages = {
            "headcount": dict.fromkeys(("min_value", "max_value", "invalid"), TEAM_SIZE)
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitChoice", self.fields["unit"]).offer()
