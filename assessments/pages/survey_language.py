"""In which language a questionnaire is read: one of those that it is translated into.

The interface follows, where it speaks that language; else it speaks the questionnaire's own, or
English. Nothing here is stored: a sheet, a draft and a link know no language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation.trans_real import parse_accept_lang_header

from assessments.models.spoken import practice_in

from .language import PARAMETER, Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from assessments.models import Outline, Practice

INTERFACE = tuple(code for code, _ in settings.LANGUAGES)


def speak(request: HttpRequest, outline: Outline) -> Outline:
    """Return the questionnaire in the reader's language, and let the page speak it too."""
    codes = offered(outline)
    chosen = _wanted(request, codes) or outline.spoken.source
    translation.activate(interface(outline, chosen))
    request.language_choices = choices(codes, chosen)  # type: ignore[attr-defined]  # read by `language.choices`
    return outline.in_language(chosen)


def offered(outline: Outline) -> tuple[str, ...]:
    """Return the languages to choose from: the source's, its translations', and English.

    They stand in the order of every other page; those that the interface does not speak follow.
    """
    codes = {outline.spoken.source, *outline.languages, "en"}
    others = sorted(codes.difference(INTERFACE))
    return (*(code for code in INTERFACE if code in codes), *others)


def interface(outline: Outline, chosen: str) -> str:
    """Return the language that the page around the questions speaks."""
    return next(code for code in (chosen, outline.spoken.source, "en") if code in INTERFACE)


def choices(codes: Sequence[str], current: str, parameter: str = PARAMETER) -> list[Choice]:
    """Return the languages as the switch shows them."""
    return [
        Choice(code, own_name(code), f"?{parameter}={code}", current=code == current)
        for code in codes
    ]


def own_name(code: str) -> str:
    """Return a language's name in itself; its code where nobody has told it."""
    names = dict(settings.LANGUAGES)
    try:
        return names.get(code) or capfirst(translation.get_language_info(code)["name_local"])
    except KeyError:
        return code


def reads(outline: Outline) -> Outline:
    """Return the questionnaire in the language of the page, where it is translated into that."""
    language = translation.get_language() or ""
    return outline.in_language(language) if language in outline.languages else outline


def reads_practice(practice: Practice) -> Practice:
    """Return one practice in the language of the page, as far as it is translated into that."""
    language, source = translation.get_language() or "", practice.edition.language
    is_offered = language in practice.edition.languages
    return practice_in(practice, language if is_offered else source, source)


def marked(language: str) -> str:
    """Return the language to mark a text with: "" where it is that of the page."""
    return "" if language == translation.get_language() else language


def _wanted(request: HttpRequest, codes: Sequence[str]) -> str:
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((code for code in (cookie, *_generic(accepted)) if code in codes), "")


def _generic(accepted: Iterable[tuple[str, float]]) -> list[str]:
    return [code for tag, _ in accepted for code in (tag, tag.partition("-")[0])]
