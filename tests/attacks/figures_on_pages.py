"""What an attacker reads off pages and exports: figures, each of a group and a column.

Everything becomes tables of cells first. A new format of export needs one more reader in READERS,
a function from a page to its tables; a page whose tables name groups and columns needs nothing.
"""

import base64
import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import numpy as np

from assessments.models import PERFORMANCE, Campaign, CampaignNode
from assessments.scoring.values import Metric, Reason

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REST = "Other teams"
# "38", "≥ 88", "88 or more (…), 5 to 9 answers": a score as any surface says it
SCORE = re.compile(
    r"^(?:[^:]{0,80}: )?(?:[≥≤] )?(?P<score>\d{1,3})(?: or more| or less)?"
    r"(?: \(\d+ to \d+\))?(?:, [\w ]+ answers)?(?:[,;].*)?$"
)
TIERS = re.compile(r"^(?:leaning |most likely an? )?(?:low|medium|high|elite)(?: or |$)")
BETWEEN = re.compile(r"^between \w+ and \w+$")
# How statements go together over everybody: figures of no group, and of no column's sum. What
# hidden people said must not change a byte of them, either.
OF_NO_GROUP = {"manage:instrument"}
NO_FIGURE = {"", "–", "not shown", "not asked", "not placed", "no figure to show", "none"}


@dataclass(frozen=True)
class Figure:
    """A figure of a group in a survey, or of its people of one `role` (the answer's code).

    `rest` where it is of the group's teams that are hidden.
    """

    survey: str
    group: str
    column: str
    text: str
    where: str
    rest: bool = False
    role: int | None = None

    @property
    def score(self):
        found = SCORE.match(self.text)
        return int(found["score"]) if found else None


@dataclass
class Cell:
    text: str
    said: list
    href: str = ""


def tables_of_page(page):
    reader = _Tables()
    reader.feed(page.body.decode())
    return [*reader.tables, *_overview(reader.scripts)]


def tables_of_csv(page):
    rows = list(csv.reader(io.StringIO(page.body.decode("utf-8-sig"))))
    return [[[Cell(text.removeprefix("'"), []) for text in row] for row in rows]]


def tables_of_workbook(page):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(page.body), read_only=True)
    return [
        [[Cell("" if one is None else str(one), []) for one in row] for row in sheet.values]
        for sheet in book
    ]


READERS = {
    "text/html": tables_of_page,
    "text/csv": tables_of_csv,
    WORKBOOK: tables_of_workbook,
}


def said(page):
    """Return what a page says, to be compared with another; a workbook names when it was made.

    Pictures and PDF are drawn from figures that the pages have, and name their moment, too.
    """
    if page.type == WORKBOOK:
        with zipfile.ZipFile(io.BytesIO(page.body)) as book:
            return [book.read(name) for name in book.namelist() if name != "docProps/core.xml"]
    return page.body if page.type not in {"image/png", "application/pdf"} else None


class _Tables(HTMLParser):
    """All tables, each cell with its text and what its attributes say; and the JSON of scripts."""

    def __init__(self):
        super().__init__()
        self.tables, self.scripts, self.cell, self.json, self.hidden = [], [], None, None, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self.cell = Cell("", [])
            self.tables[-1][-1].append(self.cell)
        elif tag == "script":
            self.json = "" if attrs.get("type") == "application/json" else None
        if self.cell is not None:
            self.cell.said += [
                attrs[one] for one in ("title", "aria-label", "alt") if attrs.get(one)
            ]
            self.cell.href = self.cell.href or attrs.get("href", "")
            if tag in {"span", "a", "svg", "strong", "small"}:
                self.cell.text += "\n"

    def handle_endtag(self, tag):
        if tag in {"td", "th"} and self.cell is not None:
            self.cell.text += "\n"
            self.cell = None
        elif tag == "script" and self.json is not None:
            self.scripts.append(json.loads(self.json))
            self.json = None
        elif self.cell is not None and tag in {"span", "a", "svg", "strong", "small"}:
            self.cell.text += "\n"

    def handle_data(self, data):
        if self.json is not None:
            self.json += data
        elif self.cell is not None:
            self.cell.text += data


def _overview(scripts):
    """Return the cells that the overview's script composes in the browser, as one table."""
    for one in scripts:
        if isinstance(one, dict) and "cells" in one:
            cells = one["cells"]
            head = [Cell(name, []) for name in ["Team", *cells["columns"]]]
            codes, placed = (
                np.frombuffer(base64.b64decode(cells[name]), dtype=np.int8)
                for name in ("scores", "placements")
            )
            scores = codes.reshape(len(cells["teams"]), -1)
            yield [head] + [
                [Cell(team, []), Cell(cells["labels"][label], [])]
                + [Cell(str(score) if score >= 0 else "", []) for score in of_team]
                for team, label, of_team in zip(
                    cells["teams"], placed, scores.tolist(), strict=True
                )
            ]


