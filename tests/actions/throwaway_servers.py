"""A web server and a PostgreSQL that may be killed, each started by a test and only by it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from patience import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]
QUIET = ("--log-level", "critical")


def children(pid):
    """Return the ids of a process's children."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return [int(line) for line in found.stdout.split()]


def kill(*pids):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class WebServer:
    """Gunicorn with the shipped settings file, on a free port.

    `application` may name one of this folder that lacks a protection; what the server writes
    goes to `log`, or nowhere.
    """

    def __init__(self, environment, application="devops_survey.wsgi", log=None, options=QUIET):
        self.port = free_port()
        address = {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "3"}
        self.process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                *("--pythonpath", "tests/actions", *options, application),
            ],
            cwd=ROOT,
            env=environment | address,
            stdout=log or subprocess.DEVNULL,
            stderr=log or subprocess.DEVNULL,
        )
        until(self.answers, "the web server did not start")

    def answers(self):
        assert self.process.poll() is None, "the web server has ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def kill_a_worker(self):
        kill(*children(self.process.pid)[:1])

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()


class Postgres:
    """A PostgreSQL in a folder of its own, on a Unix socket; syncs like a real one."""

    def __init__(self):
        found = subprocess.run(
            ["scripts/postgres-bin.sh"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        self.bin = Path(found.stdout.strip())
        self.home = Path(tempfile.mkdtemp(prefix="pg-kill-"))
        self.as_owner = []
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            owner = next(user.pw_name for user in pwd.getpwall() if user.pw_name in USERS)
            shutil.chown(self.home, owner)
            self.home.chmod(0o711)
            self.as_owner = ["runuser", "-u", owner, "--"]
        self.run("initdb", "--pgdata", self.data, "--username=survey", "--auth=trust")
        self.start()
        self.run("createdb", "--host", self.home, "--username=survey", "survey")

    @property
    def data(self):
        return self.home / "data"

    @property
    def url(self):
        return f"postgres://survey@/{self.home}/survey"

    def run(self, program, *arguments, check=True):
        command = [*self.as_owner, self.bin / program, *arguments]
        # Not through pipes: the server started here would hold them open.
        with (self.home / "out").open("a") as out:
            return subprocess.run(command, cwd="/", stdout=out, stderr=out, check=check).returncode  # noqa: S603

    def start(self):
        options = f"-k '{self.home}' -c listen_addresses='' -c max_connections=100"
        arguments = ("--pgdata", self.data, "--wait", "--silent", "--options", options, "start")
        # Killed processes may hold its memory for a moment longer, and then it does not start.
        until(lambda: self.run("pg_ctl", *arguments, check=False) == 0, "PostgreSQL did not start")

    def kill(self):
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        # Stopped first: a process that it starts meanwhile would be left out, and could wait for
        # ever for what a killed one held, and keep the memory that the next start needs.
        os.kill(first, signal.SIGSTOP)
        kill(*children(first), first)

    def remove(self):
        stop = ("--pgdata", self.data, "--mode=immediate", "--silent", "stop")
        self.run("pg_ctl", *stop, check=False)
        shutil.rmtree(self.home)


USERS = ("postgres", "nobody")
