"""A practice as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from .forms import PlainText, RevisionForm, helper

if TYPE_CHECKING:
    from assessments.models import Practice


class PracticeForm(RevisionForm):
    """A practice; its coaching texts have a page of their own."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=24,
        help_text=gettext_lazy("For the heads of tables and for charts: at most 24 characters."),
    )
    source = PlainText(
        label=gettext_lazy("Source"),
        required=False,
        help_text=gettext_lazy("Where the construct comes from: author, year, page."),
    )
    active = forms.BooleanField(
        label=gettext_lazy("Ask about it: its questions are part of the survey"),
        required=False,
        initial=True,
    )

    helper = helper(gettext_lazy("Save the practice"))

    def __init__(self, data: Any = None, *, row: Practice | None = None) -> None:
        names = ("name", "short_name", "source", "active", "revision")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=initial)
