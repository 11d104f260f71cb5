"""All components on one page, for whoever works on them; in development only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.forms import AuthenticationForm
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.pages import policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@policy.public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    form = AuthenticationForm(request)
    return render(request, "assessments/components/gallery.html", {"form": form})
