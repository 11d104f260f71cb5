"""A million rows of answers: read in bounded memory, and no more of them than that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 200
MOST_SECONDS = 120


def read(count):
    """Return rows, rows that come in, cells not understood, and the peak in MB."""
    done = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, Path(__file__).with_name("read_a_million.py"), str(count)],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "devops_survey.settings"},
        check=True,
        capture_output=True,
        timeout=MOST_SECONDS,
        text=True,
    )
    return tuple(map(int, done.stdout.split()))


@pytest.mark.long
def test_million_rows_are_read_in_bounded_memory_and_time():
    rows, kept, odd, peak = read(1_000_000)

    assert (rows, kept, odd) == (1_000_000, 1_000_000, 0)
    assert peak <= MOST_MB
