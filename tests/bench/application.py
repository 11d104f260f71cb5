"""The applications as processes: a worker that is asked for figures, a server under load."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORKERS, THREADS = 2, 4
PATIENCE = 30.0


class StoppedError(Exception):
    """An application does not run, so there is nothing to measure."""


@dataclass(frozen=True)
class Application:
    """A module with `application` and `prepare()`, the Python that runs it, its environment."""

    module: str
    python: Path
    environment: Mapping[str, str]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        paths = os.pathsep.join([str(HERE), str(ROOT)])
        return subprocess.Popen(  # noqa: S603 (our own modules)
            [self.python, *arguments],
            env={**self.environment, "PYTHONPATH": paths},
            text=True,
            **options,
        )


class Worker:
    """An application that answers in process and tells what that cost."""

    def __init__(self, application: Application) -> None:
        self.process = application.start(
            str(HERE / "worker.py"),
            application.module,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.requests: dict[str, list[str]] = self._read()

    def _read(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise StoppedError("a worker stopped; its last words are above.")
        return json.loads(line)

    def ask(self, **question: Any) -> Any:
        print(json.dumps(question), file=self.process.stdin, flush=True)
        return self._read()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(PATIENCE)


@contextlib.contextmanager
def served(application: Application) -> Iterator[int]:
    """Serve the application with gunicorn, workers and threads as in production; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        *("-m", "gunicorn", f"{application.module}:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)),
        *("--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "error"),
        "--no-control-socket",
    ]
    process = application.start(*options)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        if time.monotonic() > until:
            raise StoppedError("gunicorn did not start; its last words are above.")
        time.sleep(0.1)
