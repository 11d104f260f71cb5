# ruff: noqa: INP001 (gunicorn reads this file by its path)
"""Gunicorn's settings, each changed by the environment variable that it names.

gunicorn --config deploy/gunicorn.conf.py devops_survey.wsgi
"""

import os
from pathlib import Path

from gunicorn.config import Config
from gunicorn.glogging import Logger

from devops_survey.logs import WithoutRespondents

bind = os.environ.get("BIND", "127.0.0.1:8000")
# The view costs more than the database (docs/performance.md), so processes go by processors;
# the threads wait for the database and for slow clients.
workers = int(os.environ.get("WEB_CONCURRENCY", (os.cpu_count() or 1) + 1))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# A worker that has to be replaced is there at once
preload_app = True
timeout = 60
graceful_timeout = 30
# The heartbeat file: on a disk that is slow to sync, workers are taken for dead
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# It wants to write beside the code, which a hardened service may not
control_socket_disable = True

# Nothing is logged that says who answered when: no access log, and the error log, which names the
# address of a request that broke, goes through the same filter as Django's.
accesslog = None
errorlog = "-"


class QuietLogger(Logger):
    """Gunicorn's logger without respondents."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.addFilter(WithoutRespondents())


logger_class = QuietLogger
