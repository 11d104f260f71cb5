"""Input of the first step: a file, and what it is as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from assessments.actions.campaigns import LONGEST_NAME
from assessments.actions.collected.about import About
from assessments.models import SMALLEST_GROUP, Benchmark, Edition

from . import zones
from .campaign_form import LARGEST_GROUP
from .forms import helper, sensible_year

LARGEST_FILE = 20_000_000


class Day(forms.DateField):
    """A day, as the browser's own picker sends it."""

    default_validators = [lambda day: sensible_year(dt.datetime(day.year, 1, 1, tzinfo=dt.UTC))]

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=picker, input_formats=["%Y-%m-%d"], **kwargs)


class CollectedForm(forms.Form):
    """A file of answers and the campaign that it becomes; of the file only its size is checked."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy(
                "CSV in UTF-8 up to {largest_file} MB, or XLSX up to 5 MB: one row a "
                "respondent, and a first row that names the columns."
            ),
            largest_file=LARGEST_FILE // 10**6,
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Leaders see it in the timeline, such as “Autumn 2024”."),
    )
    first = Day(label=gettext_lazy("First day"))
    last = Day(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "Its place in the timeline. If the file has a column of days, rows of "
            "other days are left out."
        ),
    )
    edition = forms.ModelChoiceField(
        Edition.objects.exclude(state=Edition.State.DRAFT)
        .select_related("questionnaire")
        .newest_first(),
        label=gettext_lazy("Questions"),
        empty_label=None,
        help_text=gettext_lazy("The edition that asked the same, on a scale of as many points."),
    )
    benchmark = forms.ModelChoiceField(
        Benchmark.objects.current().placeable().newest_first(),
        label=gettext_lazy("Rule set that places the teams"),
        empty_label=None,
        initial=Benchmark.objects.default,
    )
    smallest_group = forms.IntegerField(
        label=gettext_lazy("Smallest group shown"),
        min_value=SMALLEST_GROUP,
        max_value=LARGEST_GROUP,
        initial=SMALLEST_GROUP,
        help_text=gettext_lazy("Groups with fewer answers are never shown."),
    )

    helper = helper(gettext_lazy("Read the columns"))

    def clean_file(self) -> UploadedFile:
        """Return the file."""
        file = cast("UploadedFile", self.cleaned_data["file"])
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                gettext(
                    "The file is larger than %(largest_file)s MB. Remove columns that no "
                    "question needs, or use the command import_answers."
                )
                % {"largest_file": LARGEST_FILE // 10**6}
            )
        return file

    def about(self) -> About:
        """Return what was said; call after is_valid()."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return About(**said, time_zone=zones.often_used()[0])

    def accepts(self, about: About, *, at: dt.datetime) -> bool:
        """Tell whether a campaign can be made of it; what is wrong stands in the form."""
        problems = about.problems(at=at)
        for field, sentence in problems.items():
            self.add_error(field, sentence)
        return not problems
