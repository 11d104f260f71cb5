"""Answering a survey, from the link to the thank-you."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions import links, responses
from assessments.errors import (
    NothingAnsweredError,
    NotOpenError,
    NotYetOpenError,
    RequiredAnswerError,
    SurveyError,
    UnknownLinkError,
    WrongStateError,
)
from assessments.pages import (
    link_needed,
    policy,
    sheet_access,
    survey_language,
    survey_pages,
)
from assessments.pages.question_view import error_links, questions
from assessments.pages.survey_form import SheetForm, as_fields, carried, typed_texts

from . import present

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from assessments.actions.answers import Answers
    from assessments.models import Page

SEE_OTHER = 303
# What the buttons of the languages send: keep the page's answers and show it again
STAY = "stay"
FORGED = gettext_noop(
    "Something in the sheet was not one of the answers offered, so nothing was sent. "
    "The answers listed here are kept; please go through the open pages and send again."
)


def _explained(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn what can go wrong with a sheet into a page that says what to do."""

    @wraps(view)
    def explaining(request: HttpRequest, sheet: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, sheet, *args, **kwargs)
        except sheet_access.LinkNeededError:
            return link_needed.ask(request)
        except SurveyError as error:
            return _refuse(request, error)

    return explaining


@policy.link_holder
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the same page for every link; only the button looks whether it opens a sheet."""
    if request.method != "POST":
        return render(request, "assessments/respond/link.html")
    try:
        responses.open_sheet(token=token, at=timezone.now())
    except NotYetOpenError as error:
        return _refuse(request, error)
    except NotOpenError:
        # Until there is a cookie, a link whose survey is over looks like one that never was.
        return _refuse(request, UnknownLinkError())
    except SurveyError as error:
        return _refuse(request, error)
    opened = redirect("respond:start", sheet=links.sheet_name(token))
    opened.status_code = SEE_OTHER
    return sheet_access.give_cookie(opened, token)


@policy.link_holder
@require_GET
@_explained
def start(request: HttpRequest, sheet: str) -> HttpResponse:
    """Say what the survey is, how long it takes and who sees what."""
    token, opened = sheet_access.open_sheet(request, sheet)
    _, answers = responses.read_draft(opened)
    context = {
        "sheet": sheet,
        "campaign": opened.campaign,
        "team": opened.node.name,
        "lead_in": opened.outline.lead_in,
        "lead_in_lang": survey_language.marked(opened.outline.spoken.of("lead_in")),
        "pages": len(opened.pages),
        "minutes": survey_pages.minutes(opened.pages),
        "closes_at": opened.campaign.closes_locally(),
        "has_result": opened.campaign.is_team_sheet and opened.node.answered,
        **_where_to_go_on(opened, sheet, answers),
    }
    return sheet_access.give_cookie(
        render(request, "assessments/respond/start.html", context), token
    )


@policy.link_holder
@require_http_methods(["GET", "POST"])
@_explained
def page(request: HttpRequest, sheet: str, number: int) -> HttpResponse:
    """Show one page of questions, or keep its answers and go on."""
    token, opened = sheet_access.open_sheet(request, sheet)
    asked = _page(opened, number)
    if request.method == "GET":
        edition, answers = responses.read_draft(opened)
        moved = edition not in {None, opened.campaign.edition_id}
        response = _page_response(request, opened, asked, answers, moved=moved)
        return sheet_access.give_cookie(response, token)
    form = SheetForm(request.POST, asked.questions)
    valid = form.is_valid()
    _keep(opened, asked, form)
    moved = request.POST.get("edition") != str(opened.campaign.edition_id)
    if not valid or moved:
        response = _page_response(request, opened, asked, request.POST, form=form, moved=moved)
    else:
        response = HttpResponseRedirect(_next(request, opened, sheet, number))
        response.status_code = SEE_OTHER
    return sheet_access.give_cookie(response, token)


@policy.link_holder
@require_POST
@_explained
def keep(request: HttpRequest, sheet: str, number: int) -> HttpResponse:
    """Keep what is on a page while it is being filled in; sent by the page's script."""
    _, opened = sheet_access.open_sheet(request, sheet)
    asked = _page(opened, number)
    form = SheetForm(request.POST, asked.questions)
    valid = form.is_valid()
    _keep(opened, asked, form)
    return HttpResponse(status=204 if valid else 422)


@policy.link_holder
@require_GET
@_explained
def check(request: HttpRequest, sheet: str) -> HttpResponse:
    """Show what is answered and what is not, with the button that sends."""
    token, opened = sheet_access.open_sheet(request, sheet)
    _, answers = responses.read_draft(opened)
    return sheet_access.give_cookie(_check_response(request, opened, sheet, answers), token)


