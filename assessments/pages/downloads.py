"""Figures to take along: a page's tables as files, asked for as ?table=NAME&format=FORMAT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext

from assessments.charts import words
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
        title=words.opening(_name(chart)),
        columns=chart.table.columns,
        rows=_typed(chart) if asked_format(request) == XLSX else chart.table.rows,
        about=[(chart.table.caption, chart.summary), *about, (gettext("Measure"), chart.subtitle)],
    )
    return table_file(request, table, *named, _name(chart))


def csv_download(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return a table as a CSV file of this name."""
    return file_of(CSV, csv_table(columns, rows), name)


def file_of(kind: str, content: str | bytes, *named: str) -> HttpResponse:
    """Return a file of this kind; its name is put together from `named`, as plain words."""
    response = HttpResponse(content, content_type=TYPES[kind])
    slugs = (slugify(word, allow_unicode=True) for word in named)
    name = "-".join(slug for slug in slugs if slug)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response["Content-Disposition"] = str(disposition)
    return response


def _name(chart: Chart) -> str:
    """Return what a chart's table is called as a file."""
    return {
        "chances": gettext("chances"),
        "metrics": gettext("metrics"),
        "practices": gettext("practices"),
        "trend": gettext("trend"),
        "distribution": gettext("distribution"),
        "movement": gettext("movement"),
    }.get(chart.id, chart.id)


def typed(text: str) -> Cell:
    """Return a chart's cell as a number where it is one, with the words that follow it."""
    found = _number().fullmatch(text)
    if found is None:
        return text
    number, follows = int(found[1].replace("−", "-")), found[2]
    return Shown(number, follows) if follows else number


def _number() -> re.Pattern[str]:
    """Return a number, and what words may follow it in a chart's table, in the reader's language.

    That is "88 or more", "35%" or, at most, this: "50 (48 to 51), 50 or more answers".
    """
    digits = {"low": r"\d+", "high": r"\d+", "least": r"\d+"}
    percent = _pattern(gettext("%(percent)d%%") % {"percent": 0}).removeprefix("0")
    limits = "|".join(_pattern(f" {text}") for text in (gettext("or more"), gettext("or less")))
    interval = _filled(gettext("%(low)s to %(high)s"), digits)
    answers = "|".join(
        _filled(text, digits)
        for text in (
            gettext("%(low)s to %(high)s answers"),
            gettext("%(least)s or more answers"),
        )
    )
    return re.compile(
        rf"(0|[−-]?[1-9]\d{{0,8}})"
        rf"((?:{percent}|{limits})?(?: \((?:{interval}|\d+{percent})\))?(?:, (?:{answers}))?)"
    )


def _pattern(text: str) -> str:
    return re.escape(text)


def _filled(text: str, named: Mapping[str, str]) -> str:
    """Return a text as a pattern, with patterns at its named places."""
    parts = re.split(r"%\((\w+)\)s", text)
    return "".join(
        named[part] if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )


def _typed(chart: Chart) -> list[tuple[Cell, ...]]:
    # The first cell of a row names it
    return [(row[0], *map(typed, row[1:])) for row in chart.table.rows]


def about_campaign(campaign: Campaign) -> Facts:
    """Return what every file says of the survey that its figures are from."""
    return [
        (gettext("Survey"), campaign.name),
        (gettext("Closed on"), campaign.closes_locally().date()),
        (gettext("Tiers from"), campaign.benchmark.title),
        *_group(campaign),
    ]


def _group(campaign: Campaign) -> Facts:
    if campaign.is_team_sheet:
        return [(gettext("Answers"), gettext("Each team answered together, on one sheet."))]
    return [
        (gettext("Smallest group that is shown"), campaign.smallest_group),
        (
            gettext("Numbers of answers"),
            gettext("Shown as ranges, so that one answer more or less tells nothing."),
        ),
    ]
