"""What is behind a score: the method, each practice's guide, each rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from assessments.content import loader, translated
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
        "metrics": translated.load_metrics(get_language() or "").values(),
        "benchmarks": Benchmark.objects.current().newest_first(),
        "history": reversed(loader.load_history()),
    }
    return render(request, "assessments/public/methods.html", context)


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
