"""Translations as a form: each text remembers what it said when the form was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext, gettext_lazy

from .forms import PlainText, helper

if TYPE_CHECKING:
    from assessments.actions.bank_translations import Slot


class Row(NamedTuple):
    """A translation beside its text; `still` is there where the text was changed after it."""

    field: forms.BoundField
    source: str
    still: forms.BoundField | None


class TranslationForm(forms.Form):
    """The texts of a part; each remembers what it said when the form was opened."""

    helper = helper(gettext_lazy("Save the translations"))

    def __init__(self, data: Any, *, slots: list[Slot], language: str) -> None:
        super().__init__(data)
        for slot in slots:
            self.fields[slot.name] = PlainText(
                label=slot.label,
                rows=2,
                required=False,
                initial=slot.stored,
                show_hidden_initial=True,
            )
            # Spelling is checked, and read aloud, in the language that is written
            self.fields[slot.name].widget.attrs["lang"] = language
            if slot.outdated:
                self.fields[self._still(slot.name)] = forms.BooleanField(
                    label=gettext("Still right as it is"), required=False
                )
        self.sources = {slot.name: slot.source for slot in slots}

    def changes(self) -> dict[str, tuple[str, str]]:
        """Return what was changed or confirmed, by slot: what it was, what it is to be."""
        confirmed = {name for name in self.sources if self.cleaned_data.get(self._still(name))}
        return {
            name: (self._was(name), self.cleaned_data[name])
            for name in self.sources
            if name in confirmed or name in self.changed_data
        }

    def show_conflict(self, stored: dict[str, str]) -> None:
        """Say what somebody else has written; the next save knows it."""
        self.data = self.data.dict() | {  # type: ignore[attr-defined]  # what was sent
            self.add_initial_prefix(name): text for name, text in stored.items()
        }
        for name, text in stored.items():
            self.add_error(
                name,
                gettext("Somebody else has written “%(text)s” meanwhile. Save again to replace it.")
                % {"text": text},
            )

    def rows(self) -> list[Row]:
        """Return the fields, each with the text to translate."""
        return [
            Row(
                self[name],
                source,
                self[self._still(name)] if self._still(name) in self.fields else None,
            )
            for name, source in self.sources.items()
        ]

    def _still(self, name: str) -> str:
        return f"still.{name}"

    def _was(self, name: str) -> str:
        return self.data.get(self.add_initial_prefix(name), "").replace("\r\n", "\n")
