"""What the address of a heatmap may ask for; anything else counts as not asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from assessments.charts import words
from assessments.models import NOT_PLACED, PERFORMANCE
from assessments.scoring.labels import SHOWN

NAME = "name"
STRONGEST_FIRST = "-"
GAP = "gap"
BETWEEN = "between"


def tiers() -> list[tuple[str, str]]:
    """Return the tiers to choose from, with their names."""
    return [
        ("", gettext("All tiers")),
        *((tier.value, words.opening(words.tier_word(tier))) for tier in SHOWN),
        (BETWEEN, gettext("Between two tiers")),
        (NOT_PLACED, gettext("Not placed")),
    ]


class HeatmapForm(forms.Form):
    """Sort, filter and search; `sort` is a column, with a minus in front for strongest first.

    `roles` are those that a release may be filtered by, by code; none where there is no filter.
    """

    sort = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    tier = forms.ChoiceField(required=False, choices=tiers, label=gettext_lazy("Tier"))
    role = forms.ChoiceField(required=False, label=gettext_lazy("Role"))
    q = forms.CharField(required=False, max_length=120, label=gettext_lazy("Find a unit or team"))
    show = forms.ChoiceField(
        required=False, choices=[(GAP, gettext_lazy("Gap to target"))], widget=forms.HiddenInput
    )

    def __init__(
        self, data: Any, columns: Sequence[str], roles: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        everybody = ("", gettext("Everybody"))
        self.fields["role"].choices = [everybody, *(roles or {}).items()]  # type: ignore[attr-defined]
        sortable = [NAME, PERFORMANCE, *columns]
        choices = [mark + column for column in sortable for mark in ("", STRONGEST_FIRST)]
        self.fields["sort"].choices = [(choice, choice) for choice in choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """Return what was asked, without what cannot be."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
