"""Figures to take along: a page's tables as files, asked for as ?table=NAME&format=FORMAT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from assessments.charts.chart import Chart
from assessments.models import Campaign
from assessments.reporting.csv_table import csv_table
from assessments.reporting.table import Cell, ExportTable, Facts, Shown
from assessments.reporting.xlsx_table import xlsx_table

CSV, XLSX, PNG, PDF = "csv", "xlsx", "png", "pdf"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PNG: "image/png",
    PDF: "application/pdf",
}
# A number, and what words may follow it in a chart's table: "88 or more", "35%" or, at most,
# this: "50 (48 to 51), 50 or more answers".
NUMBER = re.compile(
    r"(0|[−-]?[1-9]\d{0,8})"
    r"((?:%| or more| or less)?(?: \(\d+(?: to \d+|%)\))?(?:, \d+ (?:to \d+|or more) answers)?)"
)


def asked_table(request: HttpRequest) -> str | None:
    """Return the name of the table that is asked for as a file; None where the page is."""
    return request.GET.get("table")


def asked_format(request: HttpRequest) -> str:
    """Return the format that a file is asked for in."""
    return request.GET.get("format", CSV)


def table_file(request: HttpRequest, table: ExportTable, *named: str) -> HttpResponse:
    """Return a table in the format that the address asks for."""
    wanted = asked_format(request)
    if wanted == CSV:
        return file_of(CSV, csv_table(table.columns, table.rows), *named)
    if wanted == XLSX:
        return file_of(XLSX, xlsx_table(table), *named)
    raise Http404


def chart_file(
    request: HttpRequest, shown: Iterable[object], about: Facts, *named: str
) -> HttpResponse:
    """Return the table of the chart that the address names, of all that a page shows."""
    charts = {one.id: one for one in shown if isinstance(one, Chart)}
    chart = charts.get(str(asked_table(request)))
    if chart is None:
        raise Http404
    table = ExportTable(
        title=chart.id.capitalize(),
        columns=chart.table.columns,
        rows=_typed(chart) if asked_format(request) == XLSX else chart.table.rows,
        about=[(chart.table.caption, chart.summary), *about, ("Measure", chart.subtitle)],
    )
    return table_file(request, table, *named, chart.id)


def csv_download(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return a table as a CSV file of this name."""
    return file_of(CSV, csv_table(columns, rows), name)


def file_of(kind: str, content: str | bytes, *named: str) -> HttpResponse:
    """Return a file of this kind; its name is put together from `named`, as plain words."""
    response = HttpResponse(content, content_type=TYPES[kind])
    words = (slugify(word, allow_unicode=True) for word in named)
    name = "-".join(word for word in words if word)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Disposition"] = str(disposition)
    return response


def typed(text: str) -> Cell:
    """Return a chart's cell as a number where it is one, with the words that follow it."""
    found = NUMBER.fullmatch(text)
    if found is None:
        return text
    number, words = int(found[1].replace("−", "-")), found[2]
    return Shown(number, words) if words else number


def _typed(chart: Chart) -> list[tuple[Cell, ...]]:
    # The first cell of a row names it
    return [(row[0], *map(typed, row[1:])) for row in chart.table.rows]


def about_campaign(campaign: Campaign) -> Facts:
    """Return what every file says of the survey that its figures are from."""
    return [
        ("Survey", campaign.name),
        ("Closed on", campaign.closes_locally().date()),
        ("Tiers from", campaign.benchmark.title),
        *_group(campaign),
    ]


def _group(campaign: Campaign) -> Facts:
    if campaign.is_team_sheet:
        return [("Answers", "Each team answered together, on one sheet.")]
    return [
        ("Smallest group that is shown", campaign.smallest_group),
        ("Numbers of answers", "Shown as ranges, so that one answer more or less tells nothing."),
    ]
