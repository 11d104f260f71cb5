"""Input of the organiser's pages; cleaned here, saved by actions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.utils import timezone

from assessments.actions import campaigns
from assessments.errors import InvalidCampaignError
from assessments.models import SMALLEST_GROUP, Benchmark, Campaign, Edition, Team, Unit

LARGEST_GROUP = 50
YEARS = range(2000, 2100)


def helper(button: str) -> FormHelper:
    """Return how crispy shows a form: one column, one button."""
    shown = FormHelper()
    shown.add_input(Submit("save", button))
    return shown


def sensible_year(moment: dt.datetime) -> None:
    """Refuse years that no survey lies in: near the calendar's ends, zones cannot be applied."""
    if moment.year not in YEARS:
        raise forms.ValidationError(f"Please choose a year from {YEARS[0]} to {YEARS[-1]}.")


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


class TeamsField(forms.ModelMultipleChoiceField):
    """Teams to tick, each with its unit and size."""

    def label_from_instance(self, obj: Team) -> str:
        people = "person" if obj.headcount == 1 else "people"
        return f"{obj.unit.name}: {obj.name} ({obj.headcount} {people})"


def _time_zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones())]


def _now() -> dt.datetime:
    return timezone.localtime().replace(second=0, microsecond=0, tzinfo=None)


def _in_two_weeks() -> dt.datetime:
    return _now().replace(hour=17, minute=0) + dt.timedelta(days=14)


class CampaignForm(forms.Form):
    """A campaign in one form."""

    name = forms.CharField(
        max_length=campaigns.LONGEST_NAME, help_text="People see it, such as “Autumn 2026”."
    )
    kind = forms.ChoiceField(
        label="Who answers",
        choices=Campaign.Kind,
        widget=forms.RadioSelect,
        initial=Campaign.Kind.ANONYMOUS,
        help_text="With seven people invited, most teams come to five answers only if nearly "
        "everybody answers. For smaller teams the sheet is the better choice.",
    )
    opens = LocalMoment(label="Opens", initial=_now)
    closes = LocalMoment(
        label="Closes",
        initial=_in_two_weeks,
        help_text="Pages already open may be sent up to five minutes later.",
    )
    time_zone = forms.ChoiceField(
        label="Time zone of both", choices=_time_zones, initial=settings.TIME_ZONE
    )
    edition = forms.ModelChoiceField(
        Edition.objects.published().select_related("questionnaire").newest_first(),
        label="Questions",
        empty_label=None,
    )
    benchmark = forms.ModelChoiceField(
        Benchmark.objects.current().placeable().newest_first(),
        label="Rule set that places the teams",
        empty_label=None,
        initial=Benchmark.objects.default,
    )
    smallest_group = forms.IntegerField(
        label="Smallest group shown",
        min_value=SMALLEST_GROUP,
        max_value=LARGEST_GROUP,
        initial=SMALLEST_GROUP,
        help_text="Groups with fewer answers are never shown. It cannot be changed after opening.",
    )

    teams = TeamsField(
        Team.objects.select_related("unit").order_by("unit__name", "name", "pk"),
        widget=forms.CheckboxSelectMultiple,
        initial=Team.objects.all,
        help_text="All are chosen. Untick those that are not asked this time.",
        error_messages={"required": "Please choose at least one team."},
    )

    helper = helper("Save as draft")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "time_zone" in data:
            self._to_instants(data, ZoneInfo(data["time_zone"]))
        if data.get("opens_at") and data.get("closes_at") and data["closes_at"] <= data["opens_at"]:
            self.add_error("closes", "The survey must close after it opens.")
        return data

    def _to_instants(self, data: dict[str, Any], zone: ZoneInfo) -> None:
        for name, closing in (("opens", False), ("closes", True)):
            if not data.get(name):
                continue
            try:
                data[f"{name}_at"] = campaigns.instant(data[name], zone, closing=closing)
            except InvalidCampaignError as error:
                self.add_error(name, str(error))

    def plan(self) -> campaigns.Plan:
        """Return the campaign as planned; call after is_valid()."""
        data = self.cleaned_data
        return campaigns.Plan(
            name=data["name"],
            kind=data["kind"],
            edition=data["edition"],
            benchmark=data["benchmark"],
            teams=list(data["teams"]),
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
            time_zone=data["time_zone"],
            smallest_group=data["smallest_group"],
        )


class ClosingForm(forms.Form):
    """A new closing time, in the campaign's own zone."""

    closes = LocalMoment(label="New closing time")

    helper = helper("Move the closing time")

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["closes"].help_text = f"In {zone.key}."

    def clean_closes(self) -> dt.datetime:
        """Return the moment (UTC)."""
        try:
            return campaigns.instant(self.cleaned_data["closes"], self.zone, closing=True)
        except InvalidCampaignError as error:
            raise forms.ValidationError(str(error)) from error


class UnitForm(forms.ModelForm):
    """A unit and the unit it belongs to."""

    helper = helper("Add the unit")

    class Meta:
        model = Unit
        fields = ["name", "parent"]
        labels = {"parent": "Part of"}
        help_texts = {"parent": "Leave empty for a top of the organisation."}


class TeamForm(forms.ModelForm):
    """A team, its unit and its size."""

    helper = helper("Save the team")

    class Meta:
        model = Team
        fields = ["name", "unit", "headcount"]
