"""Input of the organiser's pages; cleaned here, saved by actions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from assessments.actions import campaigns
from assessments.errors import InvalidCampaignError

YEARS = range(2000, 2100)


def helper(button: str | Promise) -> FormHelper:
    """Return how crispy shows a form: one column, one button."""
    shown = FormHelper()
    shown.add_input(Submit("save", button))
    return shown


def sensible_year(moment: dt.datetime) -> None:
    """Refuse years that no survey lies in: near the calendar's ends, zones cannot be applied."""
    if moment.year not in YEARS:
        raise forms.ValidationError(
            gettext("Please choose a year from %(first)s to %(last)s.")
            % {"first": YEARS[0], "last": YEARS[-1]}
        )


class LocalMoment(forms.DateTimeField):
    """A wall-clock time without a zone, as the browser's own picker sends it."""

    default_validators = [sensible_year]

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, input_formats=["%Y-%m-%dT%H:%M"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        # Django would show it in the server's zone.
        return value

    def to_python(self, value: Any) -> dt.datetime | None:
        # Nor is it read there: the campaign's own zone is applied later, and a time that the
        # server's clocks skip may exist in it. In UTC all exist.
        with timezone.override(dt.UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None


class LinksForm(forms.Form):
    """How often links had been made when the button was shown: it tells a form sent again."""

    made = forms.IntegerField()


class ClosingForm(forms.Form):
    """A new closing time, in the campaign's own zone."""

    closes = LocalMoment(label=gettext_lazy("New closing time"))

    helper = helper(gettext_lazy("Move the closing time"))

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["closes"].help_text = gettext("In %(zone)s.") % {"zone": zone.key}

    def clean_closes(self) -> dt.datetime:
        """Return the moment (UTC)."""
        try:
            return campaigns.instant(self.cleaned_data["closes"], self.zone, closing=True)
        except InvalidCampaignError as error:
            raise forms.ValidationError(str(error)) from error
