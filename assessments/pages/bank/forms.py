"""What the editors' forms share; they clean what is typed, actions save it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.functional import Promise

LONGEST_TEXT = 2000
# A message with this tag tells the browser that it need not keep what was typed any longer
KEPT = "saved"


def helper(button: str | Promise) -> FormHelper:
    """Return how crispy shows a form: one column, one button; the browser warns of lost changes."""
    shown = FormHelper()
    shown.attrs = {"data-unsaved": ""}
    shown.add_input(Submit("save", button))
    return shown


class PlainText(forms.CharField):
    """A text of some lines; browsers send two characters for a line end and count one."""

    def __init__(self, *, rows: int = 3, max_length: int = LONGEST_TEXT, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, widget=area, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class RevisionForm(forms.Form):
    """A form that knows which revision of its row it was opened on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Return what to save; call after is_valid()."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def seen(self) -> int:
        """Return the revision that was changed; 0, which none has, where the form was made up."""
        return self.cleaned_data.get("revision") or 0
