"""What `make bench` runs: our survey page and submission beside a minimal view and a peer.

Everything in one run, in turns, so that a busy machine slows all of it: read the ratios.
run.py FOLDER, an empty folder for databases; DATABASE_URL may name a PostgreSQL.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import report
from application import HERE, ROOT, Application, StoppedError, Worker, served
from load import rate
from report import ROWS, Figures, Row

ROUNDS, CHUNK_SECONDS, MOST_TURNS = 11, 0.1, 300
LOAD_ROUNDS, LOAD_SECONDS = 3, 0.8
# On a busy machine fewer rounds are made: without the releases it stays under four minutes.
ENOUGH_SECONDS, LEAST_ROUNDS = 60.0, 3
PEER = ROOT / ".venv-bench/bin/python"


def applications(folder: Path, postgres: str) -> dict[str, Application]:
    """Return what is installed: ours first, because it hands the others their material."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    shared = {
        **kept,
        "BENCH_DIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "LOG_LEVEL": "ERROR",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    databases = (
        {"sqlite": {}, "postgres": {"DATABASE_URL": postgres}} if postgres else {"sqlite": {}}
    )
    found = {}
    for database, address in databases.items():
        for module, settings in (("ours", "ours_settings"), ("minimal", "")):
            environment = {
                **shared,
                **address,
                "DATA_DIR": str(folder / f"{module}-{database}"),
                "DJANGO_SETTINGS_MODULE": settings,
            }
            python = ROOT / ".venv/bin/python"
            found[f"{module} {database}"] = Application(module, python, environment)
    if PEER.exists():
        # It warns that an exporter which nobody asked for is not installed.
        quiet = {"PYTHONWARNINGS": "ignore::UserWarning"}
        environment = {**shared, **quiet, "DJANGO_SETTINGS_MODULE": "peer_settings"}
        found["peer sqlite"] = Application("peer", PEER, environment)
    return found


def processor_time(workers: dict[str, Worker], rows: list[Row]) -> dict[Row, float]:
    """Return milliseconds of processor time a turn: the median of rounds in which all take part."""
    turns = {}
    for row in rows:
        worker = workers[row.application]
        worker.ask(do="run", name=row.subject, times=3)
        once = worker.ask(do="run", name=row.subject, times=3) / 3
        turns[row] = max(1, min(MOST_TURNS, round(CHUNK_SECONDS / once)))
    measured = defaultdict(list)
    until = time.monotonic() + ENOUGH_SECONDS
    for round_ in range(ROUNDS):
        if round_ >= LEAST_ROUNDS and time.monotonic() > until:
            break
        for row in rows:
            seconds = workers[row.application].ask(do="run", name=row.subject, times=turns[row])
            measured[row].append(1000 * seconds / turns[row])
    return {row: statistics.median(of_row) for row, of_row in measured.items()}


def rates(
    workers: dict[str, Worker], found: dict[str, Application], rows: list[Row]
) -> dict[Row, float]:
    """Return requests a second through gunicorn: the median of rounds in which all take part."""
    asked = {row: workers[row.application].requests.get(row.subject) for row in rows}
    measured = defaultdict(list)
    with contextlib.ExitStack() as stack:
        ports = {name: stack.enter_context(served(one)) for name, one in found.items()}
        until = time.monotonic() + ENOUGH_SECONDS
        for round_ in range(LOAD_ROUNDS + 1):
            if round_ > 1 and time.monotonic() > until:
                break
            for row in rows:
                if not asked[row]:
                    continue
                # The first round fills caches and is not counted.
                seconds = LOAD_SECONDS if round_ else LOAD_SECONDS / 3
                reached = rate(ports[row.application], asked[row], seconds)
                if round_:
                    measured[row].append(reached)
    return {row: statistics.median(of_row) for row, of_row in measured.items()}


def releases(folder: Path, found: dict[str, Application]) -> dict[str, dict[str, Any]]:
    """Return by database what the release of a large campaign costs, and its leaders' pages."""
    costs = {}
    for database in report.DATABASES:
        ours = found.get(f"ours {database}")
        if ours is None:
            continue
        environment = {**ours.environment, "DATA_DIR": str(folder / f"release-{database}")}
        bench = replace(ours, module="release", environment=environment)
        _, cost, pages = (
            _said(bench, step) for step in ("release.py make", "release.py measure", "pages.py")
        )
        costs[database] = json.loads(cost) | {"pages": json.loads(pages)}
    return costs


def _said(bench: Application, step: str) -> str:
    script, *arguments = step.split()
    process = bench.start(str(HERE / script), *arguments, stdout=subprocess.PIPE)
    said, _ = process.communicate()
    if process.returncode:
        raise StoppedError(f"{step} stopped; its last words are above.")
    return said


def measure(folder: Path) -> str:
    """Return the table of one run."""
    found = applications(folder, os.environ.get("DATABASE_URL", ""))
    workers = {name: Worker(one) for name, one in found.items()}
    rows = [row for row in ROWS if row.application in found]
    probes = {row: workers[row.application].ask(do="probe", name=row.subject) for row in rows}
    milliseconds = processor_time(workers, rows)
    for worker in workers.values():
        worker.stop()
    reached = rates(workers, found, rows)
    figures = {
        row: Figures(
            milliseconds[row], reached.get(row), probes[row]["queries"], probes[row]["bytes"]
        )
        for row in rows
    }
    wrong = {row: probes[row]["statuses"] for row in rows if report.refused(probes[row])}
    return report.text(figures, wrong) + report.releases(releases(folder, found))


def main() -> None:
    # The bench measures and does not judge: whatever it finds, `make bench` has not failed.
    try:
        print(measure(Path(sys.argv[1])))
    except (StoppedError, RuntimeError, OSError) as error:
        print(f"NOT MEASURED: {error}")


if __name__ == "__main__":
    main()
