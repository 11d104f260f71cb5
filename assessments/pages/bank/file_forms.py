"""Input of the import of questionnaires: one file, and whether it may replace a draft."""

from __future__ import annotations

from typing import cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from assessments.content.formats import files


class FileForm(forms.Form):
    """A questionnaire's file; only its size is looked at here."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy(
                "YAML, JSON, CSV, XLSX or XLSForm; workbooks up to {largest} MB, the "
                "others up to 1 MB."
            ),
            largest=files.LARGEST // 10**6,
        ),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json,.csv,.xlsx"}),
    )

    helper = FormHelper()
    helper.add_input(Submit("save", gettext_lazy("Look what it would change")))

    def clean_file(self) -> UploadedFile:
        """Return the file."""
        file = cast("UploadedFile", self.cleaned_data["file"])
        if (file.size or 0) > files.LARGEST:
            limit = files.LARGEST // 10**6
            raise forms.ValidationError(
                gettext("The file is larger than %(limit)s MB.") % {"limit": limit}
            )
        return file


class ConfirmForm(forms.Form):
    """The look that is confirmed, whether a draft goes for it, and the name with the old one."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    replace_draft = forms.BooleanField(required=False)
    rename = forms.BooleanField(required=False)
