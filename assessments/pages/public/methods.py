"""What is behind a score: the method, each practice's guide, each rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from assessments.content import loader, translated
from assessments.content.schema_guides import MetricContent
from assessments.models import Benchmark, Edition, Practice
from assessments.pages import policy, survey_language
from assessments.pages.guides import guide_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@policy.public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Explain the method, with the way to every practice and every rule set."""
    edition = Edition.objects.current()
    context = {
        "practices": survey_language.reads(edition.outline()).practices if edition else (),
        "metrics": _metrics(edition),
        "own_metrics": edition.outline().own_metrics().values() if edition else (),
        "benchmarks": Benchmark.objects.current().newest_first(),
        "history": reversed(loader.load_history()),
    }
    return render(request, "assessments/public/methods.html", context)


def _metrics(edition: Edition | None) -> list[tuple[str, MetricContent]]:
    """Return the published metrics that are asked, as the questionnaire calls and orders them."""
    guides = translated.load_metrics(get_language() or "")
    if edition is None:
        return [(guide.name, guide) for guide in guides.values()]
    outline = survey_language.reads(edition.outline())
    names = outline.metric_names()
    return [
        (names.get(metric) or guides[metric].name, guides[metric])
        for metric in outline.metric_places()
    ]


@policy.public
@require_safe
def practice(request: HttpRequest, key: str) -> HttpResponse:
    """Show one practice, as asked last: what, why, and what to do at each level."""
    found = Practice.objects.asked_last(key)
    if found is None:
        raise Http404
    found = survey_language.reads_practice(found)
    guide = guide_of(found)
    levels = [
        (name, level)
        for name, level in guide["levels"].items()
        if level["looks_like"] or level["steps"]
    ]
    context = {"practice": found, "guide": guide, "levels": levels, "way": _way()}
    return render(request, "assessments/public/practice.html", context)


@policy.public
@require_safe
def benchmark(request: HttpRequest, key: str) -> HttpResponse:
    """Show one rule set, from the very object that places teams."""
    found = Benchmark.objects.current().filter(key=key).first()
    edition = Edition.objects.current()
    if found is None or edition is None:
        raise Http404
    # The limits are worked out with numpy, which no page that asks should wait for.
    from . import present

    context = present.benchmark_page(found, survey_language.reads(edition.outline())) | {
        "way": _way()
    }
    return render(request, "assessments/public/benchmark.html", context)


def _way() -> list[dict[str, str]]:
    return [{"url": reverse("public:methods"), "text": gettext("Method")}]
