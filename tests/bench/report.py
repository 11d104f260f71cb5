"""The table and the ratios of one run, and whether they reach the goals of docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WITHIN, AHEAD = 5.0, 10.0
RELEASE_SECONDS, RELEASE_MEGABYTES = 30, 500
PAGE_WITHIN = 3.0
PAGE_GOALS = {"unit": [("queries", "queries", 12)], "overview": [("compressed", "bytes", 300_000)]}
GOOD = ("200", "302", "303")
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    application: str
    subject: str


@dataclass(frozen=True)
class Figures:
    """What one line costs: processor milliseconds, requests a second, queries, bytes."""

    milliseconds: float
    rate: float | None
    queries: int
    size: int


def _of(database: str) -> list[Row]:
    ours, minimal = f"ours {database}", f"minimal {database}"
    return [
        Row("empty view, no middleware", minimal, "empty"),
        Row("empty view, our middleware", ours, "empty"),
        Row("one query, trivial template, no middleware", minimal, "page"),
        Row("one query, trivial template, our middleware", ours, "page"),
        Row("OUR SURVEY PAGE, with a draft", ours, "survey page"),
        Row("one upsert, bare SQL", minimal, "bare"),
        Row("one upsert in a view, no middleware", minimal, "send"),
        Row("one upsert in a view, our middleware", ours, "send"),
        Row("one upsert, then one page, no middleware", minimal, "send and read"),
        Row("one upsert, then one page, our middleware", ours, "send and read"),
        Row("our submission up to the stored sheet", ours, "stored"),
        Row("OUR SUBMISSION, with thank-you and profile", ours, "submission"),
        Row("our whole visit, link to thank-you", ours, "whole"),
    ]


PEER = [
    Row("peer: survey page, all on one page", "peer sqlite", "survey page"),
    Row("peer: survey page, one category", "peer sqlite", "one category"),
    Row("peer: submission and thank-you, all on one page", "peer sqlite", "submission"),
    Row("peer: whole visit, by category", "peer sqlite", "whole"),
]
ROWS = [*_of("sqlite"), *PEER, *_of("postgres")]


def refused(probe: Mapping[str, Any]) -> bool:
    """Tell whether an answer was neither a page nor a redirect, so that its cost means nothing."""
    return any(not status.startswith(GOOD) for status in probe["statuses"])


def text(figures: Mapping[Row, Figures], wrong: Mapping[Row, list[str]]) -> str:
    """Return what `make bench` prints."""
    lines = [f"NOT MEASURED: {row.what} answered {statuses}" for row, statuses in wrong.items()]
    for database in DATABASES:
        chosen = [row for row in figures if row.application.endswith(database)]
        if chosen:
            lines += ["", *_table(database, {row: figures[row] for row in chosen})]
            lines += ["", *_ratios(database, {row: figures[row] for row in chosen})]
    if not any(row.application == "peer sqlite" for row in figures):
        lines += ["", "The peer is not installed, so nothing was compared with it."]
    return "\n".join(lines)


def _table(database: str, figures: Mapping[Row, Figures]) -> list[str]:
    lines = [f"{DATABASES[database]:<50}{'CPU ms':>9}{'requests/s':>12}{'queries':>9}{'bytes':>9}"]
    for row, one in figures.items():
        rate = f"{one.rate:,.0f}" if one.rate else "-"
        size = f"{one.size:,}" if one.size else "-"
        lines.append(f"{row.what:<50}{one.milliseconds:>9.2f}{rate:>12}{one.queries:>9}{size:>9}")
    return lines


def _ratios(database: str, figures: Mapping[Row, Figures]) -> list[str]:
    of = {(row.application.split()[0], row.subject): one for row, one in figures.items()}
    pairs = (("survey page", "page"), ("stored", "send"), ("submission", "send and read"))
    lines = [f"{'Ratios of CPU (and of requests/s)':<50}"]
    for subject, least in pairs:
        ours = of["ours", subject]
        for owner, middleware in (("minimal", "without middleware"), ("ours", "our middleware")):
            lines.append(
                _line(f"{subject} / minimal view, {middleware}", ours, of[owner, least], WITHIN)
            )
    peers = (
        ("survey page", "survey page", AHEAD),
        ("one category", "survey page", None),
        ("submission", "submission", AHEAD),
        ("whole", "whole", None),
    )
    for theirs, subject, goal in peers:
        if ("peer", theirs) in of:
            lines.append(
                _line(f"peer's {theirs} / ours", of["peer", theirs], of["ours", subject], goal)
            )
    return lines


def _line(name: str, one: Figures, other: Figures, goal: float | None) -> str:
    ratio = one.milliseconds / other.milliseconds
    rates = f"({other.rate / one.rate:.1f})" if one.rate and other.rate else ""
    verdict = ""
    if goal == WITHIN:
        verdict = f"goal: within {goal:.0f}: {'met' if ratio <= goal else 'not met'}"
    elif goal == AHEAD:
        verdict = f"goal: at least {goal:.0f}: {'met' if ratio >= goal else 'not met'}"
    return f"  {name:<48}{ratio:>9.1f}{rates:>9}  {verdict}".rstrip()


def releases(costs: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what is printed of the release of a large campaign, by database."""
    lines = []
    for database, cost in costs.items():
        size = "{nodes:,} nodes, {responses:,} responses, {results:,} results".format(**cost)
        times = cost["seconds"] / cost["least"]
        lines += [
            "",
            f"{f'Release on {DATABASES[database]}':<50}{'CPU s':>9}{'elapsed s':>12}{'queries':>9}",
            f"  {size}",
            _seconds("bare read, bare write, empty view", cost["least"], cost["least_elapsed"], 2),
            _seconds("OUR RELEASE", cost["seconds"], cost["elapsed"], cost["queries"]),
            f"  {'our release / the least':<48}{times:>9.1f}",
            _verdict("seconds", cost["seconds"], RELEASE_SECONDS, "s"),
            _verdict("peak memory", cost["megabytes"], RELEASE_MEGABYTES, "MB"),
            "",
            f"{f'Pages of it on {DATABASES[database]}':<50}{'ms':>9}{'ratio':>9}",
            *(line for page in cost["pages"] for line in _page(page)),
        ]
    return "\n".join(["", *lines])


