"""Any two editions side by side, chosen from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.actions import edition_content
from assessments.models import Edition
from assessments.pages import policy

from .diff_sections import sections

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class DiffForm(forms.Form):
    """The two editions; "from" is a word of Python's own."""

    def __init__(self, data: Any, editions: list[Edition]) -> None:
        super().__init__(data)
        choices = [(edition.pk, str(edition)) for edition in editions]
        for name in ("from", "to"):
            self.fields[name] = forms.TypedChoiceField(choices=choices, coerce=int)


@policy.bank_reader
@require_GET
def diff(request: HttpRequest) -> HttpResponse:
    """Choose two editions, and show what differs."""
    editions = list(Edition.objects.select_related("questionnaire").newest_first())
    form = DiffForm(request.GET or None, editions)
    context: dict[str, Any] = {"editions": editions, "sections": None, "chosen": {}}
    if form.is_valid():
        of_pk = {edition.pk: edition for edition in editions}
        old, new = (of_pk[form.cleaned_data[name]] for name in ("from", "to"))
        contents = [edition_content.content_of(edition) for edition in (old, new)]
        context |= {
            "sections": sections(*contents),
            "chosen": {"old": old.pk, "new": new.pk},
        }
    context["error"] = form.is_bound and not form.is_valid()
    status = 422 if context["error"] else 200
    return render(request, "assessments/bank/diff.html", context, status=status)
