"""Input of the import: one file."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from assessments.actions import organisation_file

from .forms import helper


class ImportForm(forms.Form):
    """A file of units and teams; only its size is looked at here."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=format_lazy(
            gettext_lazy(
                "With the columns unit, team and people; up to {largest_file} MB and "
                "{most_lines} lines."
            ),
            largest_file=organisation_file.LARGEST_FILE // 10**6,
            most_lines=f"{organisation_file.MOST_LINES:,}",
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    helper = helper(gettext_lazy("Look what it would change"))

    def clean_file(self) -> bytes:
        """Return the content."""
        file = cast("UploadedFile", self.cleaned_data["file"])
        if (file.size or 0) > organisation_file.LARGEST_FILE:
            limit = organisation_file.LARGEST_FILE // 10**6
            raise forms.ValidationError(
                gettext("The file is larger than %(limit)s MB.") % {"limit": limit}
            )
        return file.read()
