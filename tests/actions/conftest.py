"""What the tests of actions stand on: loaded content, and outlines read afresh."""

import sys
from pathlib import Path

import pytest
import small_organisation

from assessments.models import bank

# Attackers that know nothing of the product
sys.path.append(str(Path(__file__).parents[1] / "scoring"))


@pytest.fixture(autouse=True)
def _fresh_outlines():
    # A rolled-back database gives the same keys to new rows; the cache would know the old ones.
    bank._outline.cache_clear()


@pytest.fixture
def shipped():
    """The shipped questionnaire and benchmarks; 30 ms, so each test loads its own."""
    small_organisation.load_content()


@pytest.fixture
def teams(shipped):
    """Red 12, White 6, Blue 6, Green 3 people, in two units under one."""
    return small_organisation.grow(small_organisation.TREE)
