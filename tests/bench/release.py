"""The release of a large campaign, and beside it the least that the same reading and writing costs.

release.py make, then release.py measure in a process of its own, so that the peak of memory is the
release's and not that of making 80,000 people.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from ours import COMMENT, application  # brings the settings that models need
from prepared import Prepared
from worker import TRANSACTION

from assessments.actions import campaigns, content, releases
from assessments.models import (
    Benchmark,
    Campaign,
    CampaignNode,
    Edition,
    Outline,
    Question,
    Result,
    Team,
    Unit,
)
from assessments.models.response import Response

NAME = "Bench of the release"
# The unit at the top has a hundred units and a few teams directly below it.
TEAMS, BRANCHES = 10_000, (1, 100, 10)
# Sheets of a team, and people who do not answer
FEWEST, SPREAD, SILENT = 4, 9, 2
VIEWS = 200


def make() -> None:
    """Make units, teams, an open campaign and a sheet of 47 answers for most of its people."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    content.load(at=now)
    plan = campaigns.Plan(
        name=NAME,
        kind=Campaign.Kind.ANONYMOUS,
        edition=Edition.objects.published().latest("number"),
        benchmark=Benchmark.objects.current().get(is_default=True),
        teams=_teams(_units()),
        opens_at=now - dt.timedelta(days=1),
        closes_at=now + dt.timedelta(days=1),
        time_zone="Europe/Berlin",
    )
    campaign = campaigns.open(campaigns.create(plan, at=now), at=now)
    Response.objects.bulk_create(_sheets(campaign), batch_size=1000)


def _units() -> list[Unit]:
    level: list[Unit | None] = [None]
    for branches in BRANCHES:
        level = Unit.objects.bulk_create(
            Unit(name=f"{NAME} {number}", parent=parent)
            for parent in level
            for number in range(branches)
        )
    return level


def _teams(units: list[Unit]) -> list[Team]:
    return Team.objects.bulk_create(
        Team(
            name=f"Team {number}",
            unit=units[number % len(units)],
            headcount=FEWEST + number % SPREAD + SILENT,
        )
        for number in range(TEAMS)
    )


def _sheets(campaign: Campaign) -> Iterator[Response]:
    outline, draw = campaign.edition.outline(), random.Random(1)
    for node in campaign.nodes.filter(team__isnull=False):
        level = draw.random()
        for _ in range(node.invited - SILENT):
            yield Response(
                nullifier=f"{draw.getrandbits(256):064x}",
                campaign=campaign,
                node=node,
                edition_id=campaign.edition_id,
                answers=_answers(outline, draw, level),
                revision="r" * 32,
            )


def _answers(outline: Outline, draw: random.Random, level: float) -> list[int | str]:
    """Return a full sheet around a team's level, 0 to 1: no two teams and few people are alike."""
    sheet: list[int | str] = []
    for question in outline.questions:
        best = len(question.options)
        place = round(draw.gauss(level, 0.25) * (best - 1)) + 1
        is_text = question.kind == Question.Kind.TEXT
        sheet.append(COMMENT if is_text else min(max(place, 1), best))
    return sheet


def measure() -> dict[str, Any]:
    """Release; return seconds, queries, peak memory and what the least would have cost."""
    campaign = Campaign.objects.get(name=NAME)
    nodes = CampaignNode.objects.filter(campaign=campaign).count()
    responses = Response.objects.filter(campaign=campaign).count()
    empty = _cost(_ask_empty_view)[0] / VIEWS
    reading = _cost(lambda: _read(campaign))
    queries: list[str] = []
    with connection.execute_wrapper(noting(queries)):
        ours = _cost(lambda: releases.finish(campaign, at=timezone.now()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    writing = _cost(lambda: _write(campaign))
    return {
        "nodes": nodes,
        "responses": responses,
        "results": Result.objects.filter(node__campaign=campaign).count(),
        "seconds": ours[0],
        "elapsed": ours[1],
        "least": reading[0] + writing[0] + empty,
        "least_elapsed": reading[1] + writing[1] + empty,
        "queries": len(queries),
        "megabytes": peak,
    }


def _cost(call: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of this process's processor time, and of the clock."""
    started, used = time.monotonic(), time.process_time()
    call()
    return time.process_time() - used, time.monotonic() - started


def _ask_empty_view() -> None:
    for _ in range(VIEWS):
        application(Prepared("/bench/empty/").environ(), lambda *_: None).close()


def _read(campaign: Campaign) -> None:
    query = "SELECT node_id, answers FROM assessments_response WHERE campaign_id = %s"
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(query, [campaign.pk])
        while cursor.fetchmany(2000):
            pass


def _write(campaign: Campaign) -> None:
    """Write as many rows again, from the released ones, without leaving the database."""
    query = (
        "CREATE TABLE bench_result AS SELECT r.* FROM assessments_result r "
        "JOIN assessments_campaignnode n ON n.id = r.node_id WHERE n.campaign_id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [campaign.pk])


def noting(queries: list[str]) -> Callable[..., Any]:
    """Return a wrapper that notes every query; what opens and closes a transaction is none."""

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            queries.append(sql)
        return execute(sql, params, many, context)

    return note


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make()
    else:
        print(json.dumps(measure()))
