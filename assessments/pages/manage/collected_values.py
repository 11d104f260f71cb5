"""Input of the third step: what values mean, and which team is called what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from assessments.actions.collected.look import Look
from assessments.actions.collected.mapping import Meaning
from assessments.actions.collected.scales import Scale, scales
from assessments.actions.collected.teams import Teams, name_of
from assessments.models import Outline

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

UNDECIDED, NO_ANSWER = "", "none"
LEAVE_OUT = "-"


@dataclass(frozen=True)
class Group:
    """The values met in the columns of one scale."""

    title: str
    more: int
    fields: list[BoundField]


class ValuesForm(forms.Form):
    """A choice for each value of each scale, and a team for each name that is not known."""

    turned = forms.MultipleChoiceField(
        label="Already turned round by the other tool",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="In these questions the worst answer is “strongly agree”. Tick those whose "
        "values were turned round before the file was written, so that high is good.",
    )
    unknown_values_out = forms.BooleanField(
        label="Count what is still without a meaning as no answer", required=False
    )
    unknown_teams_out = forms.BooleanField(
        label="Leave out the rows of teams that are still not known", required=False
    )
    same_rows_out = forms.BooleanField(
        label="Leave out rows that are the same in every cell as an earlier one", required=False
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
            (known[key], sorted(values, key=lambda value: _order(known[key], value, meaning)))
            for key, values in look.values.items()
            if values
        ]
        self._names = sorted(look.unknown_teams)
        self._offer_turned(outline)
        for scale, values in self._scales:
            for value in values:
                self.fields[_field(scale.key, value)] = _value_field(scale, value, meaning)
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


class TeamField(forms.CharField):
    """A team by its name or path; None leaves its rows out, "" decides nothing yet."""

    def __init__(self, teams: Teams, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "teams", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, max_length=2_000, **kwargs)
        self._teams = teams

    def clean(self, value: Any) -> Any:
        """Return the team's id, None or ""."""
        text = super().clean(value)
        if text in {UNDECIDED, LEAVE_OUT}:
            return None if text else UNDECIDED
        found = self._teams.find(name_of(text))
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                "There are several such teams. Please write the units above it, too: “Unit / Team”."
            )
        raise forms.ValidationError("There is no such team. Add it under “Units and teams” first.")


def _value_field(scale: Scale, value: str, meaning: Meaning) -> forms.Field:
    options = [(str(one["code"]), f"{one['code']}: {one['label']}") for one in scale.sample.options]
    if scale.sample.missing_label:
        options.append(("0", scale.sample.missing_label))
    choices = [(UNDECIDED, "not understood"), *options, (NO_ANSWER, "no answer")]
    return forms.ChoiceField(
        label=value, choices=choices, required=False, initial=_initial(scale, value, meaning)
    )


def _initial(scale: Scale, value: str, meaning: Meaning) -> str:
    said = meaning.values.get(scale.key, {})
    try:
        code = said[value] if value in said else scale.guess(value)
    except KeyError:
        return UNDECIDED
    return NO_ANSWER if code is None else str(code)


def _order(scale: Scale, value: str, meaning: Meaning) -> tuple[int, str]:
    """Order what is not understood first, then by code."""
    initial = _initial(scale, value, meaning)
    return (-1 if initial == UNDECIDED else int(initial) if initial.isdecimal() else 0, value)


def _field(kind: str, name: str) -> str:
    return f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
