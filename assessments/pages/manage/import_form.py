"""Input of the import: one file."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.actions import organisation_file

from .forms import helper


class ImportForm(forms.Form):
    """A file of units and teams; only its size is looked at here."""

    file = forms.FileField(
        label="CSV file",
        help_text="With the columns unit, team and people; up to "
        f"{organisation_file.LARGEST_FILE // 10**6} MB and {organisation_file.MOST_LINES:,} lines.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    helper = helper("Look what it would change")

    def clean_file(self) -> bytes:
        """Return the content."""
        file = cast("UploadedFile", self.cleaned_data["file"])
        if (file.size or 0) > organisation_file.LARGEST_FILE:
            limit = organisation_file.LARGEST_FILE // 10**6
            raise forms.ValidationError(f"The file is larger than {limit} MB.")
        return file.read()
