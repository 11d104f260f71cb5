"""The attacks stand on the helpers of the tests of actions and pages."""

import sys
from pathlib import Path

import pytest
import time_machine

sys.path.append(str(Path(__file__).parents[1] / "actions"))
sys.path.append(str(Path(__file__).parents[1] / "pages"))

import small_organisation

from assessments.models import bank


@pytest.fixture(autouse=True)
def _fresh_outlines():
    # A rolled-back database gives the same keys to new rows; the cache would know the old ones.
    bank._outline.cache_clear()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(small_organisation.DURING, tick=False) as clock:
        yield clock
