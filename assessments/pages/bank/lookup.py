"""What an address of the editors' pages names; a 404 where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from assessments.models import Edition, Practice, Question

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


def person(request: HttpRequest) -> User:
    """Return who asks: every page here is for those who have signed in."""
    return cast("User", request.user)


def edition(pk: int) -> Edition:
    """Return an edition with its questionnaire and what it was begun from."""
    return get_object_or_404(Edition.objects.select_related("questionnaire", "based_on"), pk=pk)


def practice(edition: int, pk: int) -> Practice:
    """Return a practice of the edition."""
    found = Practice.objects.select_related("edition__questionnaire")
    return get_object_or_404(found, pk=pk, edition=edition)


def question(edition: int, pk: int) -> Question:
    """Return a question of the edition."""
    found = Question.objects.select_related("edition__questionnaire", "practice")
    return get_object_or_404(found, pk=pk, edition=edition)


def crumbs(of: Edition) -> list[dict[str, str]]:
    """Return the way down to an edition's own pages."""
    return [
        {"url": "/bank/", "text": gettext("Questions")},
        {"url": f"/bank/{of.pk}/", "text": str(of)},
    ]
