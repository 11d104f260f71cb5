"""Home, the trial without an account, and the privacy page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Benchmark, Edition, Outline, Question
from assessments.pages import policy, question_view, survey_form, survey_language

from . import topics

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# What the buttons of the languages send: show the questions again with what was answered
STAY = "stay"
NOTHING_ANSWERED = gettext_noop(
    "Please answer at least one question: there is nothing yet from which a result could be made."
)


@policy.public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and where to go from here."""
    edition = Edition.objects.current()
    asked = topics.of(survey_language.reads(edition.outline())) if edition else ""
    return render(request, "assessments/public/home.html", {"asked": asked})


@policy.public
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Lead to the icon where a page has named none, as in the admin."""
    return redirect(static("img/favicon.svg"))


@policy.public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say who sees what, and how that is kept."""
    return render(request, "assessments/public/privacy.html")


@policy.public
@never_cache
@require_http_methods(["GET", "POST"])
def try_it(request: HttpRequest) -> HttpResponse:
    """Ask the four metrics and one statement a practice; answer at once; store nothing."""
    edition = Edition.objects.current()
    if edition is None:
        return render(request, "assessments/public/no_content.html", status=503)
    outline = survey_language.speak(request, edition.outline())
    asked = _sample(outline)
    if request.method == "GET" or request.POST.get("go") == STAY:
        return _ask(request, asked, question_view.questions(asked, request.POST))
    form = survey_form.SheetForm(request.POST, asked)
    if not form.is_valid():
        return _ask(request, asked, question_view.questions(asked, request.POST, form.errors))
    if not any(form.answers().values()):
        views = question_view.questions(asked, request.POST)
        return _ask(request, asked, views, problem=gettext(NOTHING_ANSWERED))
    benchmark = Benchmark.objects.default()
    if benchmark is None:
        return render(request, "assessments/public/no_content.html", status=503)
    # Scoring and charts bring numpy and plotly, which no page that asks should wait for.
    from assessments.actions import profiles
    from assessments.pages import figures

    rule_set = benchmark.rule_set()
    profile = profiles.of_sample(outline=outline, answers=form.answers(), rule_set=rule_set)
    context = figures.profile_context(profile, rule_set, outline) | {
        "posted": survey_form.carried(request.POST)
    }
    return render(request, "assessments/public/try_result.html", context)


def _sample(outline: Outline) -> list[Question]:
    metrics = [outline.questions[place] for place in outline.metric_places().values()]
    return metrics + [outline.sample(practice) for practice in outline.practices]


def _ask(
    request: HttpRequest,
    asked: list[Question],
    views: list[question_view.QuestionView],
    problem: str = "",
) -> HttpResponse:
    errors = question_view.error_links(views)
    split = sum(1 for question in asked if question.metric)
    lead = gettext(
        "%(count)s questions, a few minutes. Nothing is stored: the result is worked out and "
        "shown, then gone."
    ) % {"count": len(asked)}
    context = {
        "lead": lead,
        "metrics": views[:split],
        "statements": views[split:],
        "errors": errors,
        "problem": problem,
    }
    status = 422 if errors or problem else 200
    return render(request, "assessments/public/try.html", context, status=status)
