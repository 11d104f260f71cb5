"""Figures to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from assessments.reporting.csv_table import csv_table


def csv_download(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return a table as a CSV file of this name."""
    response = HttpResponse(csv_table(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
