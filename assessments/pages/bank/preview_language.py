"""In which language an editor looks at a preview; the editor's own stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assessments.pages import survey_language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.models import Outline
    from assessments.pages.language import Choice

PARAMETER = "as"


def asked_for(request: HttpRequest, outline: Outline) -> str:
    """Return the language to preview in: the one asked for, else the source's."""
    code = request.GET.get(PARAMETER, "")
    return code if code in survey_language.offered(outline) else outline.spoken.source


def carried(request: HttpRequest) -> str:
    """Return what of the address keeps the language from page to page."""
    code = request.GET.get(PARAMETER)
    return f"?{urlencode({PARAMETER: code})}" if code else ""


def choices(outline: Outline, current: str) -> list[Choice]:
    """Return the languages as the respondents' own switch shows them, leading to the preview."""
    return survey_language.choices(survey_language.offered(outline), current, PARAMETER)
