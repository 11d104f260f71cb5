"""Input of the pages about units and teams; cleaned here, saved by actions."""

from __future__ import annotations

from django import forms

from assessments.models import Team, Unit
from assessments.models.organisation import LARGEST_TEAM

from .forms import helper

TEAM_SIZE = f"Please give a whole number of people from 1 to {LARGEST_TEAM}."


class UnitForm(forms.ModelForm):
    """A unit and the unit it belongs to."""

    helper = helper("Add the unit")

    class Meta:
        model = Unit
        fields = ["name", "parent"]
        labels = {"parent": "Part of"}
        help_texts = {"parent": "Leave empty for a top of the organisation."}


class TeamForm(forms.ModelForm):
    """A team, its unit and its size."""

    helper = helper("Save the team")

    class Meta:
        model = Team
        fields = ["name", "unit", "headcount"]
        error_messages = {
            "headcount": dict.fromkeys(("min_value", "max_value", "invalid"), TEAM_SIZE)
        }
