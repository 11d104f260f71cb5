"""Choosing a unit in a form."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.models import Unit


class UnitChoice(forms.ModelChoiceField):
    """An active unit, said with all that is above it, in the order of the tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.active(), **kwargs)

    def offer(self) -> None:
        """Offer the units that there are at this moment; two queries."""
        path_of = Unit.objects.paths()
        active = Unit.objects.active().values_list("pk", flat=True)
        pairs = [(pk, " / ".join(path_of[pk])) for pk in active]
        top = [] if self.empty_label is None else [("", self.empty_label)]
        self.widget.choices = top + sorted(pairs, key=lambda pair: pair[1])
