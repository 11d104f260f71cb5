"""All components on one page, for whoever works on them; in development only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.forms import AuthenticationForm
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.charts.opinions import Opinion
from assessments.pages import policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SAMPLE_OPINION = Opinion("DORA’s rule of 2019", "medium", "It takes the mean of four answers.")


@policy.public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    # Charts bring numpy and plotly, which no page that asks should wait for.
    from assessments.pages import figures
    from assessments.pages.public import gallery_charts

    context = {
        "form": AuthenticationForm(request),
        "second_opinions": [SAMPLE_OPINION],
        "charts": gallery_charts.charts(),
        "chart_themes": figures.themes(),
    }
    return render(request, "assessments/components/gallery.html", context)
