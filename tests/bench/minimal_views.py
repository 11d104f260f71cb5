"""The least that Django can do for the same work: no page, one query, one upsert.

Used twice: in a Django without any middleware, and in ours.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from prepared import Prepared, Subject, each

TEMPLATES = str(Path(__file__).parent)
SHEETS = 200


class BenchSheet(models.Model):
    """One row a sheet, as wide as ours."""

    nullifier = models.CharField(max_length=64, primary_key=True)
    node = models.IntegerField()
    answers = models.JSONField()
    revision = models.CharField(max_length=32)

    class Meta:
        app_label = "bench"

    def __str__(self):
        return self.nullifier


@login_not_required
def empty(request):
    return HttpResponse("ok")


@login_not_required
def page(request, key):
    sheet = BenchSheet.objects.get(pk=key)
    return render(request, "minimal.html", {"answers": sheet.answers})


@csrf_exempt
@login_not_required
def send(request, key):
    store(request, key)
    return HttpResponse("ok")


@csrf_exempt
@login_not_required
def send_and_read(request, key):
    store(request, key)
    return redirect(f"/bench/page/{key}/")


def store(request, key):
    answers = [int(value) if value.isdigit() else value for value in request.POST.values()]
    with transaction.atomic():
        BenchSheet.objects.bulk_create(
            [BenchSheet(nullifier=key, node=1, answers=answers, revision="r" * 32)],
            update_conflicts=True,
            unique_fields=["nullifier"],
            update_fields=["answers", "revision"],
        )


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/page/<str:key>/", page),
    path("bench/send/<str:key>/", send),
    path("bench/send-and-read/<str:key>/", send_and_read),
]


def key(number):
    return f"{number:064x}"


def prepare(body: bytes, answers: list) -> dict[str, Subject]:
    """Make the table with one sheet in it; return the views as subjects."""
    if BenchSheet._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(BenchSheet)
        BenchSheet.objects.create(nullifier=key(0), node=1, answers=answers, revision="r" * 32)
    keys = [key(number) for number in range(1, SHEETS + 1)]
    sends, read = (
        [Prepared(f"/bench/{name}/{key}/", body=body) for key in keys]
        for name in ("send", "send-and-read")
    )
    return {
        "empty": each([Prepared("/bench/empty/")]),
        "page": each([Prepared(f"/bench/page/{key(0)}/")]),
        "send": each(sends),
        "send and read": replace(each(read), follow=True),
    }


def bare_upsert(answers: list) -> Subject:
    """Return the same upsert on the driver's own connection: no ORM, no view."""
    raw = connection.get_new_connection(connection.get_connection_params())
    sqlite = connection.vendor == "sqlite"
    mark = "?" if sqlite else "%s"
    statement = (
        "INSERT INTO bench_benchsheet (nullifier, node, answers, revision) "  # noqa: S608
        f"VALUES ({mark}, {mark}, {mark}, {mark}) ON CONFLICT (nullifier) "
        "DO UPDATE SET answers = excluded.answers, revision = excluded.revision"
    )
    numbers = iter(range(10**9))

    def upsert() -> None:
        cursor = raw.cursor()
        if sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        row = (key(next(numbers) % SHEETS + 1), 1, json.dumps(answers), "r" * 32)
        cursor.execute(statement, row)
        raw.commit()

    return Subject(call=upsert, unseen=1)
