"""Input of the third step: what values mean, and which team is called what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.actions.collected.look import Look
from assessments.actions.collected.mapping import Meaning
from assessments.actions.collected.scales import scales
from assessments.actions.collected.teams import Teams
from assessments.models import Outline

from .collected_fields import LEAVE_OUT, NO_ANSWER, UNDECIDED, TeamField, order, value_field

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict


@dataclass(frozen=True)
class Group:
    """The values met in the columns of one scale."""

    title: str
    more: int
    fields: list[BoundField]


class ValuesForm(forms.Form):
    """A choice for each value of each scale, and a team for each name that is not known."""

    turned = forms.MultipleChoiceField(
        label=gettext_lazy("Already turned round by the other tool"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "In these questions the worst answer is “strongly agree”. Tick those whose "
            "values were turned round before the file was written, so that high is "
            "good."
        ),
    )
    unknown_values_out = forms.BooleanField(
        label=gettext_lazy("Count what is still without a meaning as no answer"), required=False
    )
    unknown_teams_out = forms.BooleanField(
        label=gettext_lazy("Leave out the rows of teams that are still not known"), required=False
    )
    same_rows_out = forms.BooleanField(
        label=gettext_lazy("Leave out rows that are the same in every cell as an earlier one"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        outline: Outline,
        meaning: Meaning,
        look: Look,
        teams: Teams,
    ) -> None:
        flags = ("turned", "unknown_values_out", "unknown_teams_out", "same_rows_out")
        super().__init__(data, initial={name: getattr(meaning, name) for name in flags})
        self._meaning, self._teams = meaning, teams
        known = scales(outline)
        self._scales = [
            (known[key], sorted(values, key=lambda value: order(known[key], value, meaning)))
            for key, values in look.values.items()
            if values
        ]
        self._names = sorted(look.unknown_teams)
        self._offer_turned(outline)
        for scale, values in self._scales:
            for value in values:
                self.fields[_field(scale.key, value)] = value_field(scale, value, meaning)
        for name in self._names:
            self.fields[_field("team", name)] = self._team_field(name)
        if not look.same:
            del self.fields["same_rows_out"]

    def groups(self) -> Iterator[Group]:
        """Yield the scales with their values."""
        mapped = self._meaning.questions()
        for scale, values in self._scales:
            asked = [question for question in scale.questions if question.code in mapped]
            fields = [self[_field(scale.key, value)] for value in values]
            yield Group(asked[0].text, len(asked) - 1, fields)

    def team_rows(self) -> list[BoundField]:
        """Return a field for each name that is not known."""
        return [self[_field("team", name)] for name in self._names]

    def meaning(self) -> Meaning:
        """Return what was said; call after is_valid()."""
        data = self.cleaned_data
        values = {
            scale.key: {
                value: None if said == NO_ANSWER else int(said)
                for value in met
                if (said := data[_field(scale.key, value)]) != UNDECIDED
            }
            for scale, met in self._scales
        }
        teams = {
            name: data[_field("team", name)]
            for name in self._names
            if data[_field("team", name)] != UNDECIDED
        }
        return self._meaning.but(
            values=values,
            teams=teams,
            turned=tuple(data.get("turned", ())),
            unknown_values_out=data["unknown_values_out"],
            unknown_teams_out=data["unknown_teams_out"],
            same_rows_out=data.get("same_rows_out", False),
        )

    def _offer_turned(self, outline: Outline) -> None:
        mapped = self._meaning.questions()
        reverse = [one for one in outline.questions if one.reverse and one.code in mapped]
        field: Any = self.fields["turned"]
        field.choices = [(one.code, one.text) for one in reverse]
        if not reverse:
            del self.fields["turned"]

    def _team_field(self, name: str) -> forms.Field:
        said = self._meaning.teams.get(name, UNDECIDED)
        pk = said if isinstance(said, int) and said in self._teams.by_pk else None
        initial = LEAVE_OUT if said is None else self._teams.path(pk) if pk else ""
        return TeamField(self._teams, label=name, initial=initial)


def _field(kind: str, name: str) -> str:
    return f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
