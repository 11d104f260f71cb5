"""Input of the editors' pages about editions and practices; cleaned here, saved by actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

if TYPE_CHECKING:
    from assessments.models import Edition, Practice

LONGEST_TEXT = 2000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


def helper(button: str) -> FormHelper:
    """Return how crispy shows a form: one column, one button; the browser warns of lost changes."""
    shown = FormHelper()
    shown.attrs = {"data-unsaved": ""}
    shown.add_input(Submit("save", button))
    return shown


class PlainText(forms.CharField):
    """A text of some lines; browsers send two characters for a line end and count one."""

    def __init__(self, *, rows: int = 3, max_length: int = LONGEST_TEXT, **kwargs: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, widget=area, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class RevisionForm(forms.Form):
    """A form that knows which revision of its row it was opened on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Return what to save; call after is_valid()."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def seen(self) -> int:
        """Return the revision that was changed; 0, which none has, where the form was made up."""
        return self.cleaned_data.get("revision") or 0


def language_code(value: str) -> None:
    """Refuse what is no language tag."""
    if not LANGUAGE.fullmatch(value):
        raise forms.ValidationError("Please give a language as its short code, like “de” or “fr”.")


class NewQuestionnaireForm(forms.Form):
    """A questionnaire's name, its first words and the language they are in."""

    title = forms.CharField(label="Name", max_length=120)
    language = forms.CharField(
        label="Language of its texts",
        max_length=12,
        initial="en",
        validators=[language_code],
        help_text="As a short code: en, de, fr, es.",
    )
    lead_in = PlainText(
        label="Lead-in", required=False, help_text="Stands above every page of the survey."
    )

    helper = helper("Add the questionnaire")


class EditionForm(RevisionForm):
    """A draft's own texts."""

    lead_in = PlainText(
        label="Lead-in",
        required=False,
        help_text="Stands above every page of the survey: what to think of while answering.",
    )
    languages = forms.CharField(
        label="Translated into",
        required=False,
        max_length=200,
        help_text=(
            "Short codes of the languages that respondents may choose beside that of the texts, "
            "parted by commas: de, fr, es."
        ),
    )

    helper = helper("Save")

    def __init__(self, data: Any = None, *, row: Edition) -> None:
        initial = {
            "revision": row.revision,
            "lead_in": row.lead_in,
            "languages": ", ".join(row.languages),
        }
        super().__init__(data, initial=initial)
        self.own_language = row.language

    def clean_languages(self) -> list[str]:
        """Return the codes, each once."""
        codes = [code.strip().lower() for code in self.cleaned_data["languages"].split(",")]
        codes = [code for code in dict.fromkeys(codes) if code]
        for code in codes:
            language_code(code)
        if self.own_language in codes:
            raise forms.ValidationError(f"{self.own_language} is the language of the texts.")
        return codes


class PracticeForm(RevisionForm):
    """A practice; its coaching texts have a page of their own."""

    name = forms.CharField(max_length=120)
    short_name = forms.CharField(
        max_length=24, help_text="For the heads of tables and for charts: at most 24 characters."
    )
    source = PlainText(
        required=False, help_text="Where the construct comes from: author, year, page."
    )
    active = forms.BooleanField(
        label="Ask about it: its questions are part of the survey", required=False, initial=True
    )

    helper = helper("Save the practice")

    def __init__(self, data: Any = None, *, row: Practice | None = None) -> None:
        names = ("name", "short_name", "source", "active", "revision")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=initial)
