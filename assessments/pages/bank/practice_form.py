"""A practice as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from .forms import PlainText, RevisionForm, helper

if TYPE_CHECKING:
    from assessments.models import Practice


class PracticeForm(RevisionForm):
    """A practice; its coaching texts have a page of their own."""

    name = forms.CharField(max_length=120)
    short_name = forms.CharField(
        max_length=24, help_text="For the heads of tables and for charts: at most 24 characters."
    )
    source = PlainText(
        required=False, help_text="Where the construct comes from: author, year, page."
    )
    active = forms.BooleanField(
        label="Ask about it: its questions are part of the survey", required=False, initial=True
    )

    helper = helper("Save the practice")

    def __init__(self, data: Any = None, *, row: Practice | None = None) -> None:
        names = ("name", "short_name", "source", "active", "revision")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=initial)