@policy.link_holder
@require_POST
@_explained
def send(request: HttpRequest, sheet: str) -> HttpResponse:
    """Store the sheet, which the form carries whole, and show what it says."""
    token, opened = sheet_access.open_sheet(request, sheet)
    form = SheetForm(request.POST, [q for page in opened.pages for q in page.questions])
    if not form.is_valid():
        return _check_response(request, opened, sheet, form.answers(), gettext(FORGED))
    answers = form.answers()
    try:
        responses.submit(sheet=opened, answers=answers, at=timezone.now())
    except (NothingAnsweredError, RequiredAnswerError) as error:
        return _check_response(request, opened, sheet, answers, str(error))
    # Scoring brings numpy, which no page that asks should wait for.
    from assessments.actions import releases

    if opened.campaign.is_team_sheet:
        try:
            releases.score_sheet(opened.node)
        except WrongStateError:
            # Closed in the moment after the sheet was stored.
            return render(request, "assessments/respond/stored.html", {"campaign": opened.campaign})
        return sheet_access.give_cookie(redirect("sheet_result", sheet=sheet), token)
    response = _thanks(request, opened, answers)
    return sheet_access.take_cookie(response, token)


def _thanks(request: HttpRequest, opened: responses.Sheet, answers: Answers) -> HttpResponse:
    # Scoring brings numpy, which no page that asks should wait for.
    from assessments.actions import profiles

    from . import profile

    rule_set = opened.campaign.benchmark.rule_set()
    own = profiles.of_sheet(outline=opened.outline, answers=answers, rule_set=rule_set)
    context = {
        "campaign": opened.campaign,
        "closes_at": opened.campaign.closes_locally(),
        **profile.profile_context(own, rule_set, opened.outline),
    }
    return render(request, "assessments/respond/thanks.html", context)


def _keep(opened: responses.Sheet, asked: Page, form: SheetForm) -> None:
    """Replace the page's part of the draft; where an answer is not valid, the earlier one stays."""
    codes = {question.code for question in asked.questions} - set(form.errors)
    responses.save_draft(sheet=opened, answers=form.answers(), at=timezone.now(), page=codes)


def _page(opened: responses.Sheet, number: int) -> Page:
    if not 1 <= number <= len(opened.pages):
        raise Http404
    return opened.pages[number - 1]


def _next(request: HttpRequest, opened: responses.Sheet, sheet: str, number: int) -> str:
    if request.POST.get("go") == STAY:
        return _address(sheet, number)
    step = -1 if request.POST.get("go") == "back" else 1
    number += step
    if opened.outline.has_conditions:
        _, answers = responses.read_draft(opened)
        while 1 <= number <= len(opened.pages) and not present.askable(
            opened.pages[number - 1], opened.outline, answers
        ):
            number += step
    if number > len(opened.pages):
        return reverse("respond:check", args=[sheet])
    return _address(sheet, number)


def _where_to_go_on(opened: responses.Sheet, sheet: str, answers: Answers) -> dict[str, str]:
    """Return the start page's next step: the first page with an open question, or the check."""
    if not answers:
        return {"begun": "", "next": _address(sheet, 1)}
    lines = present.summary(opened.pages, opened.outline, answers)
    open_pages = [line.number for line in lines if not line.complete]
    if open_pages:
        return {"begun": gettext(present.GO_ON), "next": _address(sheet, open_pages[0])}
    return {"begun": gettext(present.SEND_NEXT), "next": reverse("respond:check", args=[sheet])}


def _address(sheet: str, number: int) -> str:
    if number == 0:
        return reverse("respond:start", args=[sheet])
    return reverse("respond:page", args=[sheet, number])


def _page_response(  # noqa: PLR0913 (named, and the page's only way to show)
    request: HttpRequest,
    opened: responses.Sheet,
    asked: Page,
    values: Any,
    *,
    form: SheetForm | None = None,
    moved: bool = False,
) -> HttpResponse:
    errors = form.errors if form else {}
    answers = values
    if form and opened.outline.has_conditions:
        _, answers = responses.read_draft(opened)
    askable = present.askable(asked, opened.outline, answers)
    order = present.shuffled(askable, opened.nullifier, shuffle=not opened.campaign.is_team_sheet)
    views = questions(order, values, errors)
    context = {
        "page": asked,
        "title": survey_pages.page_title(asked),
        "title_lang": survey_pages.title_lang(asked),
        "lead_in": opened.outline.lead_in,
        "lead_in_lang": survey_language.marked(opened.outline.spoken.of("lead_in")),
        "action": request.path,
        "pages": len(opened.pages),
        "edition": opened.campaign.edition_id,
        "questions": views,
        "errors": error_links(views),
        "moved": moved,
    }
    status = 422 if errors else 409 if moved and form else 200
    return render(request, "assessments/respond/page.html", context, status=status)


def _check_response(
    request: HttpRequest, opened: responses.Sheet, sheet: str, answers: Any, error: str = ""
) -> HttpResponse:
    lines = present.summary(opened.pages, opened.outline, answers)
    context = {
        "sheet": sheet,
        "campaign": opened.campaign,
        "lines": lines,
        "open_lines": [line for line in lines if not line.complete],
        "answers": as_fields(answers),
        "required": sum(line.required for line in lines),
        "last": lines[-1].number,
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "assessments/respond/check.html", context, status=status)


def _refuse(request: HttpRequest, error: SurveyError) -> HttpResponse:
    status = 404 if isinstance(error, UnknownLinkError) else 409
    sent = [value for name, value in carried(request.POST) if name not in {"edition", "go"}]
    texts = typed_texts(request.POST)
    chosen = any(value and value not in texts for value in sent)
    context = {"error": error, "texts": texts, "chosen": chosen}
    return render(request, "assessments/respond/refused.html", context, status=status)
