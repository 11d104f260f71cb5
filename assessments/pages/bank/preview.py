"""The respondent's own pages of an edition, rendered by the same code; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.models import Edition, Outline, Page
from assessments.pages import policy, survey_language
from assessments.pages.question_view import error_links, questions
from assessments.pages.survey_form import SheetForm
from assessments.pages.survey_pages import page_title, title_lang

from . import lookup, preview_conditions, preview_language

if TYPE_CHECKING:
    from django.http import HttpRequest


@policy.bank_reader
@require_http_methods(["GET", "POST"])
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # typed for views without names
def page(request: HttpRequest, edition: int, number: int) -> HttpResponse:
    """Show a page as respondents see it; going on checks the answers and forgets them."""
    found, source = _outlined(edition)
    language = preview_language.asked_for(request, source)
    outline = source.in_language(language)
    if not 1 <= number <= len(outline.pages):
        raise Http404
    asked = outline.pages[number - 1]
    form = SheetForm(request.POST, asked.questions) if request.method == "POST" else None
    stays = request.POST.get("go") == "stay"
    if form and not stays and (request.POST.get("go") == "back" or form.is_valid()):
        step = -1 if request.POST.get("go") == "back" else 1
        to = min(max(number + step, 1), len(outline.pages))
        address = reverse("bank:preview", args=[edition, to])
        return redirect(address + preview_language.carried(request))
    # The whole page is in the respondent's language, the editor's own choice stays as it is
    with translation.override(survey_language.interface(source, language)):
        return _shown(request, found, asked, outline, None if stays else form)


def _shown(
    request: HttpRequest, found: Edition, asked: Page, outline: Outline, form: SheetForm | None
) -> HttpResponse:
    language = outline.spoken.language
    views = questions(asked.questions, request.POST, form.errors if form else {})
    context = {
        "action": f"?{preview_language.PARAMETER}={language}",
        "language_choices": preview_language.choices(outline, language),
        "lead_in_lang": survey_language.marked(outline.spoken.of("lead_in")),
        "title_lang": title_lang(asked),
        "page": asked,
        "title": page_title(asked),
        "lead_in": outline.lead_in,
        "pages": len(outline.pages),
        "edition": found.pk,
        "previewed": found,
        "questions": views,
        "errors": error_links(views),
        "moved": False,
        "not_for_all": preview_conditions.after_earlier_pages(outline, asked),
    }
    status = 422 if form else 200
    return render(request, "assessments/bank/preview.html", context, status=status)


@policy.bank_reader
@require_POST
def keep(request: HttpRequest, edition: int, number: int) -> HttpResponse:  # noqa: ARG001
    """Answer the page's script as the survey does, and keep nothing."""
    return HttpResponse(status=204)


@policy.bank_reader
@require_GET
@csp_replace({"frame-src": [SELF]})  # type: ignore[arg-type]  # as above
def phone(request: HttpRequest, edition: int) -> HttpResponse:
    """Show the pages in a frame as wide as a phone."""
    found, outline = _outlined(edition)
    language = preview_language.asked_for(request, outline)
    context = {
        "choices": preview_language.choices(outline, language),
        "language": language,
        "edition": found,
        "crumbs": lookup.crumbs(found),
        "has_pages": bool(outline.pages),
    }
    return render(request, "assessments/bank/phone.html", context)


def _outlined(pk: int) -> tuple[Edition, Outline]:
    """Return an edition and its outline; a draft may change between one and the other."""
    for _ in range(5):
        found = lookup.edition(pk)
        try:
            return found, found.outline()
        except Edition.DoesNotExist:
            continue
    raise Http404