class Reader:
    """Reads pages knowing only what every reader knows: names of groups, practices and dates."""

    def __init__(self):
        in_time = Campaign.objects.released().order_by("closes_at")
        self.campaigns = list(in_time.select_related("edition"))
        nodes = CampaignNode.objects.filter(campaign__in=self.campaigns)
        self.groups = set(nodes.values_list("name", flat=True))
        self.by_unit = dict(nodes.filter(unit__isnull=False).values_list("unit_id", "name"))
        self.by_team = dict(nodes.filter(team__isnull=False).values_list("team_id", "name"))
        self.columns = {"Performance": PERFORMANCE, "Performance tier": PERFORMANCE}
        self.columns |= dict.fromkeys(("Tier", "Now", "Before"), PERFORMANCE)
        self.columns["Turnout"] = "turnout"
        for campaign in self.campaigns:
            for practice in campaign.edition.outline().practices:
                self.columns |= {practice.name: practice.key, practice.short_name: practice.key}
        self.metrics = {
            "Deployment frequency": Metric.DEPLOYMENT_FREQUENCY,
            "Lead time for changes": Metric.LEAD_TIME,
            "Time to restore service": Metric.TIME_TO_RESTORE,
            "Change failure rate": Metric.CHANGE_FAIL_RATE,
        }
        self.dates = {f"{one.closes_locally():%-d %B %Y}": one.name for one in self.campaigns}
        self.names = {one.name for one in self.campaigns}

    def read(self, page):
        """Return a page's figures, and of each table that cannot be read its view and last head."""
        make, kwargs = READERS.get(page.type), page.match.kwargs
        survey = next((c.name for c in self.campaigns if c.public_id == kwargs.get("campaign")), "")
        if make is None or not survey or page.match.view_name in OF_NO_GROUP:
            return [], []
        group = self.by_team.get(kwargs.get("team")) or self.by_unit.get(kwargs.get("unit"), "")
        figures, unread = [], []
        role = parse_qs(urlsplit(page.address).query).get("role")
        for table in make(page):
            if not table:
                continue
            head = [
                cell.text.strip().removesuffix("↑").removesuffix("↓").strip() for cell in table[0]
            ]
            found = [one for row in table[1:] for one in self._row(row, head, survey, group, page)]
            figures += [_of_role(one, role and int(role[0])) for one in found]
            has_number = any(re.search(r"\d", cell.text) for row in table[1:] for cell in row[1:])
            # Where a known column has no figure, all that stands in it are reasons
            if not found and has_number and not self.columns.keys() & set(head):
                unread.append((page.match.view_name, head[-1]))
        return figures, unread

    def _row(self, row, head, survey, group, page):
        name = next((line for line in row[0].text.split("\n") if line.strip()), "").strip()
        rest = name.startswith(REST)
        of_row = name if name in self.groups else group
        row_column = self.columns.get(name) or self.metrics.get(name)
        for place, cell in enumerate(row):
            title = head[place] if place < len(head) else ""
            column = PERFORMANCE if title == "Chance" else row_column or self.columns.get(title)
            at = self._survey(title, survey)
            if place == 0 and name in self.groups:
                yield from self._turnout(cell, survey, of_row, page)
            if place == 0 or column is None:
                continue
            if "median" in title.lower() or title == "Change":
                continue
            for text in figures_in(cell):
                yield Figure(at, of_row, column, text, page.address, rest)

    def _survey(self, title, survey):
        if title == "Before":
            return self.campaigns[0].name
        if title.removeprefix("Score in ") in self.names:
            return title.removeprefix("Score in ")
        return self.dates.get(title, survey)

    def _turnout(self, cell, survey, group, page):
        for line in cell.text.split("\n"):
            if line.strip().endswith("answered"):
                yield Figure(survey, group, "turnout", line.strip(), page.address)


def _of_role(figure, role):
    """Return a figure as of a role; tiers and turnout are everybody's, and so are rests."""
    everybodys = figure.rest or figure.column in {PERFORMANCE, "turnout"}
    return figure if everybodys else replace(figure, role=role)


def figures_in(cell):
    """Return the texts of a cell that are figures: what is seen, read out or hovered over."""
    texts = dict.fromkeys(
        line.strip() for text in (cell.text, *cell.said) for line in text.split("\n")
    )
    return [text for text in texts if is_figure(text)]


def is_figure(text):
    """Say whether a text tells something of answers, and not why there is nothing to tell."""
    said = text.split(": ", 1)[-1].lower()
    reasons = {reason_text for reason in Reason for reason_text in _reasons(reason)}
    return said not in NO_FIGURE | reasons and bool(
        SCORE.match(text) or TIERS.match(said) or BETWEEN.match(said) or re.search(r"\d", said)
        or said.startswith(("“", "between", "leaning", "most likely"))
    )  # fmt: skip


def _reasons(reason):
    from assessments.charts import words
    from assessments.pages.organisation.cells import SHORT_REASONS

    return words.reason_text(reason).lower(), SHORT_REASONS[reason].lower()
