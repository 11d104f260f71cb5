"""Input of the second step: what each column stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from assessments.actions.collected import columns
from assessments.actions.collected.columns import LOOKED_AT
from assessments.actions.collected.mapping import QUESTION, Days, Meaning, Use
from assessments.content.formats.table_file import Table
from assessments.models import Outline

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

USES = (
    (Use.NOTHING, gettext_lazy("not brought in")),
    (Use.TEAM, gettext_lazy("team")),
    (Use.UNIT, gettext_lazy("unit of the team")),
    (Use.DATE, gettext_lazy("day of the answer")),
    (Use.PERSON, gettext_lazy("person, only to find doubles; not kept")),
)
# A column of more different values holds words or names: none of it is shown
MOST_SHOWN = 12
LONGEST_SHOWN = 40
_DAYS = {
    Days.YEAR_FIRST: gettext_lazy("year first: 2025-03-31"),
    Days.DAY_FIRST: gettext_lazy("day first: 31.3.2025"),
    Days.MONTH_FIRST: gettext_lazy("month first: 3/31/2025"),
}


def examples(table: Table) -> list[str]:
    """Return for each column some of its values, where it has few."""
    met: list[Counter[str]] = [Counter() for _ in table.header]
    for _, cells in islice(table.rows(), LOOKED_AT):
        for cell, values in zip(cells, met, strict=True):
            if cell and (cell in values or len(values) <= MOST_SHOWN):
                values[cell] += 1
    return list(map(_example, met))


def _example(met: Counter[str]) -> str:
    if not met:
        return gettext("empty")
    # In a short file, words and names are few as well, but hardly one is there twice.
    if len(met) > MOST_SHOWN or met.total() < 2 * len(met):
        return gettext("many different values")
    values = [value for value, _ in met.most_common()]
    return "; ".join(value[:LONGEST_SHOWN] for value in values[:3]) + ("; …" if values[3:] else "")


@dataclass(frozen=True)
class Row:
    """One column as the page shows it."""

    header: str
    example: str
    field: BoundField


class ColumnsForm(forms.Form):
    """A choice for every column."""

    days = forms.ChoiceField(
        label=gettext_lazy("How days are written"),
        choices=_DAYS.items(),
        help_text=gettext_lazy(
            "Only if there is a column of days. What follows the day, such as a time, is not read."
        ),
    )

    def __init__(
        self, data: QueryDict | None, *, table: Table, outline: Outline, meaning: Meaning
    ) -> None:
        super().__init__(data, initial={"days": meaning.days})
        self._table, self._meaning = table, meaning
        choices = _choices(outline)
        for place, (header, use) in enumerate(zip(table.header, meaning.columns, strict=True)):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=header or gettext("Column %(place)s") % {"place": place + 1},
                choices=choices,
                required=False,
                initial=use,
            )

    def rows(self) -> Iterator[Row]:
        """Yield the columns in their order."""
        for place, example in enumerate(examples(self._table)):
            field = self[f"column{place}"]
            yield Row(str(field.label), example, field)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        uses = self._uses(data)
        for place, use in enumerate(uses):
            if use and use in uses[:place]:
                self.add_error(f"column{place}", gettext("Another column stands for this already."))
        if Use.TEAM not in uses:
            self.add_error(None, gettext("Please say which column names the team."))
        if not any(use.startswith(QUESTION) for use in uses):
            self.add_error(None, gettext("Please say which columns hold answers."))
        return data

    def meaning(self) -> Meaning:
        """Return what was said; call after is_valid()."""
        said = self.cleaned_data
        return self._meaning.but(columns=tuple(self._uses(said)), days=said["days"])

    def _uses(self, data: dict[str, Any]) -> list[str]:
        return [data.get(f"column{place}", "") for place in range(len(self._table.header))]


def _choices(outline: Outline) -> list[Any]:
    named = {practice.pk: practice.name for practice in outline.practices}
    groups: dict[str, list[tuple[str, str]]] = {}
    for question in columns.importable(outline):
        group = named.get(question.practice_id or 0, gettext("Other questions"))
        groups.setdefault(group, []).append((QUESTION + question.code, question.text))
    return [*((use.value, words) for use, words in USES), *groups.items()]
