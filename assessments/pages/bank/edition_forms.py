"""A questionnaire's first texts and a draft's own texts as forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from .forms import PlainText, RevisionForm, helper

if TYPE_CHECKING:
    from assessments.models import Edition

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


def language_code(value: str) -> None:
    """Refuse what is no language tag."""
    if not LANGUAGE.fullmatch(value):
        raise forms.ValidationError(
            gettext("Please give a language as its short code, like “de” or “fr”.")
        )


class NewQuestionnaireForm(forms.Form):
    """A questionnaire's name, its first words and the language they are in."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.CharField(
        label=gettext_lazy("Language of its texts"),
        max_length=12,
        initial="en",
        validators=[language_code],
        help_text=gettext_lazy("As a short code: en, de, fr, es."),
    )
    lead_in = PlainText(
        label=gettext_lazy("Lead-in"),
        required=False,
        help_text=gettext_lazy("Stands above every page of the survey."),
    )

    helper = helper(gettext_lazy("Add the questionnaire"))


class EditionForm(RevisionForm):
    """A draft's own texts."""

    lead_in = PlainText(
        label=gettext_lazy("Lead-in"),
        required=False,
        help_text=gettext_lazy(
            "Stands above every page of the survey: what to think of while answering."
        ),
    )
    languages = forms.CharField(
        label=gettext_lazy("Translated into"),
        required=False,
        max_length=200,
        help_text=(
            gettext_lazy(
                "Short codes of the languages that respondents may choose beside that of "
                "the texts, parted by commas: de, fr, es."
            )
        ),
    )

    helper = helper(gettext_lazy("Save"))

    def __init__(self, data: Any = None, *, row: Edition) -> None:
        texts = {"lead_in": row.lead_in, "languages": ", ".join(row.languages)}
        super().__init__(data, initial=texts | {"revision": row.revision})
        self.own_language = row.language

    def clean_languages(self) -> list[str]:
        """Return the codes, each once."""
        codes = [code.strip().lower() for code in self.cleaned_data["languages"].split(",")]
        codes = [code for code in dict.fromkeys(codes) if code]
        for code in codes:
            language_code(code)
        if self.own_language in codes:
            raise forms.ValidationError(
                gettext("%(own_language)s is the language of the texts.")
                % {"own_language": self.own_language}
            )
        return codes
