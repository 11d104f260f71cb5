"""Questionnaires as files: one taken in and looked at before it becomes a draft, or given out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions import carry
from assessments.content.formats import json_schema, plain
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.files import Format
from assessments.errors import BankImportError
from assessments.models import Edition
from assessments.pages import policy

from . import file_words, waiting
from .file_forms import ConfirmForm, FileForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

PAGES = "assessments/bank"


@policy.editor
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and keep it, if it can be read."""
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    context = {"form": form}
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            carry.look(io.BytesIO(content), file.name)
        except FileRefusedError as error:
            context |= file_words.refused(error)
        else:
            waiting.keep(cast("User", request.user), file.name, content, at=timezone.now())
            return redirect("bank_files:check")
    return render(request, f"{PAGES}/import.html", context, status=422 if posted else 200)


@policy.editor
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what the file that waits would do, and on POST do it, if it still would."""
    user = cast("User", request.user)
    kept = waiting.of(user)
    if kept is None:
        messages.info(request, gettext("Please choose a file first."))
        return redirect("bank_files:import")
    name, file = kept
    try:
        seen = carry.look(file, name)
    except FileRefusedError:
        # It could be read when it was kept; the rules have changed since
        waiting.drop(user)
        messages.warning(
            request, gettext("The file that waited cannot be read any more. Choose it again.")
        )
        return redirect("bank_files:import")
    file.seek(0)
    context = {}
    if request.method == "POST":
        try:
            edition = _applied(request, name, file)
        except BankImportError as error:
            context["problem"] = str(error)
        else:
            waiting.drop(user)
            for level, sentence in file_words.done(seen, edition):
                messages.add_message(request, level, sentence)
            return redirect("bank:edition", edition.pk)
    context |= {"name": name, **file_words.look_page(seen)}
    status = 409 if request.method == "POST" else 200
    return render(request, f"{PAGES}/import_check.html", context, status=status)


@policy.editor
@require_GET
def export(request: HttpRequest, edition: int) -> HttpResponse:
    """Offer the formats of an edition, or give the one that is asked for."""
    editions = Edition.objects.select_related("questionnaire")
    found = get_object_or_404(editions, pk=edition)
    asked = request.GET.get("format")
    if asked is None:
        return render(request, f"{PAGES}/export.html", file_words.export_page(found))
    if asked not in set(Format):
        raise Http404
    wanted = Format(asked)
    name = f"{found.questionnaire.key}-edition-{found.number}.{wanted.extension}"
    return _file(carry.write(found, wanted).data, wanted.media_type, name)


@policy.editor
@require_GET
def schema(_request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema that YAML and JSON files name."""
    return _file(json_schema.schema_file(), Format.JSON.media_type, plain.SCHEMA_NAME)


def _applied(request: HttpRequest, name: str, file: io.BytesIO) -> Edition:
    form = ConfirmForm(request.POST)
    confirmed = form.cleaned_data if form.is_valid() else {}
    return carry.apply(
        file,
        name,
        by=cast("User", request.user),
        expected=confirmed.get("digest", ""),
        replace_draft=confirmed.get("replace_draft", False),
        rename=confirmed.get("rename", False),
    )


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = str(disposition)
    return response
