"""A campaign in one form, to plan it and to change the plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.actions import campaigns
from assessments.errors import InvalidCampaignError
from assessments.models import (
    SHOWN_BY_ROLE_FROM,
    SMALLEST_GROUP,
    SMALLEST_ROLE_GROUP,
    Benchmark,
    Campaign,
    Edition,
)

from . import zones
from .forms import LocalMoment, helper
from .team_choice import ALL, SOME, Branches, Ticks, UnitView

if TYPE_CHECKING:
    from django.http import QueryDict

LARGEST_GROUP = 50


class CampaignForm(forms.Form):
    """What a campaign asks whom, and when."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=campaigns.LONGEST_NAME,
        help_text=gettext_lazy("People see it, such as “Autumn 2026”."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        choices=Campaign.Kind,
        widget=forms.RadioSelect,
        initial=Campaign.Kind.ANONYMOUS,
        help_text=gettext_lazy(
            "With seven people invited, most teams come to five answers only if nearly "
            "everybody answers. For smaller teams the sheet is the better choice."
        ),
    )
    opens = LocalMoment(label=gettext_lazy("Opens"))
    closes = LocalMoment(
        label=gettext_lazy("Closes"),
        help_text=gettext_lazy("Pages already open may be sent up to five minutes later."),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone of both"))
    edition = forms.ModelChoiceField(
        Edition.objects.published().select_related("questionnaire").newest_first(),
        label=gettext_lazy("Questions"),
        empty_label=None,
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
        help_text=gettext_lazy(
            "Groups with fewer answers are never shown. It cannot be changed after opening."
        ),
    )
    result_filter = forms.ChoiceField(
        label=gettext_lazy("Results filtered"),
        choices=Campaign.Filter,
        required=False,
        widget=forms.RadioSelect,
        initial=Campaign.Filter.NONE,
        help_text=format_lazy(
            gettext_lazy(
                "By role: leaders also see what {smallest_role_group} or more people of "
                "one role say, where {shown_by_role_from} or more answered. People read so "
                "before they answer, and some then leave out their role or speak less "
                "freely: choose it only if you will use it. It cannot be changed after "
                "opening."
            ),
            smallest_role_group=SMALLEST_ROLE_GROUP,
            shown_by_role_from=SHOWN_BY_ROLE_FROM,
        ),
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("Which teams"), widget=forms.RadioSelect, initial=ALL
    )
    units = Ticks(label=gettext_lazy("Units"), required=False)
    teams = Ticks(label=gettext_lazy("Teams"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, at: dt.datetime, draft: Campaign | None = None
    ) -> None:
        self.branches = Branches()
        often = zones.often_used()
        initial = self._values_of(draft) if draft else _two_weeks_from(at, often[0])
        super().__init__(data, initial=initial)
        self._offer(zones.choices(often, draft.time_zone if draft else ""))
        self.helper = helper(gettext("Save the draft") if draft else gettext("Save as draft"))
        teams = Field("teams", template="assessments/manage/_teams.html")
        shown = [name for name in self.fields if name not in {"units", "teams"}]
        self.helper.layout = Layout(*shown, teams)

    def rows(self) -> list[UnitView]:
        """Return the units and teams to tick."""
        ticked = [[str(one) for one in self[name].value() or ()] for name in ("units", "teams")]
        return self.branches.views(*ticked)

    def clean_result_filter(self) -> str:
        """Return the choice; whoever makes none has chosen the one that shows less."""
        return str(self.cleaned_data["result_filter"] or Campaign.Filter.NONE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "time_zone" in data:
            self._to_instants(data, ZoneInfo(data["time_zone"]))
        if data.get("opens_at") and data.get("closes_at") and data["closes_at"] <= data["opens_at"]:
            self.add_error("closes", gettext("The survey must close after it opens."))
        if data.get("asked") == SOME and not self._has_ticks(data):
            self.add_error("teams", gettext("Please choose at least one team."))
        return data

    def plan(self) -> campaigns.Plan:
        """Return the campaign as planned; call after is_valid()."""
        data = self.cleaned_data
        every = data["asked"] == ALL
        teams = (
            list(self.branches.teams.values())
            if every
            else self.branches.chosen(set(data["units"]), set(data["teams"]))
        )
        names = "name kind edition benchmark opens_at closes_at time_zone"
        names += " smallest_group result_filter"
        return campaigns.Plan(teams=teams, **{name: data[name] for name in names.split()})

    def _offer(self, time_zones: list[tuple[str, list[tuple[str, str]]]]) -> None:
        fields: dict[str, Any] = self.fields
        count = len(self.branches.teams)
        every = ngettext("The one team there is", "All %(count)s teams", count) % {"count": count}
        fields["asked"].choices = [(ALL, every), (SOME, gettext("Only those ticked below"))]
        fields["time_zone"].choices = time_zones
        fields["teams"].known = self.branches.teams.keys()
        fields["units"].known = {str(unit.pk) for unit, _ in self.branches.all}

    def _has_ticks(self, data: dict[str, Any]) -> bool:
        # A tick that is not valid has an error of its own.
        return any(name not in data or data[name] for name in ("units", "teams"))

    def _to_instants(self, data: dict[str, Any], zone: ZoneInfo) -> None:
        for name, closing in (("opens", False), ("closes", True)):
            if not data.get(name):
                continue
            try:
                data[f"{name}_at"] = campaigns.instant(data[name], zone, closing=closing)
            except InvalidCampaignError as error:
                self.add_error(name, str(error))

    def _values_of(self, draft: Campaign) -> dict[str, Any]:
        asked = set(draft.teams.values_list("pk", flat=True))
        return {
            "name": draft.name,
            "kind": draft.kind,
            "opens": draft.opens_at.astimezone(draft.zone).replace(tzinfo=None),
            "closes": draft.closes_locally().replace(tzinfo=None),
            "time_zone": draft.time_zone,
            "edition": draft.edition_id,
            "benchmark": draft.benchmark_id,
            "smallest_group": draft.smallest_group,
            "result_filter": draft.result_filter,
            **self.branches.ticks(asked),
        }


def _two_weeks_from(at: dt.datetime, zone: str) -> dict[str, Any]:
    opens = at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None)
    closes = opens.replace(hour=17, minute=0) + dt.timedelta(days=14)
    return {"time_zone": zone, "opens": opens, "closes": closes}
