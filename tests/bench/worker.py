"""One application in one process: measures what the conductor asks for, line by line.

worker.py MODULE, where MODULE has `application` and `prepare()`. Runs in the peer's environment
too, so it needs nothing but Django.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from prepared import Prepared, Subject

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
OUT = os.fdopen(os.dup(1), "w")


class Bench:
    """The subjects of one application, each with its place in the row of its sequences."""

    def __init__(self, application: Callable[..., Any], subjects: dict[str, Subject]) -> None:
        self.application = application
        self.subjects = subjects
        self.turns: dict[str, Iterator[Any]] = {
            name: itertools.cycle(subject.sequences) for name, subject in subjects.items()
        }

    def describe(self) -> dict[str, Any]:
        """Return the requests of every subject that is one request, for the load over a socket."""
        return {
            name: [sequence[0].raw().decode() for sequence in subject.sequences]
            for name, subject in self.subjects.items()
            if all(len(sequence) == 1 for sequence in subject.sequences) and not subject.follow
        }

    def run(self, name: str, times: int) -> float:
        """Return the seconds of processor time that `times` turns take."""
        call = self.subjects[name].call or (lambda: self.turn(name))
        before = time.process_time()
        for _ in range(times):
            call()
        return time.process_time() - before

    def turn(self, name: str) -> list[tuple[str, int]]:
        """Answer the next sequence; return each answer's status and bytes."""
        follow = self.subjects[name].follow
        return [one for request in next(self.turns[name]) for one in self.answer(request, follow)]

    def answer(self, request: Prepared, follow: bool) -> list[tuple[str, int]]:
        said: list[tuple[str, dict[str, str]]] = []
        response = self.application(
            request.environ(), lambda status, headers, *_: said.append((status, dict(headers)))
        )
        size = sum(len(part) for part in response)
        response.close()
        [(status, headers)] = said
        if not follow or "Location" not in headers:
            return [(status, size)]
        return [(status, size), *self.answer(Prepared(headers["Location"], request.cookie), follow)]

    def probe(self, name: str) -> dict[str, Any]:
        """Return statuses, bytes and queries of one turn; what opens a transaction is no query."""
        from django.db import connection  # needs the settings that prepare() brought

        queries = []

        def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
            queries.append(sql)
            return execute(sql, params, many, context)

        call = self.subjects[name].call
        with connection.execute_wrapper(note):
            answers = self.turn(name) if call is None else call() or []
        counted = [sql for sql in queries if not sql.startswith(TRANSACTION)]
        return {
            "statuses": [status for status, _ in answers],
            "bytes": sum(size for _, size in answers),
            "queries": len(counted) + self.subjects[name].unseen,
        }


def main() -> None:
    module = importlib.import_module(sys.argv[1])
    bench = Bench(module.application, module.prepare())
    print(json.dumps(bench.describe()), file=OUT, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = getattr(bench, asked.pop("do"))(**asked)
        print(json.dumps(answer), file=OUT, flush=True)


if __name__ == "__main__":
    main()