def _page(page: Mapping[str, Any]) -> list[str]:
    least = page["bare"] + page["empty"]

    def line(when: str, milliseconds: float) -> str:
        ratio = milliseconds / least
        verdict = f"  goal: within 3: {'met' if ratio <= PAGE_WITHIN else 'not met'}"
        said = verdict if page["page"] == "unit" else ""
        return f"{page['what'] + when:<50}{milliseconds:>9.1f}{ratio:>9.1f}{said}"

    size = "{queries} queries, {bytes:,} bytes, {compressed:,} compressed, peak {megabytes:.1f} MB"
    return [
        f"{'bare query of ' + page['what'] + ', empty view':<50}{least:>9.1f}",
        line(", first time", page["first"]),
        line(", again", page["again"]),
        f"  {size.format(**page)}",
        *(
            f"  {name:<48}{page[key]:>9,.0f}           goal: {goal:,}: "
            f"{'met' if page[key] <= goal else 'not met'}"
            for key, name, goal in PAGE_GOALS[page["page"]]
        ),
    ]


def _seconds(what: str, processor: float, elapsed: float, queries: int) -> str:
    return f"{what:<50}{processor:>9.2f}{elapsed:>12.2f}{queries:>9,}"


def _verdict(what: str, value: float, goal: int, unit: str) -> str:
    verdict = "met" if value <= goal else "not met"
    return f"  {what:<48}{value:>9.1f}           goal: {goal} {unit}: {verdict}"
