"""A leader's pages of a large organisation, and beside each the query that returns its figures.

pages.py, after release.py: it reads the campaign that was released there.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from ours import application  # brings the settings that models need
from prepared import Prepared
from release import NAME, noting

from assessments.actions import people
from assessments.models import Campaign, CampaignNode
from assessments.pages.organisation import cells, kept, markup, sentences

ROUNDS = 5
EMPTY_VIEWS = 50
KEPT = (
    *(cells.stored_score_cell, markup.cell, markup.row_head),
    *(kept._released, kept._heatmap, kept._teams, sentences._sentences),
)
# What each page shows, by the tables' own names: fetched, not decoded, not drawn.
FIGURES = (
    "SELECT r.node_id, n.name, n.turnout_band, r.kind, r.column, r.reason, r.n_band, r.score,"
    " r.bound, r.low, r.high, r.change, r.change_is_real, r.opinions_differ, r.detail"
    " FROM assessments_result r JOIN assessments_campaignnode n ON n.id = r.node_id"
    " WHERE n.campaign_id = %s AND r.kind <> 'metric' AND "
)
CHILDREN, TEAMS = "n.parent_id = %s", "%s < n.id AND n.team_id IS NOT NULL"


@dataclass(frozen=True)
class Page:
    """A page, and which results its figures are: a condition with the unit's node in it."""

    name: str
    what: str
    path: str
    figures: str


def measure() -> list[dict[str, Any]]:
    """Return what each page costs: first and again, beside its query and an empty view."""
    campaign = Campaign.objects.get(name=NAME)
    root = CampaignNode.objects.get(campaign=campaign, parent=None)
    cookie = f"sessionid={_session_of_a_leader(root)}"
    here = f"/organisation/{root.unit_id}/{campaign.public_id}/"
    rows, teams = root.children.count(), CampaignNode.objects.teams_below(root).count()
    pages = [
        Page("unit", f"a unit page, {rows} rows", here, CHILDREN),
        Page("overview", f"the overview, {teams:,} teams", f"{here}teams/", TEAMS),
    ]
    empty = _milliseconds(lambda: [_get("/bench/empty/") for _ in range(EMPTY_VIEWS)]) / EMPTY_VIEWS
    return [_cost(page, cookie, root) | {"empty": empty} for page in pages]


def _session_of_a_leader(root: CampaignNode) -> str:
    user = get_user_model().objects.create_user("clara")
    people.make_leader(user, root.unit)
    browser = Client()
    browser.force_login(user)
    return browser.cookies["sessionid"].value


def _cost(page: Page, cookie: str, root: CampaignNode) -> dict[str, Any]:
    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FIGURES + page.figures, [root.campaign_id, root.pk])
            cursor.fetchall()

    def first() -> bytes:
        for one in KEPT:
            one.cache_clear()
        return _get(page.path, cookie)

    body = first()
    queries: list[str] = []
    with connection.execute_wrapper(noting(queries)):
        first()
    tracemalloc.start()
    first()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    rounds = [
        [_milliseconds(one) for one in (bare, first, lambda: _get(page.path, cookie))]
        for _ in range(ROUNDS)
    ]
    least, new, again = (statistics.median(column) for column in zip(*rounds, strict=True))
    return {
        "page": page.name,
        "what": page.what,
        "bare": least,
        "first": new,
        "again": again,
        "queries": len(queries),
        "bytes": len(body),
        "compressed": len(gzip.compress(body, 6)),
        "megabytes": peak / 2**20,
    }


def _milliseconds(call: Callable[[], object]) -> float:
    # By the clock: most of what a bare query costs is the server's time, with PostgreSQL
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def _get(path: str, cookie: str = "") -> bytes:
    said: list[str] = []
    response = application(Prepared(path, cookie).environ(), lambda status, *_: said.append(status))
    body = b"".join(response)
    response.close()
    if said != ["200 OK"]:
        sys.exit(f"{path} answered {said}.")
    return body


if __name__ == "__main__":
    print(json.dumps(measure()))
