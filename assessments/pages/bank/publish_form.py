"""What a publisher says of each changed question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from assessments.actions.bank_publishing import Look

SAME, BREAKS = "same", "breaks"
CHOICES = [
    (SAME, gettext_lazy("Still means the same: compare with earlier answers")),
    (BREAKS, gettext_lazy("Breaks the comparison: begin a new trend")),
]
CHOOSE = {"required": gettext_lazy("Please choose one of the two.")}


class PublishForm(forms.Form):
    """For each question that was changed, whether it still means the same."""

    seen = forms.CharField(max_length=64)

    def __init__(self, data: Any, *, look: Look) -> None:
        super().__init__(data)
        for change in look.to_decide:
            self.fields[change.code] = forms.ChoiceField(choices=CHOICES, error_messages=CHOOSE)

    def still_same(self) -> dict[str, bool]:
        """Return the choices, by the question's code; call after is_valid()."""
        choices = {code: chosen for code, chosen in self.cleaned_data.items() if code != "seen"}
        return {code: chosen == SAME for code, chosen in choices.items()}
